import { randomBytes } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { Database, Opened } from '@/db/client';
import { projects, roleAssignments, roles, sessions, users } from '@/db/schema';
import type { BuiltInRole } from '@/db/seed/built-in-roles';
import type { Actor } from '@/lib/core/actor';
import type { Ctx } from '@/lib/core/ctx';
import { Decided } from '@/lib/core/decided';
import { newId } from '@/lib/core/id';
import { nameKey } from '@/lib/core/name';
import type { RequestContext } from '@/lib/core/request-context';
import { keysFrom } from '@/lib/secrets/keys';
import { secretHash } from '@/lib/secrets/secret-text';
import { usesOf } from '@/lib/uses/use-counts';

const stamps = () => ({
  createdAt: new Date(),
  createdByName: 'test',
  updatedAt: new Date(),
  updatedByName: 'test',
});

/** The store itself, as at first start and in `npm run import`. */
export const SYSTEM: Actor = { kind: 'system', name: 'Assay' };

/** A name that no other test has. */
export const unique = (prefix: string): string => `${prefix}-${randomBytes(5).toString('hex')}`;

/** The store's keys in tests. */
export const testKeys = keysFrom('a secret that only tests know, of some length');

/** A context for any actor, as a door would make it for one request. */
export function ctxFor(opened: Opened | Database, actor: Actor): Ctx {
  const db = 'kind' in opened && 'db' in opened ? opened.db : (opened as Database);
  return {
    actor,
    db,
    keys: testKeys,
    now: new Date(),
    requestId: null,
    passwordless: new Set(),
    decided: new Decided(usesOf(db)),
  };
}

/** What is known of one request before sign-in, as a server would know it. */
export function requestContextFor(opened: Opened, known: Partial<RequestContext> = {}): RequestContext {
  return {
    db: opened.db,
    keys: testKeys,
    now: new Date(),
    address: '192.0.2.1',
    requestId: null,
    userAgent: null,
    passwordless: new Set(),
    ...known,
  };
}

export async function makeProject(
  opened: Opened,
  name = unique('project'),
): Promise<{ id: string; name: string }> {
  const id = newId();
  await opened.db.insert(projects).values({ id, name, nameKey: nameKey(name), ...stamps() });
  return { id, name };
}

/**
 * A new person holding a built-in role everywhere (`projectId` null) or in one project, or none; `ctx()` makes a
 * fresh context each time, as every request has its own.
 */
export async function makeUser(
  opened: Opened,
  held: { role: BuiltInRole['name']; projectId?: string | null } | null = null,
  name = unique('user'),
): Promise<{ id: string; name: string; ctx: () => Ctx }> {
  const id = newId();
  await opened.db.insert(users).values({ id, name, nameKey: nameKey(name), ...stamps() });
  if (held !== null) {
    const [role] = await opened.db.select({ id: roles.id }).from(roles).where(eq(roles.name, held.role));
    if (role === undefined) throw new Error(`no built-in role ${held.role}`);
    const { createdAt, createdByName } = stamps();
    await opened.db.insert(roleAssignments).values({
      id: newId(),
      roleId: role.id,
      userId: id,
      projectId: held.projectId ?? null,
      createdAt,
      createdByName,
    });
  }
  const actor: Actor = { kind: 'session', userId: id, name, credentialId: null, limit: null };
  return { id, name, ctx: () => ctxFor(opened, actor) };
}

/** A request of a person in a browser, who signed in so many minutes ago. */
export async function sessionCtx(
  opened: Opened,
  { id: userId, name }: { readonly id: string; readonly name: string },
  minutes: number,
): Promise<Ctx> {
  const id = newId();
  const now = Date.now();
  const createdAt = new Date(now - minutes * 60_000);
  const times = { createdAt, lastSeenAt: createdAt, expiresAt: new Date(now + 86_400_000) };
  await opened.db.insert(sessions).values({ id, userId, tokenHash: secretHash(id), ...times });
  return ctxFor(opened, { kind: 'session', userId, name, credentialId: id, limit: null });
}
