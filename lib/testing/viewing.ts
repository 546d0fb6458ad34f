import type { Opened } from '@/db/client';
import { grantsOf } from '@/db/queries/grants';
import type { Viewer } from '@/lib/core/actor';
import type { Ctx } from '@/lib/core/ctx';
import { ctxFor } from './world';

interface Named {
  readonly id: string;
  readonly name: string;
}

/** Somebody as the viewer of another, with what they hold at an instant. */
export async function viewerFor(opened: Opened, { id, name }: Named, now = new Date()): Promise<Viewer> {
  const until = new Date(now.getTime() + 60_000);
  return { userId: id, name, grants: await grantsOf(opened.db, id, now), until };
}

/** A request of somebody who views the store as another, as the session's cookie makes it. */
export async function viewingCtx(
  opened: Opened,
  { viewer, person }: { readonly viewer: Named; readonly person: Named },
  now = new Date(),
): Promise<Ctx> {
  const seen = await viewerFor(opened, viewer, now);
  const { id: userId, name } = person;
  return {
    ...ctxFor(opened, { kind: 'session', userId, name, credentialId: null, limit: null, viewer: seen }),
    now,
  };
}
