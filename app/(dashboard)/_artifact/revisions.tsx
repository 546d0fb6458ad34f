import { List } from '@/components/lists/list';
import { RowLink } from '@/components/lists/table';
import { RelativeTime } from '@/components/ui/relative-time';
import { listRevisions } from '@/lib/artifacts/list-revisions';
import { listStateOf } from '@/lib/next/lists/list-state';
import { loadPage, oneEach, type SearchParams } from '@/lib/next/load';
import { type ArtifactParams, addressOf, pageAddress } from './address';
import { ArtifactChrome } from './chrome';
import { ArtifactGone } from './gone';
import { openArtifact } from './open';

interface PageProps {
  readonly params: ArtifactParams;
  readonly searchParams: SearchParams;
}

/** Every write of an artifact, newest first. */
export async function ArtifactRevisions({ params, searchParams }: PageProps) {
  const at = await addressOf(params);
  const { ctx, found } = await openArtifact(at, 'revisions');
  if (found.value === null) return <ArtifactGone at={at} absence={found.absence} />;
  const list = listStateOf(pageAddress(at, 'revisions'), await oneEach(searchParams), { sorts: ['latest'] });
  const { after } = list.input;
  const page = await loadPage(listRevisions(ctx, { ...at, ...(after && { after }) }), list.path);
  return (
    <ArtifactChrome ctx={ctx} at={at} artifact={found.value} view="revisions" revision={undefined}>
      <List
        list={list}
        page={page}
        label="Revisions"
        noun={['revision', 'revisions']}
        keyOf={({ revision }) => revision}
        columns={[
          {
            label: 'Revision',
            cell: ({ revision }) => (
              <>
                <RowLink href={pageAddress(at, null, revision)}>{revision}</RowLink>
                {revision === found.value.headRevision && <span className="text-ink-3"> latest</span>}
              </>
            ),
          },
          {
            label: 'Written by',
            dim: true,
            cell: ({ creator, writtenBy }) => (
              <>
                {creator ?? 'unknown'}
                {creator !== writtenBy && <span className="text-ink-3"> imported by {writtenBy}</span>}
              </>
            ),
          },
          {
            label: 'SHA-256',
            hide: 'narrow',
            cell: ({ sha256 }) => (
              <code className="text-ink-2" title={sha256}>
                {sha256.slice(0, 12)}
              </code>
            ),
          },
          {
            label: 'Bytes',
            numeric: true,
            hide: 'narrow',
            dim: true,
            cell: ({ size }) => size.toLocaleString('en'),
          },
          {
            label: 'Written',
            numeric: true,
            dim: true,
            cell: ({ stampedAt }) => <RelativeTime at={stampedAt} now={ctx.now} />,
          },
        ]}
      />
    </ArtifactChrome>
  );
}
