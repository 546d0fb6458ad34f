import { endPasswordLinkOf, insertPasswordLink } from '@/db/queries/password-links';
import { reachOfAccount } from '@/db/queries/reach';
import { actorUserId } from '@/lib/core/actor';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { newId } from '@/lib/core/id';
import { createdStamp } from '@/lib/core/stamp';
import { secretHash } from '@/lib/secrets/secret-text';
import { newToken } from '@/lib/secrets/token-form';
import { LINK_MS } from '@/lib/sign-in/shown-link';
import { declareWrite } from '@/lib/writes/write';
import { settableUser } from './set-user-password';

/** A link that was just made. Instants in UTC. */
export interface NewPasswordLink {
  readonly user: string;
  readonly expiresAt: Date;
  readonly secret: string;
}

/**
 * Makes a link by which somebody sets a new password for their account within a day, once, and tells its secret, once. It
 * asks for what setting that password asks for, now and when it is used. The link before it ends. `precondition` for an
 * account that is switched off.
 */
export const createPasswordLink = declareWrite({
  verb: 'createPasswordLink',
  asks: ['user:update'],
  audits: ['password_link.create'],
  example: ({ user }) => ({ user }),
  ready: async (ctx: Ctx, input: { user: string }) => {
    const user = await settableUser(ctx, input.user);
    if (actorUserId(ctx.actor) === null)
      throw new DomainError('forbidden', 'A password link is somebody’s: the store itself makes none.');
    if (!user.isActive)
      throw new DomainError('precondition', `The account ${user.name} is deactivated. Reactivate it first.`);
    return user;
  },
  move: async ({ tx, ctx, granter, tell }, { id: userId, name }): Promise<NewPasswordLink> => {
    await granter.requireToHold(await reachOfAccount(tx, userId, ctx.now));
    await endPasswordLinkOf(tx, userId, 'replaced', ctx.now);
    const { text: secret } = newToken('password');
    const expiresAt = new Date(ctx.now.getTime() + LINK_MS);
    const tokenHash = secretHash(secret);
    await insertPasswordLink(tx, { id: newId(), userId, tokenHash, expiresAt, ...createdStamp(ctx) });
    tell({
      action: 'password_link.create',
      resourceType: 'user',
      resourceId: userId,
      resourceName: name,
      projectId: null,
      details: { expiresAt: expiresAt.toISOString() },
    });
    return { user: name, expiresAt, secret };
  },
});
