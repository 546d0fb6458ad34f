import { findSessionById } from '@/db/queries/sessions';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';

/** How long after its sign-in a browser session may change what opens the account. */
const RECENT_SIGN_IN_MS = 3_600_000;

/**
 * Throws `precondition` when a browser session or a client signed in more than an hour ago: what opens an account, or
 * hands out power, is changed only by somebody who has just shown the password. API tokens are shown every time. Who was
 * let in by name alone has shown nothing: `forbidden`.
 */
export async function requireRecentSignIn(ctx: Ctx): Promise<void> {
  const { actor } = ctx;
  if (actor.kind === 'client' && actor.signedInAt === undefined)
    throw new DomainError(
      'forbidden',
      'You were let in by name, without a password, and cannot change who may do what. Use a token.',
    );
  const at = actor.kind === 'client' ? actor.signedInAt : await sessionStart(ctx);
  if (at === undefined || at.getTime() > ctx.now.getTime() - RECENT_SIGN_IN_MS) return;
  throw new DomainError(
    'precondition',
    'You signed in more than an hour ago. Sign in again to change this.',
    { reason: 'sign_in_again' },
  );
}

/** Undefined where no browser session acts; the beginning of time where it has ended. */
async function sessionStart({ actor, db }: Ctx): Promise<Date | undefined> {
  if (actor.kind !== 'session' || actor.credentialId === null) return undefined;
  return (await findSessionById(db, actor.credentialId))?.createdAt ?? new Date(0);
}
