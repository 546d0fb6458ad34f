import { authorizeOpenly } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { insertAccount, newAccount } from '@/lib/people/create-user';
import { declareWrite } from '@/lib/writes/write';
import { groupView } from './group-view';
import { type GroupedUser, groupedUser } from './grouped-user';
import { giveMemberships, plannedMemberships } from './memberships';

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
  const { view, id } = await createAccountInGroups(ctx, input);
  return groupedUser(ctx, view, { id, showsGroups: true });
}

const createAccountInGroups = declareWrite({
  verb: 'createGroupedUser',
  asks: ['user:create'],
  audits: ['user.create', 'role_assignment.create'],
  example: ({ project, role, fresh }) => ({
    project,
    name: fresh('user'),
    password: fresh('a long pass phrase'),
    email: null,
    fullName: null,
    isActive: true,
    role: 'regular' as const,
    groups: [role],
  }),
  ready: async (ctx: Ctx, input: CreateGroupedUser) => {
    const { project, name, password, email, fullName, isActive, role, groups } = input;
    const account = await newAccount(ctx, { name, password, email, fullName });
    if (role === 'admin' || groups.length > 0)
      await authorizeOpenly(ctx, { operation: 'role_assignment', type: 'create', projectId: null });
    const view = await groupView(ctx, project);
    const plan = await plannedMemberships(ctx, view, { role, groups });
    return { view, plan, account: { ...account, isActive } };
  },
  move: async (moving, { view, plan, account }) => {
    const user = await insertAccount(moving, account);
    await giveMemberships(moving, { view, user, plan });
    return { view, id: user.id };
  },
});
