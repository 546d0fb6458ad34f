import { type GroupedUserRow, type GroupView, groupedUserRows, membershipsOf } from '@/db/queries/groups';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { type Group, presentGroup } from './group';
import { namedGroups } from './named-groups';

/** A person with the groups that they are in themselves, as MLTE clients see people. */
export interface GroupedUser {
  readonly name: string;
  readonly email: string | null;
  readonly fullName: string | null;
  readonly isActive: boolean;
  /** Holds the role `admin` everywhere. */
  readonly administers: boolean;
  readonly groups: readonly Group[];
}

/** A person by row id; whoever calls has asked whether the actor may see them. Groups are left out where not shown. */
export async function groupedUser(
  ctx: Ctx,
  view: GroupView,
  { id, showsGroups }: { id: string; showsGroups: boolean },
): Promise<GroupedUser> {
  const [row] = await groupedUserRows(ctx.db, id, ctx.now);
  if (row === undefined) throw new DomainError('not_found', 'The user is gone.');
  const groups = showsGroups ? await groupsByUser(ctx, view, id) : noGroups;
  return presentGroupedUser(row, groups);
}

/** The groups that people are in, by the person's row id. */
type GroupsByUser = ReadonlyMap<string, readonly Group[]>;
export const noGroups: GroupsByUser = new Map();

/** The groups of one person, or of everybody (null). Each is presented once, however many are in it. */
export async function groupsByUser(ctx: Ctx, view: GroupView, userId: string | null): Promise<GroupsByUser> {
  const which = userId === null ? ({ ofAnybody: true } as const) : { ofUser: userId };
  const rows = await namedGroups(ctx.db, view, which, { withPermissions: true });
  const groups = new Map(rows.map((row) => [row.id, presentGroup(row)]));
  const byUser = new Map<string, Group[]>();
  for (const membership of await membershipsOf(ctx.db, view, userId)) {
    const group = groups.get(membership.roleId);
    if (group === undefined) continue;
    const own = byUser.get(membership.userId);
    if (own === undefined) byUser.set(membership.userId, [group]);
    else own.push(group);
  }
  return byUser;
}

export function presentGroupedUser(
  { id, name, email, fullName, isActive, administers }: GroupedUserRow,
  groups: GroupsByUser,
): GroupedUser {
  return {
    name,
    email,
    fullName,
    isActive,
    administers,
    groups: groups.get(id) ?? [],
  };
}
