import type { Executor } from '@/db/client';
import type { GroupRow, GroupView } from '@/db/queries/groups';
import { authorize } from '@/lib/access/authorize';
import type { PermissionType } from '@/lib/access/decide';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { nameKey } from '@/lib/core/name';
import { namedGroups, OF_MODEL } from './named-groups';

/** The groups of these names, by name; roles of their own in any case, those of models exactly as they are written. */
export async function groupsNamed(
  executor: Executor,
  view: GroupView,
  names: readonly string[],
): Promise<ReadonlyMap<string, GroupRow>> {
  const wanted = [...new Set(names)].filter((name) => !name.includes('\0'));
  if (wanted.length === 0) return new Map();
  const ofModels = wanted.filter((name) => name.startsWith(OF_MODEL));
  const modelKeys = ofModels.map((name) => nameKey(name.slice(OF_MODEL.length).replaceAll('___', '-')));
  const which = { nameKeys: wanted.map(nameKey), modelKeys };
  const rows = await namedGroups(executor, view, which, { words: true });
  const own = new Map(rows.filter(({ origin }) => origin !== 'model').map((row) => [nameKey(row.name), row]));
  const exact = new Map(rows.filter(({ origin }) => origin === 'model').map((row) => [row.name, row]));
  return new Map(
    wanted.flatMap((name) => {
      const row = own.get(nameKey(name)) ?? exact.get(name);
      return row === undefined ? [] : [[name, row] as const];
    }),
  );
}

/** The group of this name for who may read it. Otherwise as if absent. */
export async function resolveGroup(ctx: Ctx, view: GroupView, name: string): Promise<GroupRow> {
  const row = (await groupsNamed(ctx.db, view, [name])).get(name);
  const absent = `Group ${name} not found.`;
  await authorize(ctx, groupNeed('read', row), absent);
  if (row === undefined) throw new DomainError('not_found', absent);
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
