import 'server-only';
import { headers } from 'next/headers';
import { cache } from 'react';
import { ctxOf, type Door } from '@/lib/access/door';
import { actorFromCookieHeader } from '@/lib/access/session-cookie';
import { ANONYMOUS } from '@/lib/core/actor';
import type { Ctx } from '@/lib/core/ctx';
import { passwordlessNames } from '@/lib/core/legacy-basic';
import { runtime } from '@/lib/core/runtime';
import { url } from '@/lib/core/urls';
import { readPassage } from '@/lib/wire/gate/passage';
import { go } from './go';

/** What the browser's door knows of the request before it knows who acts. */
export const pageDoor = cache(async (): Promise<Door> => {
  const { database, keys, env } = runtime();
  const given = await headers();
  const passage = readPassage(given);
  return {
    db: database.db,
    keys,
    now: new Date(),
    address: passage?.address ?? 'unknown',
    requestId: passage?.requestId ?? null,
    userAgent: given.get('user-agent'),
    passwordless: passwordlessNames(env.ASSAY_LEGACY_BASIC),
  };
});

/** The context of the page being answered, which only reads; one per request. Its actor may be anonymous. */
export const pageCtx = cache(async (): Promise<Ctx> => {
  const door = await pageDoor();
  const actor = await actorFromCookieHeader(door, (await headers()).get('cookie'));
  return { ...ctxOf(door, actor ?? ANONYMOUS), lookups: new Map() };
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
