import { NoMatch } from '@/components/lists/empty';
import { FilterBar } from '@/components/lists/filter-bar';
import { Pager } from '@/components/lists/pager';
import { Cell, Row, RowLink, Table } from '@/components/lists/table';
import { RelativeTime } from '@/components/ui/relative-time';
import { Snippet } from '@/components/ui/snippet';
import { actorName } from '@/lib/core/actor';
import { url } from '@/lib/core/urls';
import { listVersions } from '@/lib/models/list-versions';
import { afterOf, listAddress, oneOf, searchOf } from '@/lib/next/list-address';
import { loadPage } from '@/lib/next/load';
import { signedInCtx } from '@/lib/next/page-ctx';
import { pythonLines } from '@/lib/next/paste';

interface VersionListProps {
  readonly at: { readonly project: string; readonly model: string };
  readonly asked: Readonly<Record<string, string | undefined>>;
}

/** The versions of a model, newest first. A search shows itself from ten on. */
export async function VersionList({ at, asked }: VersionListProps) {
  const ctx = await signedInCtx();
  const sort = oneOf(['created', 'name'] as const, asked['sort']) ?? 'created';
  const search = searchOf(asked['q']);
  const path = url.model(at.project, at.model);
  const to = listAddress(path, { q: search.search, sort: asked['sort'] });
  const page = await loadPage(
    listVersions(ctx, { ...at, ...search, sort, ...afterOf(asked['after']) }),
    to.clear,
  );
  const isFiltered = search.search !== undefined;
  return (
    <section aria-labelledby="versions">
      <h2 id="versions" className="mb-1">
        Versions
      </h2>
      {(isFiltered || page.count === '10,000+' || page.count >= 10) && (
        <FilterBar
          action={path}
          search={search.search ?? ''}
          placeholder="Search versions"
          kept={{ sort: asked['sort'] }}
        />
      )}
      {page.items.length === 0 && isFiltered && <NoMatch clearHref={to.clear} noun="versions" />}
      {page.items.length === 0 && !isFiltered && (
        <div className="flex max-w-[720px] flex-col gap-3 border-t border-rule pt-2">
          <p className="text-ink-2">None yet. Evidence, results and reports are written for a version.</p>
          <Snippet title="Python, mlte 2.3" code={pythonLines(at.project, actorName(ctx.actor), at.model)} />
        </div>
      )}
      {page.items.length > 0 && (
        <>
          <Table
            label="Versions"
            columns={[
              {
                label: 'Version',
                sortHref: to.sorted('name'),
                ...(sort === 'name' && { sorted: 'ascending' }),
              },
              { label: 'Artifacts', numeric: true },
              { label: 'Last write', numeric: true, hide: 'narrow' },
              { label: 'By', hide: 'medium' },
              {
                label: 'Made',
                numeric: true,
                sortHref: to.sorted('created'),
                ...(sort === 'created' && { sorted: 'descending' }),
              },
            ]}
          >
            {page.items.map((version) => (
              <Row key={version.id}>
                <Cell>
                  <RowLink href={url.version(at.project, at.model, version.name)} code>
                    {version.name}
                  </RowLink>
                </Cell>
                <Cell numeric dim>
                  {version.artifacts}
                </Cell>
                <Cell numeric hide="narrow" dim>
                  {version.lastWrite === null ? '–' : <RelativeTime at={version.lastWrite} now={ctx.now} />}
                </Cell>
                <Cell hide="medium" dim>
                  {version.createdBy}
                </Cell>
                <Cell numeric dim>
                  <RelativeTime at={version.createdAt} now={ctx.now} />
                </Cell>
              </Row>
            ))}
          </Table>
          <Pager
            shown={page.items.length}
            count={page.count}
            noun={['version', 'versions']}
            nextHref={to.page(page.next)}
            previousHref={to.page(page.previous)}
          />
        </>
      )}
    </section>
  );
}
