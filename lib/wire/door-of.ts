import type { Door } from '@/lib/access/door';
import { newId } from '@/lib/core/id';
import { passwordlessNames } from '@/lib/core/legacy-basic';
import type { Runtime } from '@/lib/core/runtime';
import { clientAddress } from './gate/client-address';
import { readPassage } from './gate/passage';

/** The door that a request came to: what its headers and the gate say, before anybody asks who acts. */
export function doorOf(headers: Pick<Headers, 'get'>, { database, keys, env }: Runtime): Door {
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
