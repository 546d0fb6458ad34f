import 'server-only';
import { Auth } from '@auth/core';
import { headers } from 'next/headers';
import NextAuth, { AuthError, CredentialsSignin, type NextAuthConfig } from 'next-auth';
import Credentials from 'next-auth/providers/credentials';
import { type DomainError, isDomainError } from '@/lib/core/domain-error';
import type { RequestContext } from '@/lib/core/request-context';
import { runtime } from '@/lib/core/runtime';
import { url as pages } from '@/lib/core/urls';
import { endSessionOfSecret, SESSION_ABSOLUTE_MS, startSession } from '@/lib/sign-in/session';
import {
  sessionCookieKey,
  sessionCookieName,
  sessionSecretFromCookieHeader,
} from '@/lib/sign-in/session-cookie';
import { signIn } from '@/lib/sign-in/sign-in';
import { understood } from '@/lib/wire/faults';
import { described, processLog } from '@/lib/wire/gate/log';
import { ownOrigin } from './origin';
import { pageRequestContext } from './page-ctx';

declare module 'next-auth' {
  interface User {
    /** Secret of the session just started. */
    sid?: string;
  }
}

/** Carries a verb's refusal through next-auth, which knows its own errors only. */
class Refused extends CredentialsSignin {
  readonly refusal: DomainError;
  constructor(refusal: DomainError) {
    super(refusal.message);
    this.refusal = refusal;
  }
}

/** Addresses of next-auth's own begin so. Said aloud, or variables that other programs set for next-auth could move it. */
const BASE_PATH = '/api/auth';

/**
 * Read on every use: keys and address exist only once the server has started. What our own code throws beneath
 * next-auth, which turns it into an address to go to, is put into `faults`.
 */
function config(faults: unknown[] = []): NextAuthConfig {
  const { keys, url } = runtime();
  const secure = url.startsWith('https:');
  return {
    secret: sessionCookieKey(keys),
    basePath: BASE_PATH,
    trustHost: true,
    useSecureCookies: secure,
    session: { strategy: 'jwt', maxAge: SESSION_ABSOLUTE_MS / 1000 },
    cookies: {
      sessionToken: {
        name: sessionCookieName(url),
        options: { httpOnly: true, sameSite: 'lax', path: '/', secure },
      },
    },
    pages: { signIn: pages.signIn(), error: pages.signIn() },
    providers: [
      Credentials({
        credentials: { name: {}, password: {} },
        authorize: ({ name, password }) =>
          collectingFaults(faults, () =>
            startSessionInsteadOfFormer(String(name ?? ''), String(password ?? '')),
          ),
      }),
    ],
    callbacks: {
      // The token names nobody: it carries the session's secret, and everything else is read from the database.
      jwt: ({ token, user }) => ({ sid: user?.sid ?? token['sid'] }),
      session: ({ session }) => ({ expires: session.expires }),
    },
    events: {
      signOut: async (message) => {
        const sid = 'token' in message ? message.token?.['sid'] : undefined;
        if (typeof sid === 'string')
          await collectingFaults(faults, async () => endSessionOfSecret(await pageRequestContext(), sid));
      },
    },
    logger: {
      // Wrong passwords are the security log's business; most of the rest is a cookie of another key.
      error: (error) => {
        if (error instanceof CredentialsSignin) return;
        processLog().warn(
          { by: 'type' in error ? error.type : error.name, fault: described(beneath(error)) },
          'next-auth',
        );
      },
      warn: () => {},
      debug: () => {},
    },
  };
}

async function startSessionInsteadOfFormer(name: string, password: string) {
  const requestContext = await pageRequestContext();
  try {
    const signedIn = await signIn(requestContext, { name, password });
    const { secret } = await startSession(requestContext, signedIn);
    await endCookieSession(requestContext);
    return { id: signedIn.userId, sid: secret };
  } catch (error) {
    if (isDomainError(error)) throw new Refused(error);
    throw error;
  }
}

/** Ends the session that the request's cookie is of, if any: at signing out, and when signing in anew replaces it. */
async function endCookieSession(requestContext: RequestContext): Promise<void> {
  const former = await sessionSecretFromCookieHeader(requestContext.keys, (await headers()).get('cookie'));
  if (former !== null) await endSessionOfSecret(requestContext, former);
}

async function collectingFaults<T>(faults: unknown[], act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof Refused)) faults.push(error);
    throw error;
  }
}

/** What next-auth wrapped into an error of its own. */
function beneath(error: unknown): unknown {
  return (error instanceof AuthError && error.cause?.err) || error;
}

const inner = NextAuth(() => config());

/** Signs in and sets the session cookie, or throws what the verb threw. */
export async function signInHere(name: string, password: string): Promise<void> {
  try {
    await inner.signIn('credentials', { name, password, redirect: false });
  } catch (error) {
    throw error instanceof Refused ? error.refusal : beneath(error);
  }
}

/** Ends the session at hand and clears its cookie. Throws, with the cookie kept, where the session lives on. */
export async function signOutHere(): Promise<void> {
  // next-auth would swallow what goes wrong here.
  await endCookieSession(await pageRequestContext());
  await inner.signOut({ redirect: false });
}

/**
 * Answers next-auth's own addresses: CSRF token, session's end, sign-in by other means than our form. It leads to the
 * address under which it is asked, so it is asked under ours. Our own faults are answered as such (500, or 503 while the
 * database is away); whatever else fails is a garbled request, though next-auth answers some of that with a 500.
 */
export async function answerAuth(request: Request): Promise<Response> {
  const faults: unknown[] = [];
  const { pathname, search } = new URL(request.url);
  const requested = new Request(new URL(`${pathname}${search}`, await ownOrigin()), request);
  const given = await Auth(requested, config(faults)).catch((error: unknown) => {
    processLog().warn({ fault: described(error) }, 'next-auth');
    return null;
  });
  if (faults.length > 0) {
    const { requestId } = await pageRequestContext();
    const known = understood(faults[0], requestId);
    return refused(
      known === null ? 500 : known.reason === 'no_room' ? 507 : 503,
      known?.message ?? `Something went wrong here. Its number in the log is ${requestId}.`,
    );
  }
  if (given !== null && given.status < 500) return given;
  return refused(400, 'This sign-in request cannot be understood.');
}

const refused = (status: number, detail: string): Response =>
  Response.json({ detail }, { status, headers: { 'Cache-Control': 'no-store' } });
