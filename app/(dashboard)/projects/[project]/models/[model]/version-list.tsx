import { List } from '@/components/lists/list';
import { lastWriteColumn, stampColumns } from '@/components/lists/stamp-columns';
import { RowLink } from '@/components/lists/table';
import { Snippet } from '@/components/ui/snippet';
import { actorName } from '@/lib/core/actor';
import { url } from '@/lib/core/urls';
import { listVersions } from '@/lib/models/list-versions';
import { listStateOf } from '@/lib/next/lists/list-state';
import { loadPage } from '@/lib/next/load';
import { signedInCtx } from '@/lib/next/page-ctx';
import { pythonLines } from '@/lib/next/paste';

interface VersionListProps {
  readonly at: { readonly project: string; readonly model: string };
  readonly query: Readonly<Record<string, string | undefined>>;
}

/** The versions of a model, newest first. A search shows itself from ten on. */
export async function VersionList({ at, query }: VersionListProps) {
  const ctx = await signedInCtx();
  const list = listStateOf(url.model(at.project, at.model), query, { sorts: ['created', 'name'] });
  const page = await loadPage(listVersions(ctx, { ...at, ...list.input }), list.path);
  const isLong = page.count === '10,000+' || page.count >= 10;
  return (
    <section aria-labelledby="versions">
      <h2 id="versions" className="mb-1">
        Versions
      </h2>
      <List
        list={list}
        page={page}
        label="Versions"
        noun={['version', 'versions']}
        search={isLong || list.isFiltered ? 'Search versions' : undefined}
        keyOf={(version) => version.id}
        columns={[
          {
            label: 'Version',
            sort: ['name', 'ascending'],
            cell: ({ name }) => (
              <RowLink href={url.version(at.project, at.model, name)} code>
                {name}
              </RowLink>
            ),
          },
          { label: 'Artifacts', numeric: true, dim: true, cell: (version) => version.artifacts },
          lastWriteColumn(ctx.now),
          ...stampColumns(ctx.now),
        ]}
        empty={
          <div className="flex max-w-[720px] flex-col gap-3 border-t border-rule pt-2">
            <p className="text-ink-2">None yet. Evidence, results and reports are written for a version.</p>
            <Snippet
              title="Python, mlte 2.3"
              code={pythonLines(at.project, actorName(ctx.actor), at.model)}
            />
          </div>
        }
      />
    </section>
  );
}
