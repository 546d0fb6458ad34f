import { EmptyYet } from '@/components/lists/empty';
import { List } from '@/components/lists/list';
import { artifactColumns } from '@/components/models/artifact-columns';
import { TYPE_WORDS } from '@/components/models/summary-labels';
import { Snippet } from '@/components/ui/snippet';
import { LEVEL_OF } from '@/lib/artifacts/artifact';
import { listArtifacts } from '@/lib/artifacts/list-artifacts';
import { actorName } from '@/lib/core/actor';
import { url } from '@/lib/core/urls';
import { listStateOf } from '@/lib/next/lists/list-state';
import { loadPage } from '@/lib/next/load';
import { signedInCtx } from '@/lib/next/page-ctx';
import { pythonLines } from '@/lib/next/paste';

const TYPES = ['card', 'suite', 'evidence', 'results', 'report'] as const;
const TYPE_CHOICE = {
  name: 'type',
  label: 'type',
  options: TYPES.map((type) => ({ value: type, label: TYPE_WORDS[type].many.toLowerCase() })),
};

interface ArtifactListProps {
  readonly at: { readonly project: string; readonly model: string; readonly version: string };
  readonly query: Readonly<Record<string, string | undefined>>;
}

/** What is seen from a version: its own artifacts and the model's cards and suites. */
export async function ArtifactList({ at, query }: ArtifactListProps) {
  const ctx = await signedInCtx();
  const path = url.version(at.project, at.model, at.version);
  const list = listStateOf(path, query, { sorts: ['updated', 'identifier'], filters: { type: TYPES } });
  const page = await loadPage(listArtifacts(ctx, { ...at, ...list.input }), path);
  return (
    <>
      <List
        list={list}
        page={page}
        label="Artifacts"
        noun={['artifact', 'artifacts']}
        search="Search artifacts"
        choices={[TYPE_CHOICE]}
        keyOf={(artifact) => artifact.id}
        columns={artifactColumns(ctx.now)}
        empty={
          <EmptyYet title="No artifacts yet">
            <p className="text-ink-2">
              Evidence, results and reports of this version appear here, beside the model's card and suite.
              From Python:
            </p>
            <Snippet
              title="Python, mlte 2.3"
              code={pythonLines(at.project, actorName(ctx.actor), at.model, at.version)}
            />
          </EmptyYet>
        }
      />
      {page.items.some((item) => LEVEL_OF[item.type] === 'model') && (
        <p className="text-ink-3">Cards and suites are the model's: every version sees the same.</p>
      )}
    </>
  );
}
