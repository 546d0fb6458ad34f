import type { UserActor } from '@/lib/core/actor';
import { DomainError } from '@/lib/core/domain-error';
import { actorFromApiToken } from './api-token';
import { actorFromClientToken } from './client-token';
import type { Door } from './door';

/**
 * Whom an `Authorization` header lets act: `Bearer` with an API token or a client token. `unauthenticated` for
 * everything else, tokens of kind `zenml` included.
 */
export async function actorFromAuthorization(door: Door, header: string): Promise<UserActor> {
  const bearer = /^bearer +([\x21-\x7e]{1,4096})$/i.exec(header.trim())?.[1];
  if (bearer === undefined)
    throw new DomainError('unauthenticated', 'The Authorization header must be Bearer and a token.');
  if (bearer.startsWith('assay_')) return actorFromApiToken(door, bearer, 'api');
  return actorFromClientToken(door, bearer);
}
