import { decode } from '@auth/core/jwt';
import type { UserActor } from '@/lib/core/actor';
import type { RequestContext } from '@/lib/core/request-context';
import type { Keys } from '@/lib/secrets/keys';
import { actorFromSession } from './session';

/** The two names that the session cookie can have; the first where people reach us by https. */
const NAMES = ['__Host-assay.session', 'assay.session'] as const;

/** Name of the session cookie for the address as people see it. */
export function sessionCookieName(url: string): string {
  return url.startsWith('https:') ? NAMES[0] : NAMES[1];
}

/** The secret that next-auth encrypts its cookie with. */
export function sessionCookieKey(keys: Keys): string {
  return keys('sessions').toString('base64url');
}

/**
 * Who a `Cookie` header signs in, or null. The cookie is next-auth's encrypted token, whose claim `sid` is the
 * session's secret; everything else about the session is read from the database.
 */
export async function actorFromCookieHeader(
  requestContext: RequestContext,
  cookieHeader: string | null | undefined,
): Promise<UserActor | null> {
  const secret = await sessionSecretFromCookieHeader(requestContext.keys, cookieHeader);
  return secret === null ? null : actorFromSession(requestContext, secret);
}

/** Whom the session of a `Cookie` header views the store as, by name; null where it views as nobody. */
export async function viewedByCookie(
  requestContext: RequestContext,
  cookieHeader: string | null | undefined,
): Promise<string | null> {
  const actor = await actorFromCookieHeader(requestContext, cookieHeader);
  return actor?.viewer === undefined ? null : actor.name;
}

/** The session secret that a `Cookie` header carries, or null. */
export async function sessionSecretFromCookieHeader(
  keys: Keys,
  cookieHeader: string | null | undefined,
): Promise<string | null> {
  const cookies = parseCookies(cookieHeader ?? '');
  for (const name of NAMES) {
    const token = joined(cookies, name);
    if (token === null) continue;
    // Foreign, stale and forged cookies fail to decrypt: nobody is signed in by them.
    const claims = await decode({ token, secret: sessionCookieKey(keys), salt: name }).catch(() => null);
    const sid = claims?.['sid'];
    if (typeof sid === 'string') return sid;
  }
  return null;
}

/** A cookie's value; next-auth splits long ones into `name.0`, `name.1`, … */
function joined(cookies: ReadonlyMap<string, string>, name: string): string | null {
  const whole = cookies.get(name);
  if (whole !== undefined) return whole;
  let text = '';
  for (let n = 0; n < 10; n += 1) {
    const chunk = cookies.get(`${name}.${n}`);
    if (chunk === undefined) break;
    text += chunk;
  }
  return text === '' ? null : text;
}

function parseCookies(header: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const pair of header.split(';')) {
    const at = pair.indexOf('=');
    if (at < 0) continue;
    const name = pair.slice(0, at).trim();
    // The first of a name counts: the more specific path is sent first.
    if (!found.has(name))
      found.set(
        name,
        pair
          .slice(at + 1)
          .trim()
          .replace(/^"(.*)"$/, '$1'),
      );
  }
  return found;
}
