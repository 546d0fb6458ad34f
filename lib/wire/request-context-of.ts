import { newId } from '@/lib/core/id';
import { passwordlessNames } from '@/lib/core/legacy-basic';
import type { RequestContext } from '@/lib/core/request-context';
import type { Runtime } from '@/lib/core/runtime';
import { clientAddress } from './gate/client-address';
import { readPassage } from './gate/passage';

/** What is known of a request before anybody asks who acts: what its headers and the gate say. */
export function requestContextOf(
  headers: Pick<Headers, 'get'>,
  { database, keys, env }: Runtime,
): RequestContext {
  // Where only Next runs there was no gate: the proxy in front is all that knows the client.
  const passage = readPassage(headers) ?? {
    requestId: newId(),
    address: clientAddress(undefined, headers.get('x-forwarded-for') ?? undefined, env.ASSAY_TRUSTED_PROXIES),
  };
  return {
    db: database.db,
    keys,
    now: new Date(),
    address: passage.address,
    requestId: passage.requestId,
    userAgent: headers.get('user-agent'),
    passwordless: passwordlessNames(env.ASSAY_LEGACY_BASIC),
  };
}
