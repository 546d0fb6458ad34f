import type { PowerTransaction } from '@/db/queries/administrators';
import { endInvitationsOf } from '@/db/queries/invitations';
import { closePasswordLinksMadeBy, endPasswordLinkOf } from '@/db/queries/password-links';
import { deleteSessionsOf } from '@/db/queries/sessions';
import { revokeTokensOf } from '@/db/queries/tokens';
import { raiseCredentialEpoch } from '@/db/queries/users';

/** What was ended with an account's credentials. */
export interface EndedCredentials {
  readonly sessionsEnded: number;
  readonly tokensRevoked: number;
  /** Names of those as whom the account viewed the store, where it did. */
  readonly viewsEnded?: readonly string[];
}

/** Ends every session, token, client token and password link of an account, from the next request on. */
export async function endCredentials(
  tx: PowerTransaction,
  userId: string,
  now: Date,
): Promise<EndedCredentials> {
  const { count: sessionsEnded, viewed } = await deleteSessionsOf(tx, userId);
  const tokensRevoked = await revokeTokensOf(tx, userId, now);
  await raiseCredentialEpoch(tx, userId);
  await endPasswordLinkOf(tx, userId, 'closed', now);
  return { sessionsEnded, tokensRevoked, ...(viewed.length > 0 && { viewsEnded: viewed }) };
}

/** Ends the links that somebody has made who goes: open invitations, counted where there are any, and password links. */
export async function endLinksMadeBy(
  tx: PowerTransaction,
  userId: string,
  now: Date,
): Promise<{ readonly invitationsEnded?: number }> {
  await closePasswordLinksMadeBy(tx, userId, now);
  const invitationsEnded = await endInvitationsOf(tx, userId, now);
  return invitationsEnded === 0 ? {} : { invitationsEnded };
}
