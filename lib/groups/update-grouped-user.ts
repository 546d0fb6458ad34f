import { administrationOf } from '@/db/queries/groups';
import type { UserRow } from '@/db/queries/users';
import { authorizeOpenly } from '@/lib/access/authorize';
import { actorUserId } from '@/lib/core/actor';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { applyPassword, preparedPassword } from '@/lib/credentials/set-user-password';
import { accountOwner } from '@/lib/people/own-account';
import { resolveUser } from '@/lib/people/resolve-user';
import { applyUpdate, preparedUpdate, type UpdateUser } from '@/lib/people/update-user';
import { declareWrite } from '@/lib/writes/write';
import { groupView } from './group-view';
import type { GroupedUser } from './grouped-user';
import { type AskedMemberships, applyMemberships, handsOutRoles, plannedMemberships } from './memberships';
import { readGroupedUser } from './read-grouped-user';

export interface UpdateGroupedUser extends AskedMemberships {
  readonly project: string;
  /** `me` for oneself. */
  readonly user: string;
  readonly email?: string | null;
  readonly fullName?: string | null;
  readonly isActive?: boolean;
  /** Absent: stays. */
  readonly password?: string;
}

/**
 * Changes an account and its groups, all or nothing: oneself, or others with user:update. What is absent stays. Role
 * and groups are listened to from who hands out roles; of what people ask about themselves, only name and email. (Who
 * administers the store is told that they cannot end that themselves.) One's own password is changed elsewhere, with
 * the present one.
 */
export async function updateGroupedUser(ctx: Ctx, input: UpdateGroupedUser): Promise<GroupedUser> {
  const user = await changeGroupedUser(ctx, input);
  return readGroupedUser(ctx, { project: input.project, user: user.name });
}

const changeGroupedUser = declareWrite({
  verb: 'updateGroupedUser',
  asks: ['user:update', 'own account'],
  audits: [
    'user.set_password',
    'user.update',
    'role_assignment.create',
    'role_assignment.update',
    'role_assignment.delete',
  ],
  example: ({ project, user, fresh }) => ({ project, user, email: `${fresh('user')}@example.org` }),
  ready: async (ctx: Ctx, input: UpdateGroupedUser) => {
    const user = await resolveUser(ctx, input.user);
    const own = user.id === actorUserId(ctx.actor);
    if (own) accountOwner(ctx, 'write');
    else
      await authorizeOpenly(ctx, { operation: 'user', type: 'update', projectId: null, resourceId: user.id });
    if (own && input.password !== undefined)
      throw new DomainError(
        'forbidden',
        'Your own password is changed on your account page, with the present one. Leave it out to change the rest.',
      );
    const heard = await listenedTo(ctx, input, user, own);
    const account = changed(heard, user);
    const view = await groupView(ctx, input.project);
    const plan = await plannedMemberships(ctx, view, heard);
    const update = account === null ? null : await preparedUpdate(ctx, { ...account, user: user.name });
    const password =
      input.password === undefined
        ? null
        : await preparedPassword(ctx, { user: user.name, password: input.password });
    return { user, view, plan, update, password };
  },
  move: async (moving, { user, view, plan, update, password }) => {
    if (password !== null) await applyPassword(moving, password);
    if (update !== null) await applyUpdate(moving, update);
    const moved = await applyMemberships(moving, { view, user, plan });
    if (password === null && update === null && !moved) moving.tellNothing();
    return user;
  },
});

type Heard = AskedMemberships & Pick<UpdateUser, 'email' | 'fullName' | 'isActive'>;

async function listenedTo(ctx: Ctx, input: UpdateGroupedUser, user: UserRow, own: boolean): Promise<Heard> {
  const { email, fullName, isActive, role, groups } = input;
  const named = {
    ...(email === undefined ? {} : { email }),
    ...(fullName === undefined ? {} : { fullName }),
  };
  if (own && !(await administers(ctx, user))) return named;
  const account = { ...named, ...(isActive === undefined ? {} : { isActive }) };
  if (!(await handsOutRoles(ctx))) return account;
  const status = { ...account, ...(role === undefined ? {} : { role }) };
  return own || groups === undefined ? status : { ...status, groups };
}

async function administers(ctx: Ctx, { id }: UserRow): Promise<boolean> {
  const { assignmentId, teams } = await administrationOf(ctx.db, id, ctx.now);
  return assignmentId !== null || teams.length > 0;
}

/** The fields that are to become something else, or null when none is. */
function changed({ email, fullName, isActive }: Heard, user: UserRow): Omit<UpdateUser, 'user'> | null {
  const change = {
    ...(email === undefined || email === user.email ? {} : { email }),
    ...(fullName === undefined || fullName === user.fullName ? {} : { fullName }),
    ...(isActive === undefined || isActive === user.isActive ? {} : { isActive }),
  };
  return Object.keys(change).length === 0 ? null : change;
}
