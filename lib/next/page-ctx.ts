import 'server-only';
import { headers } from 'next/headers';
import { cache } from 'react';
import { ANONYMOUS } from '@/lib/core/actor';
import type { Ctx } from '@/lib/core/ctx';
import { ctxOf, type RequestContext } from '@/lib/core/request-context';
import { runtime } from '@/lib/core/runtime';
import { url } from '@/lib/core/urls';
import { actorFromCookieHeader } from '@/lib/sign-in/session-cookie';
import { readPassage } from '@/lib/wire/gate/passage';
import { requestContextOf } from '@/lib/wire/request-context-of';
import { go } from './go';

/** What is known of a browser's request before anybody asks who acts. */
export const pageRequestContext = cache(
  async (): Promise<RequestContext> => requestContextOf(await headers(), runtime()),
);

/** The context of the page being answered, which only reads; one per request. Its actor may be anonymous. */
export const pageCtx = cache(async (): Promise<Ctx> => {
  const requestContext = await pageRequestContext();
  const given = await headers();
  const actor = await actorFromCookieHeader(requestContext, given.get('cookie'));
  // A view is refused at the gate what it may not do. Where only Next runs there is none, and no view.
  const isLetIn = actor !== null && (actor.viewer === undefined || readPassage(given) !== null);
  return { ...ctxOf(requestContext, isLetIn ? actor : ANONYMOUS), lookups: new Map() };
});

/** The context of somebody signed in; anybody else is sent to sign in and comes back to this address. */
export const signedInCtx = cache(async (): Promise<Ctx> => {
  const ctx = await pageCtx();
  if (ctx.actor.kind === 'anonymous') go(url.signIn((await headers()).get('x-assay-path') ?? undefined));
  return ctx;
});

/** As {@link signedInCtx} for an action, which writes: nothing that it looked up is taken to be still so. */
export async function actingCtx(): Promise<Ctx> {
  const { lookups: _, ...ctx } = await signedInCtx();
  return ctx;
}
