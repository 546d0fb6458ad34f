import { Pager } from '@/components/lists/pager';
import { Cell, Row, RowLink, Table } from '@/components/lists/table';
import { RelativeTime } from '@/components/ui/relative-time';
import { listRevisions } from '@/lib/artifacts/list-revisions';
import { afterOf, listAddress } from '@/lib/next/list-address';
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
  if (found.value === null) return <ArtifactGone at={at} gone={found.gone} />;
  const to = listAddress(pageAddress(at, 'revisions'), {});
  const asked = await oneEach(searchParams);
  const page = await loadPage(listRevisions(ctx, { ...at, ...afterOf(asked['after']) }), to.clear);
  return (
    <ArtifactChrome ctx={ctx} at={at} artifact={found.value} view="revisions" revision={undefined}>
      <Table
        label="Revisions"
        columns={[
          { label: 'Revision' },
          { label: 'Written by' },
          { label: 'SHA-256', hide: 'narrow' },
          { label: 'Bytes', numeric: true, hide: 'narrow' },
          { label: 'Written', numeric: true },
        ]}
      >
        {page.items.map(({ revision, creator, writtenBy, sha256, size, stampedAt }) => (
          <Row key={revision}>
            <Cell>
              <RowLink href={pageAddress(at, null, revision)}>{revision}</RowLink>
              {revision === found.value.headRevision && <span className="text-ink-3"> latest</span>}
            </Cell>
            <Cell dim>
              {creator ?? 'nobody known'}
              {creator !== writtenBy && <span className="text-ink-3"> brought by {writtenBy}</span>}
            </Cell>
            <Cell hide="narrow">
              <code className="text-ink-2" title={sha256}>
                {sha256.slice(0, 12)}
              </code>
            </Cell>
            <Cell numeric hide="narrow" dim>
              {size.toLocaleString('en')}
            </Cell>
            <Cell numeric dim>
              <RelativeTime at={stampedAt} now={ctx.now} />
            </Cell>
          </Row>
        ))}
      </Table>
      <Pager
        shown={page.items.length}
        count={page.count}
        noun={['revision', 'revisions']}
        nextHref={to.page(page.next)}
        previousHref={to.page(page.previous)}
      />
    </ArtifactChrome>
  );
}
