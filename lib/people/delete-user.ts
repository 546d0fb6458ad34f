import { dropPermissionsOn } from '@/db/queries/resources';
import {
  dropUserGrants,
  stampedBy,
  tiesOfUser,
  type UserRow,
  type UserTies,
  updateUserRow,
} from '@/db/queries/users';
import { authorizeOpenly } from '@/lib/access/authorize';
import { actorUserId } from '@/lib/core/actor';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { deletedStamp } from '@/lib/core/stamp';
import { changesBetween } from '@/lib/writes/changes';
import { declareWrite, type Moving } from '@/lib/writes/write';
import { endCredentials, endLinksMadeBy } from './end-credentials';
import { resolveUser } from './resolve-user';
import { presentUser, userEvent, userFacts } from './user';

/** What goes with an account, and what stays under the name that it was stamped with. */
export interface UserDeletion {
  readonly goes: Pick<UserTies, 'sessions' | 'tokens' | 'memberships' | 'assignments' | 'invitations'>;
  readonly stays: Pick<UserTies, 'models' | 'auditEvents'> & {
    readonly runs: number;
    readonly artifacts: number;
  };
}

/** The account of this name for who may delete it. */
export async function deletableUser(ctx: Ctx, name: string): Promise<UserRow> {
  const user = await resolveUser(ctx, name);
  await authorizeOpenly(ctx, { operation: 'user', type: 'delete', projectId: null, resourceId: user.id });
  if (user.id === actorUserId(ctx.actor))
    throw new DomainError('forbidden', 'You cannot delete your own account. Ask another administrator.');
  return user;
}

/** What {@link deleteUser} would do, changing nothing. The same refusals. */
export async function previewDeleteUser(ctx: Ctx, input: { user: string }): Promise<UserDeletion> {
  const user = await deletableUser(ctx, input.user);
  const { models, auditEvents, ...goes } = await tiesOfUser(ctx.db, user.id, ctx.now);
  return { goes, stays: { models, ...(await stampedBy(ctx.db, user.id)), auditEvents } };
}

/**
 * Deletes an account: its sessions, tokens, memberships, assignments and open invitations end; what it made stays, under the stamped
 * name. The name may be used again and inherits nothing. `precondition` when nobody would administer the store.
 */
export const deleteUser = declareWrite({
  verb: 'deleteUser',
  asks: ['user:delete'],
  audits: ['user.delete'],
  example: ({ user }) => ({ user }),
  ready: (ctx: Ctx, input: { user: string }) => deletableUser(ctx, input.user),
  move: async (moving, user) => presentUser(await endAccount(moving, user)),
});

/** The end of an account in a move of power. Answers its row as it is left. */
export async function endAccount({ tx, ctx, tell }: Moving<'user.delete'>, user: UserRow): Promise<UserRow> {
  const { models: _models, auditEvents: _events, ...goes } = await tiesOfUser(tx, user.id, ctx.now);
  const { viewsEnded } = await endCredentials(tx, user.id, ctx.now);
  await endLinksMadeBy(tx, user.id, ctx.now);
  await dropUserGrants(tx, user.id);
  await dropPermissionsOn(tx, user.id);
  const row = await updateUserRow(tx, user.id, {
    isActive: false,
    passwordHash: null,
    ...deletedStamp(ctx),
  });
  if (row === null) throw new DomainError('not_found', `User ${user.name} not found.`);
  const changes = changesBetween(userFacts(user), null);
  const details = { ...goes, ...(viewsEnded !== undefined && { viewsEnded }) };
  tell({ ...userEvent('user.delete', user), changes, details });
  return row;
}
