import { createHmac, timingSafeEqual } from 'node:crypto';
import { findHolder } from '@/db/queries/users';
import type { UserActor } from '@/lib/core/actor';
import { DomainError } from '@/lib/core/domain-error';
import { isId } from '@/lib/core/id';
import type { RequestContext } from '@/lib/core/request-context';
import type { SignedIn } from '@/lib/sign-in/sign-in';

/** Seconds that a signed-in client may go on without its password; what its own server gave it. */
const CLIENT_TOKEN_SECONDS = 7200;

const AUDIENCE = 'mlte';
/** The one header there is: an algorithm chosen by the sender is never looked at. */
const HEADER = encode({ alg: 'HS256', typ: 'JWT' });

/** A signed token for a client that sent the right password. It names the account's epoch and dies with it. */
export function issueClientToken(
  requestContext: RequestContext,
  user: SignedIn,
): { token: string; expiresIn: number } {
  const exp = Math.floor(requestContext.now.getTime() / 1000) + CLIENT_TOKEN_SECONDS;
  const payload = encode({ aud: AUDIENCE, sub: user.userId, epoch: user.credentialEpoch, exp });
  const signed = `${HEADER}.${payload}`;
  return {
    token: `${signed}.${sign(requestContext, signed).toString('base64url')}`,
    expiresIn: CLIENT_TOKEN_SECONDS,
  };
}

/**
 * The person behind a client token, read from the database each time. `unauthenticated` when it is forged, expired,
 * of a deleted account or older than the account's last credential change; `forbidden` when inactive.
 */
export async function actorFromClientToken(
  requestContext: RequestContext,
  token: string,
): Promise<UserActor> {
  const claims = readClaims(requestContext, token);
  if (claims === null) throw refused('The token is not valid.');
  if (claims.exp * 1000 <= requestContext.now.getTime()) throw refused('The token has expired.');
  const found = await findHolder(requestContext.db, claims.sub, requestContext.now);
  if (found === null) throw refused('The token is not valid.');
  const { user, grants } = found;
  if (!user.isActive) throw new DomainError('forbidden', 'User is inactive');
  if (user.credentialEpoch !== claims.epoch) throw refused('The token is no longer valid.');
  const actor = {
    kind: 'client',
    userId: user.id,
    name: user.name,
    credentialId: null,
    limit: null,
    signedInAt: new Date((claims.exp - CLIENT_TOKEN_SECONDS) * 1000),
  } as const;
  return { ...actor, held: { grants, at: requestContext.now } };
}

interface Claims {
  readonly sub: string;
  readonly epoch: number;
  readonly exp: number;
}

function readClaims(requestContext: RequestContext, token: string): Claims | null {
  const [header, payload, signature, ...rest] = token.split('.');
  if (header !== HEADER || payload === undefined || signature === undefined || rest.length > 0) return null;
  const expected = sign(requestContext, `${header}.${payload}`);
  const given = Buffer.from(signature, 'base64url');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
  if (typeof claims !== 'object' || claims === null) return null;
  const { aud, sub, epoch, exp } = claims as Record<string, unknown>;
  if (aud !== AUDIENCE || typeof sub !== 'string' || !isId(sub)) return null;
  if (typeof epoch !== 'number' || typeof exp !== 'number') return null;
  return { sub, epoch, exp };
}

function sign(requestContext: RequestContext, text: string): Buffer {
  return createHmac('sha256', requestContext.keys('client-tokens')).update(text).digest();
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value), 'utf8').toString('base64url');
}

function refused(message: string): DomainError {
  return new DomainError('unauthenticated', message);
}
