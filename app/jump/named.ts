import { listCatalogEntries } from '@/lib/catalog/list-catalog-entries';
import type { Ctx } from '@/lib/core/ctx';
import { isDomainError } from '@/lib/core/domain-error';
import { listModels } from '@/lib/models/list-models';
import { listPipelines } from '@/lib/pipelines/list-pipelines';
import { searchRuns } from '@/lib/runs/recent-runs';
import { listComponents } from '@/lib/stacks/components/list-components';
import { KNOWN_FLAVORS } from '@/lib/stacks/configurations/known-flavors';
import { listFlavors } from '@/lib/stacks/flavors/list-flavors';
import { listStacks } from '@/lib/stacks/list-stacks';

/** Rows per kind in the palette. */
export const FEW = 8;

/** Things of the project at hand: its models at once, runs and pipelines when a text asks for them. */
export async function namedInProject(ctx: Ctx, project: string | null, search: string) {
  if (project === null) return { models: [], pipelines: [], runs: [] };
  const at = { project, search, limit: FEW };
  const models = await readable(() => listModels(ctx, at).then(({ items }) => items));
  const pipelines = await requested(search, () => listPipelines(ctx, at).then(({ items }) => items));
  const runs = await requested(search, () => searchRuns(ctx, at));
  const named = ({ name }: { readonly name: string }) => ({ name, project });
  return { models: models.map(named), pipelines: pipelines.map(named), runs: runs.map(named) };
}

/** Things of the store, when a text asks for them. */
export async function namedIn(ctx: Ctx, search: string) {
  const at = { search, limit: FEW };
  const stacks = await requested(search, () => listStacks(ctx, at).then(({ items }) => items));
  const components = await requested(search, () => listComponents(ctx, at).then(({ items }) => items));
  const flavors = await requested(search, async () => [...(await listFlavors(ctx)), ...KNOWN_FLAVORS]);
  const entries = await requested(search, () => listCatalogEntries(ctx, at).then(({ items }) => items));
  const part = search.toLowerCase();
  const typed = ({ type, name }: { readonly type: string; readonly name: string }) => ({ type, name });
  return {
    stacks: stacks.map(({ name }) => ({ name })),
    components: components.map(typed),
    flavors: flavors
      .filter(({ name }) => name.toLowerCase().includes(part))
      .slice(0, FEW)
      .map(typed),
    entries: entries.map(({ catalog, identifier }) => ({ catalog, identifier })),
  };
}

const requested = <T>(search: string, list: () => Promise<readonly T[]>): Promise<readonly T[]> =>
  search === '' ? Promise.resolve([]) : readable(list);

/** Nothing of what the reader may not see, or of a project that was there at the last visit and is gone. */
async function readable<T>(list: () => Promise<readonly T[]>): Promise<readonly T[]> {
  try {
    return await list();
  } catch (error) {
    if (isDomainError(error) && (error.code === 'not_found' || error.code === 'forbidden')) return [];
    throw error;
  }
}
