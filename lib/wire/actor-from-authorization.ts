import type { UserActor } from '@/lib/core/actor';
import { DomainError } from '@/lib/core/domain-error';
import type { RequestContext } from '@/lib/core/request-context';
import { actorFromApiToken } from '@/lib/credentials/api-token';
import { actorFromClientToken } from '@/lib/credentials/client-token';

/**
 * Whom an `Authorization` header lets act: `Bearer` with an API token or a client token. `unauthenticated` for
 * everything else, tokens of kind `zenml` included.
 */
export async function actorFromAuthorization(
  requestContext: RequestContext,
  header: string,
): Promise<UserActor> {
  const bearer = /^bearer +([\x21-\x7e]{1,4096})$/i.exec(header.trim())?.[1];
  if (bearer === undefined)
    throw new DomainError('unauthenticated', 'The Authorization header must be Bearer and a token.');
  if (bearer.startsWith('assay_')) return actorFromApiToken(requestContext, bearer, 'api');
  return actorFromClientToken(requestContext, bearer);
}
