import { authorizeOpenly } from '@/lib/access/authorize';
import { insertAccount, newAccount } from '@/lib/access/create-user';
import { movePower } from '@/lib/access/move-power';
import type { Ctx } from '@/lib/core/ctx';
import { groupView } from './group-view';
import { type GroupedUser, groupedUser } from './grouped-user';
import { applyMemberships, plannedMemberships } from './memberships';

export interface CreateGroupedUser {
  readonly project: string;
  readonly name: string;
  readonly password: string;
  readonly email: string | null;
  readonly fullName: string | null;
  readonly isActive: boolean;
  readonly role: 'admin' | 'regular';
  /** Names of groups. */
  readonly groups: readonly string[];
}

/**
 * Makes an account and puts it into groups, all or nothing. It holds what its groups say and nothing else; who asks
 * for groups or for an administrator must hand out roles, and hold all that they bring.
 */
export async function createGroupedUser(ctx: Ctx, input: CreateGroupedUser): Promise<GroupedUser> {
  const { project, name, password, email, fullName, isActive, role, groups } = input;
  const account = await newAccount(ctx, { name, password, email, fullName });
  if (role === 'admin' || groups.length > 0)
    await authorizeOpenly(ctx, { operation: 'role_assignment', type: 'create', projectId: null });
  const view = await groupView(ctx, project);
  const plan = await plannedMemberships(ctx, view, { role, groups });
  const id = await movePower(ctx, async (tx, granter) => {
    const { row, event } = await insertAccount(tx, ctx, granter, { ...account, isActive });
    const events = await applyMemberships(tx, ctx, granter, { view, user: row, plan });
    return { result: row.id, event: [event, ...events] };
  });
  return groupedUser(ctx, view, { id, showsGroups: true });
}
