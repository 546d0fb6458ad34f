import { EmptyYet, NoMatch } from '@/components/lists/empty';
import { FilterBar } from '@/components/lists/filter-bar';
import { Pager } from '@/components/lists/pager';
import { Table } from '@/components/lists/table';
import { ArtifactRows, artifactColumns } from '@/components/models/artifact-rows';
import { TYPE_WORDS } from '@/components/models/summary-words';
import { Snippet } from '@/components/ui/snippet';
import { LEVEL_OF } from '@/lib/artifacts/artifact';
import { listArtifacts } from '@/lib/artifacts/list-artifacts';
import { actorName } from '@/lib/core/actor';
import { url } from '@/lib/core/urls';
import { afterOf, listAddress, oneOf, searchOf } from '@/lib/next/list-address';
import { loadPage } from '@/lib/next/load';
import { signedInCtx } from '@/lib/next/page-ctx';
import { pythonLines } from '@/lib/next/paste';

const TYPES = ['card', 'suite', 'evidence', 'results', 'report'] as const;
const TYPE_OPTIONS = [
  { value: '', label: 'all' },
  ...TYPES.map((type) => ({ value: type, label: TYPE_WORDS[type].many.toLowerCase() })),
];

interface ArtifactListProps {
  readonly at: { readonly project: string; readonly model: string; readonly version: string };
  readonly asked: Readonly<Record<string, string | undefined>>;
}

/** What is seen from a version: its own artifacts and the model's cards and suites. */
export async function ArtifactList({ at, asked }: ArtifactListProps) {
  const ctx = await signedInCtx();
  const type = oneOf(TYPES, asked['type']);
  const sort = oneOf(['updated', 'identifier'] as const, asked['sort']) ?? 'updated';
  const search = searchOf(asked['q']);
  const path = url.version(at.project, at.model, at.version);
  const to = listAddress(path, { q: search.search, type, sort: asked['sort'] });
  const page = await loadPage(
    listArtifacts(ctx, {
      ...at,
      ...search,
      sort,
      ...(type === undefined ? {} : { type }),
      ...afterOf(asked['after']),
    }),
    to.clear,
  );
  const isFiltered = search.search !== undefined || type !== undefined;
  if (page.items.length === 0 && !isFiltered)
    return (
      <EmptyYet title="No artifacts yet">
        <p className="text-ink-2">
          Evidence, results and reports of this version appear here, beside the model's card and suite. From
          Python:
        </p>
        <Snippet
          title="Python, mlte 2.3"
          code={pythonLines(at.project, actorName(ctx.actor), at.model, at.version)}
        />
      </EmptyYet>
    );
  return (
    <>
      <FilterBar
        action={path}
        search={search.search ?? ''}
        placeholder="Search artifacts"
        choices={[{ name: 'type', label: 'type', value: type ?? '', options: TYPE_OPTIONS }]}
        kept={{ sort: asked['sort'] }}
      />
      {page.items.length === 0 ? (
        <NoMatch clearHref={to.clear} noun="artifacts" />
      ) : (
        <>
          <Table
            label="Artifacts"
            columns={artifactColumns({
              Artifact: {
                sortHref: to.sorted('identifier'),
                ...(sort === 'identifier' && { sorted: 'ascending' }),
              },
              Written: {
                sortHref: to.sorted('updated'),
                ...(sort === 'updated' && { sorted: 'descending' }),
              },
            })}
          >
            <ArtifactRows artifacts={page.items} now={ctx.now} />
          </Table>
          <Pager
            shown={page.items.length}
            count={page.count}
            noun={['artifact', 'artifacts']}
            nextHref={to.page(page.next)}
            previousHref={to.page(page.previous)}
          />
          {page.items.some((item) => LEVEL_OF[item.type] === 'model') && (
            <p className="text-ink-3">Cards and suites are the model's: every version sees the same.</p>
          )}
        </>
      )}
    </>
  );
}
