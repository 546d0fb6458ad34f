import {
  type GroupedUserRow,
  type GroupRow,
  type GroupView,
  groupedUserRows,
  groupRows,
} from '@/db/queries/groups';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { type Group, presentGroup } from './group';

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
  const [row] = await groupedUserRows(ctx.db, view, id);
  if (row === undefined) throw new DomainError('not_found', 'The user is gone.');
  const groups = showsGroups ? await groupRows(ctx.db, view, { ofUser: id }, { words: true }) : [];
  return presentGroupedUser(row, presentedGroups(groups));
}

/** Groups by their role's id, each presented once however many are in it. */
export function presentedGroups(rows: readonly GroupRow[]): ReadonlyMap<string, Group> {
  return new Map(rows.map((row) => [row.id, presentGroup(row)]));
}

export function presentGroupedUser(
  { name, email, fullName, isActive, administers, groupIds }: GroupedUserRow,
  groups: ReadonlyMap<string, Group>,
): GroupedUser {
  return {
    name,
    email,
    fullName,
    isActive,
    administers,
    groups: groupIds.flatMap((id) => groups.get(id) ?? []),
  };
}
