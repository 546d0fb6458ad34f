import type { Executor } from '@/db/client';
import {
  type GroupRow,
  type GroupView,
  groupRows,
  takenRoleNames,
  type WhichGroups,
} from '@/db/queries/groups';

export const OF_MODEL = 'edit-model-';

/**
 * Groups of a view under the names that clients know. The role of a model is `edit-model-` and the model's name with
 * hyphens as three underscores, as its clients build it. Where that could mean another model, or a role has that very
 * name, it keeps the name that it has here.
 */
export async function namedGroups(
  executor: Executor,
  view: GroupView,
  which: WhichGroups,
  { withPermissions }: { withPermissions: boolean },
): Promise<GroupRow[]> {
  const rows = await groupRows(executor, view, which, { withPermissions });
  const wanted = new Map(
    rows.flatMap((row) => {
      const name = row.modelName === null ? null : clientName(row.modelName);
      return name === null ? [] : [[row.id, name] as const];
    }),
  );
  if (wanted.size === 0) return rows;
  const taken = await takenRoleNames(executor, [...wanted.values()]);
  return rows.map((row) => {
    const name = wanted.get(row.id);
    return name === undefined || taken.has(name) ? row : { ...row, name };
  });
}

/** Null where it could not be told from another model's. */
function clientName(model: string): string | null {
  const written = model.replaceAll('-', '___');
  return written.replaceAll('___', '-') === model ? OF_MODEL + written : null;
}
