import { findLivingToken, touchToken } from '@/db/queries/tokens';
import type { TOKEN_KINDS } from '@/db/schema';
import { reportSecurity } from '@/lib/audit/security-log';
import type { UserActor } from '@/lib/core/actor';
import { DomainError } from '@/lib/core/domain-error';
import type { RequestContext } from '@/lib/core/request-context';
import { unlessNoRoom } from '@/lib/core/unless-no-room';
import { secretHash } from '@/lib/secrets/secret-text';
import { type SecretKind, tokenKindOf } from '@/lib/secrets/token-form';

/** `zenml` opens the ZenML door and no other; `api` opens every other door of programs. */
export type TokenKind = (typeof TOKEN_KINDS)[number];

const TOUCHED_EVERY_MS = 60_000;

/**
 * Whom a token of this kind lets act, with the token's limit; its use is noted at most once a minute.
 * `unauthenticated`, always in the same words, when it is malformed, unknown, revoked or expired; the kind that its own
 * text says is told where another one is needed.
 */
export async function actorFromApiToken(
  requestContext: RequestContext,
  text: string,
  kind: TokenKind,
): Promise<UserActor> {
  const sent = tokenKindOf(text);
  const found =
    sent === kind ? await findLivingToken(requestContext.db, secretHash(text), requestContext.now) : null;
  if (found === null) {
    reportSecurity('token_refused', requestContext);
    throw new DomainError(
      'unauthenticated',
      sent === null || sent === kind ? 'The token is unknown, revoked or expired.' : wrongKind(sent, kind),
    );
  }
  const { token, ownerName, ownerKind, grants } = found;
  const stale = new Date(requestContext.now.getTime() - TOUCHED_EVERY_MS);
  if (token.lastUsedAt === null || token.lastUsedAt < stale)
    await unlessNoRoom(touchToken(requestContext.db, token.id, requestContext, stale));
  const limited = token.readOnly || token.projectId !== null;
  const actor: UserActor = {
    kind: 'token',
    userId: token.userId,
    name: ownerName,
    credentialId: token.id,
    limit: limited ? { readOnly: token.readOnly, projectId: token.projectId } : null,
    ...(ownerKind === 'service' && { isService: true }),
  };
  return { ...actor, held: { grants, at: requestContext.now } };
}

const wrongKind = (sent: SecretKind, needed: TokenKind): string =>
  needed === 'zenml'
    ? `This is a token of kind ${sent}. The address of a ZenML profile takes one of kind zenml: make it on the account page.`
    : `This is a token of kind ${sent}, which opens nothing here: make one of kind api on the account page.`;
