import 'server-only';
import { headers } from 'next/headers';
import NextAuth, { AuthError, CredentialsSignin, type NextAuthConfig } from 'next-auth';
import Credentials from 'next-auth/providers/credentials';
import type { Door } from '@/lib/access/door';
import { endSessionOfSecret, SESSION_ABSOLUTE_MS, startSession } from '@/lib/access/session';
import {
  sessionCookieKey,
  sessionCookieName,
  sessionSecretFromCookieHeader,
} from '@/lib/access/session-cookie';
import { signIn as checkCredentials } from '@/lib/access/sign-in';
import { DomainError, isDomainError } from '@/lib/core/domain-error';
import { runtime } from '@/lib/core/runtime';
import { url as pages } from '@/lib/core/urls';
import { pageDoor } from './page-ctx';

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

/** Read on every use: keys and address exist only once the server has started. */
function config(): NextAuthConfig {
  const { keys, url } = runtime();
  const secure = url.startsWith('https:');
  return {
    secret: sessionCookieKey(keys),
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
        authorize: ({ name, password }) => startedSession(String(name ?? ''), String(password ?? '')),
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
        if (typeof sid === 'string') await endSessionOfSecret(await pageDoor(), sid);
      },
    },
    logger: {
      // Wrong passwords are the security log's business; for the rest a name without a stack, which may quote input.
      error: (error) => {
        if (!(error instanceof CredentialsSignin))
          console.error(`next-auth: ${'type' in error ? error.type : error.name}`);
      },
      warn: () => {},
      debug: () => {},
    },
  };
}

async function startedSession(name: string, password: string) {
  const door = await pageDoor();
  try {
    const { userId } = await checkCredentials(door, { name, password });
    const { secret } = await startSession(door, userId);
    await endFormerSession(door);
    return { id: userId, sid: secret };
  } catch (error) {
    if (isDomainError(error)) throw new Refused(error);
    throw error;
  }
}

/** Signing in again, for an act that wants a fresh sign-in, replaces the session at hand. */
async function endFormerSession(door: Door): Promise<void> {
  const former = await sessionSecretFromCookieHeader(door.keys, (await headers()).get('cookie'));
  if (former !== null) await endSessionOfSecret(door, former);
}

export const { handlers, signOut, ...inner } = NextAuth(config);

/** Signs in and sets the session cookie, or throws what the verb threw. */
export async function signInHere(name: string, password: string): Promise<void> {
  try {
    await inner.signIn('credentials', { name, password, redirect: false });
  } catch (error) {
    if (!(error instanceof AuthError)) throw error;
    if ('refusal' in error && isDomainError(error.refusal)) throw error.refusal;
    throw new DomainError('busy', 'Signing in does not work at the moment. Try again in a minute.', {
      cause: error,
    });
  }
}
