import type { Executor } from '@/db/client';
import { endPasswordLink, findPasswordLinkByHash, type PasswordLinkRow } from '@/db/queries/password-links';
import { reachOfAccount } from '@/db/queries/reach';
import { findUserById, type UserRow } from '@/db/queries/users';
import { ANONYMOUS } from '@/lib/core/actor';
import type { Ctx } from '@/lib/core/ctx';
import { ctxOf, type RequestContext } from '@/lib/core/request-context';
import type { EndedCredentials } from '@/lib/people/end-credentials';
import { passwordIssues } from '@/lib/people/new-password';
import { hashPassword } from '@/lib/people/passwords';
import { refuseIssues } from '@/lib/people/user';
import { secretHash } from '@/lib/secrets/secret-text';
import { tokenKindOf } from '@/lib/secrets/token-form';
import { checkLinkLimit, deadLink, isDeadLink, refusedLink } from '@/lib/sign-in/shown-link';
import { type Maker, makerOf } from '@/lib/writes/maker';
import { declareWrite } from '@/lib/writes/write';
import { applyPassword } from './set-user-password';

/** What whoever holds the link is shown of it. */
export interface ShownPasswordLink {
  readonly user: string;
  readonly madeBy: string;
  readonly expiresAt: Date;
}

/**
 * Looks at a password link by its secret; nothing is used up by that. `not_found` in the same words for every link that
 * does nothing, which is counted and kept as a security event; `busy` for who had too many of those.
 */
export async function openPasswordLink(
  requestContext: RequestContext,
  input: { readonly secret: string },
): Promise<ShownPasswordLink> {
  await checkLinkLimit(requestContext);
  const judged = await judge(requestContext.db, ctxOf(requestContext, ANONYMOUS), input.secret);
  if (typeof judged === 'string') throw await refusedLink(requestContext, 'password link', judged);
  return { user: judged.user.name, madeBy: judged.maker.name, expiresAt: judged.row.expiresAt };
}

export interface SetPasswordByLink {
  readonly secret: string;
  readonly password: string;
}

/**
 * Sets the password of the link's account, which ends every session and token of it, and uses the link up. Refused as
 * {@link openPasswordLink} refuses; `invalid` for an unsuitable password.
 */
export async function setPasswordByLink(
  requestContext: RequestContext,
  input: SetPasswordByLink,
): Promise<EndedCredentials> {
  const { madeBy } = await openPasswordLink(requestContext, input);
  const ctx = ctxOf(requestContext, { kind: 'system', name: `Password link by ${madeBy}` });
  try {
    return await apply(ctx, input);
  } catch (error) {
    // It ended between the look and the lock: refused like any other, and kept.
    if (isDeadLink(error)) await openPasswordLink(requestContext, input);
    throw error;
  }
}

const apply = declareWrite({
  verb: 'setPasswordByLink',
  asks: ['shown secret'],
  audits: ['user.set_password'],
  example: async ({ openSecret, fresh }) => ({
    secret: await openSecret('password link'),
    password: fresh('a long pass phrase'),
  }),
  ready: async (ctx: Ctx, { secret, password }: SetPasswordByLink) => {
    const { user } = await opened(judge(ctx.db, ctx, secret));
    refuseIssues(passwordIssues(password, [user.name, user.email, user.fullName]));
    return { passwordHash: await hashPassword(password) };
  },
  move: async (moving, { passwordHash }, { secret }) => {
    const { tx, ctx } = moving;
    const { row, user, maker } = await opened(judge(tx, ctx, secret));
    if (!(await endPasswordLink(tx, row.id, 'used', ctx.now))) throw deadLink();
    return applyPassword({ ...moving, granter: maker.granter }, { user, passwordHash });
  },
});

interface OpenLink {
  readonly row: PasswordLinkRow;
  readonly user: UserRow;
  readonly maker: Maker;
}

/** The link of this secret as things stand, or why it sets a password no more, for who reads the audit. */
async function judge(executor: Executor, ctx: Ctx, secret: string): Promise<OpenLink | string> {
  const row =
    tokenKindOf(secret) === 'password' ? await findPasswordLinkByHash(executor, secretHash(secret)) : null;
  if (row === null) return 'unknown';
  if (row.ended !== null) return ENDS[row.ended];
  if (row.expiresAt <= ctx.now) return 'expired';
  const user = await findUserById(executor, row.userId);
  if (user === null || !user.isActive || user.kind !== 'person') return ENDS.closed;
  const maker = await makerOf(executor, ctx, row.createdById);
  if (maker === null) return ENDS.maker_gone;
  const may = maker.may({ operation: 'user', type: 'update', projectId: null, resourceId: user.id });
  if (!may || !maker.canGive(await reachOfAccount(executor, user.id, ctx.now)))
    return 'its maker may no longer set that password';
  return { row, user, maker };
}

const ENDS = {
  used: 'used before',
  replaced: 'a later one took its place',
  closed: 'the account or its password changed since',
  maker_gone: 'its maker has gone',
} as const;

async function opened(judging: Promise<OpenLink | string>): Promise<OpenLink> {
  const judged = await judging;
  if (typeof judged === 'string') throw deadLink();
  return judged;
}
