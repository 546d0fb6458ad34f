import type { Executor } from '@/db/client';
import type { GroupRow, GroupView } from '@/db/queries/groups';
import { absent } from '@/lib/access/absent';
import { authorize, can } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import type { PermissionType } from '@/lib/permissions/decide';
import { namedGroups, OF_MODEL } from './named-groups';

/** The groups of these names, by name; a role of its own before one of a model. */
export async function groupsNamed(
  executor: Executor,
  view: GroupView,
  names: readonly string[],
): Promise<ReadonlyMap<string, GroupRow>> {
  const wanted = [...new Set(names)].filter((name) => !name.includes('\0'));
  if (wanted.length === 0) return new Map();
  const ofModels = wanted.filter((name) => name.startsWith(OF_MODEL));
  const models = ofModels.map((name) => name.slice(OF_MODEL.length).replaceAll('___', '-'));
  const rows = await namedGroups(executor, view, { names: wanted, models }, { withPermissions: true });
  const own = new Map(rows.filter(({ origin }) => origin !== 'model').map((row) => [row.name, row]));
  const ofModel = new Map(rows.filter(({ origin }) => origin === 'model').map((row) => [row.name, row]));
  return new Map(
    wanted.flatMap((name) => {
      const row = own.get(name) ?? ofModel.get(name);
      return row === undefined ? [] : [[name, row] as const];
    }),
  );
}

/** The group of this name for who may read it. Otherwise as if absent. */
export async function resolveGroup(ctx: Ctx, view: GroupView, name: string): Promise<GroupRow> {
  const row = (await groupsNamed(ctx.db, view, [name])).get(name);
  const notFound = (hidden: boolean) =>
    absent(
      ctx,
      `Group ${name} not found.`,
      { kind: 'role', name },
      (resourceId) => can(ctx, { ...groupNeed('read'), resourceId }),
      { hidden },
    );
  await authorize(ctx, groupNeed('read', row), () => notFound(true));
  if (row === undefined) throw await notFound(false);
  return row;
}

/** A type on all groups, or on one that is a role of its own. */
export const groupNeed = (type: PermissionType, row?: GroupRow) =>
  ({
    operation: 'role',
    type,
    projectId: null,
    ...(row === undefined || row.origin === 'model' ? {} : { resourceId: row.id }),
  }) as const;
