import type { PowerTransaction } from '@/db/queries/administrators';
import { deleteSessionsOf } from '@/db/queries/sessions';
import { revokeTokensOf } from '@/db/queries/tokens';
import { raiseCredentialEpoch } from '@/db/queries/users';

/** What was ended with an account's credentials. */
export interface EndedCredentials {
  readonly sessionsEnded: number;
  readonly tokensRevoked: number;
}

/** Ends every session, token and client token of an account, from the next request on. */
export async function endCredentials(
  tx: PowerTransaction,
  userId: string,
  now: Date,
): Promise<EndedCredentials> {
  const sessionsEnded = await deleteSessionsOf(tx, userId);
  const tokensRevoked = await revokeTokensOf(tx, userId, now);
  await raiseCredentialEpoch(tx, userId);
  return { sessionsEnded, tokensRevoked };
}
