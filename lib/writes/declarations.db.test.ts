import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { desc, gt, or, type SQL, sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Opened } from '@/db/client';
import { auditChains, auditEvents } from '@/db/schema';
import { BUILT_IN_ROLES } from '@/db/seed/built-in-roles';
import { testDatabase } from '@/db/testing/test-database';
import { type Actor, ANONYMOUS } from '@/lib/core/actor';
import type { Ctx } from '@/lib/core/ctx';
import { isDomainError } from '@/lib/core/domain-error';
import { assignRole } from '@/lib/roles/assign-role';
import { createRole } from '@/lib/roles/create-role';
import { furnished } from '@/lib/testing/furnished';
import { viewerFor } from '@/lib/testing/viewing';
import { ctxFor, makeUser, SYSTEM, sessionCtx, unique } from '@/lib/testing/world';
import { declaredWrites } from './write';

/** Every module of the domains, read so that it declares what it has to. */
const ROOT = path.resolve(import.meta.dirname, '..');
const DOMAINS = readdirSync(ROOT).filter((name) => !['core', 'next', 'testing', 'wire'].includes(name));
const modules = DOMAINS.flatMap((folder) =>
  readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.ts$/.test(name) && !/\.test\.ts$|cli\.ts$|(^|\/)testing\//.test(name))
    .map((name) => path.join(ROOT, folder, name)),
);
// One after the other: what is read beside each other may be evaluated twice, and then declares twice.
for (const file of modules) await import(file);

type Verb = ReturnType<typeof declaredWrites>[number];
// What tests plant in the same process has a space in its name.
const verbs = declaredWrites()
  .map((verb) => [verb.declared.verb, verb] as const)
  .filter(([name]) => !name.includes(' '));
const asks = (verb: Verb, what: string): boolean => (verb.declared.asks as readonly string[]).includes(what);
const ofPersons = verbs.filter(([, verb]) => !asks(verb, 'the store itself'));

// The first stack of a store comes once in its life.
const database = testDatabase({ fresh: true });
type Person = Awaited<ReturnType<typeof makeUser>>;

/** Where all chains end now. */
async function heads(opened: Opened): Promise<Map<string, number>> {
  const rows = await opened.db.select().from(auditChains);
  return new Map(rows.map(({ chain, seq }) => [chain, seq]));
}

/** What the audit has since then, in the order of each chain. */
async function since(opened: Opened, before: ReadonlyMap<string, number>) {
  const known: SQL[] = [...before].map(
    ([chain, seq]) => sql`(${auditEvents.chain} = ${chain} and ${gt(auditEvents.seq, seq)})`,
  );
  const names = [...before.keys()];
  const isNew = names.length === 0 ? sql`true` : sql`${auditEvents.chain} not in ${names}`;
  const rows = await opened.db
    .select()
    .from(auditEvents)
    .where(or(...known, isNew))
    .orderBy(desc(auditEvents.chain), auditEvents.seq);
  return rows.map((row) => ({ ...row, event: JSON.parse(row.payload) as Record<string, unknown> }));
}

/** Those who may do everything but one thing, by that. */
const lackers = new Map<string, Promise<Person>>();

/** Somebody who may do everything but this. */
function lacking(owner: Person, permissions: readonly string[]): Promise<Person> {
  const key = permissions.join();
  const person = lackers.get(key) ?? makeLacking(owner, permissions);
  lackers.set(key, person);
  return person;
}

async function makeLacking(owner: Person, permissions: readonly string[]): Promise<Person> {
  const person = await makeUser(database.opened);
  const role = unique('role');
  const all = BUILT_IN_ROLES.find(({ name }) => name === 'admin')?.permissions ?? [];
  const held = all.filter(({ operation, type }) => !permissions.includes(`${operation}:${type}`));
  await createRole(owner.ctx(), { name: role, permissions: held });
  await assignRole(owner.ctx(), { role, user: person.name });
  return person;
}

describe('declared writes', () => {
  let owner: Person;
  let roleless: Person;
  beforeAll(async () => {
    owner = await makeUser(database.opened, { role: 'admin' });
    roleless = await makeUser(database.opened);
  });

  it('are all that the sources declare, and each has a name of its own', () => {
    const names = verbs.map(([name]) => name);
    const texts = modules.map((file) => readFileSync(file, 'utf8'));
    expect(names).toHaveLength(texts.flatMap((text) => text.match(/= declareWrite\(/g) ?? []).length);
    expect(names.length).toBeGreaterThan(80);
    expect(names.filter((name, n) => names.indexOf(name) !== n)).toEqual([]);
  });

  it('tell of what their names say', () => {
    const wrong = verbs.flatMap(([name, { declared }]) => {
      const actions: readonly string[] = declared.audits === 'none' ? [] : declared.audits;
      return isNamed(name, actions) ? [] : [`${name}: ${actions.join()}`];
    });
    expect(wrong).toEqual(['createFirstAdministrator: store.set_up']);
  });

  it.each(ofPersons)(
    '%s is refused to whom it should be, leaving nothing, and tells what it did',
    async (_, verb) => {
      const { opened } = database;
      const { audits, power } = verb.declared;
      const input = (await verb.declared.example(await furnished(opened, owner))) as never;
      const refused = async (who: string, ctx: Ctx): Promise<string> => {
        const before = await heads(opened);
        const error = await verb(ctx, input).then(
          () => new Error(`It went through for ${who}.`),
          (thrown: unknown) => thrown,
        );
        expect(isDomainError(error) ? '' : error).toBe('');
        expect((await since(opened, before)).map(({ action }) => action)).toEqual([]);
        return isDomainError(error) ? error.message : '';
      };
      const viewed = { ...owner.ctx().actor, viewer: await viewerFor(opened, owner) } as Actor;
      expect(await refused('who views as somebody', ctxFor(opened, viewed))).toContain(
        'nothing can be changed',
      );
      if (!asks(verb, 'shown secret')) {
        const { actor } = owner.ctx();
        await refused('nobody', ctxFor(opened, ANONYMOUS));
        // An export reads, and its audit row is all that it writes.
        if (actor.kind === 'session' && !verb.declared.asks.every((one) => one.endsWith(':read')))
          await refused(
            'a reading token',
            ctxFor(opened, { ...actor, kind: 'token', limit: { readOnly: true, projectId: null } }),
          );
        if (!asks(verb, 'own account')) {
          await refused('somebody without a role', roleless.ctx());
          await refused('who lacks it', (await lacking(owner, verb.declared.asks)).ctx());
        }
        if (power !== 'never')
          expect(await refused('an old session', await sessionCtx(opened, owner, 61))).toContain(
            'an hour ago',
          );
      }
      const before = await heads(opened);
      await verb(owner.ctx(), input);
      const left = await since(opened, before);
      const allowed: readonly string[] = audits === 'none' ? [] : audits;
      expect(left.map(({ action }) => action).filter((action) => !allowed.includes(action))).toEqual([]);
      expect(left.length > 0).toBe(allowed.length > 0);
      for (const { event, action, hash, previousHash, payload, ...row } of left) {
        expect([row.actorId, row.actorName]).toEqual([owner.id, owner.name]);
        expect(event).toMatchObject({ action, actor: { id: owner.id, name: owner.name } });
        expect(event['changes']).toSatisfy(areChanges);
        expect({ action, ...event }).toSatisfy(tellsEnough);
        expect(row.resourceName).not.toBe('');
        expect(row.resourceType).toBe(typeTold(action));
        expect(event['resource']).toMatchObject({ type: row.resourceType, id: row.resourceId });
        expect(event['project']).toBe(row.projectId);
        expect(hash).toBe(createHash('sha256').update(`${previousHash}\n${payload}`).digest('hex'));
      }
    },
  );

  it.each(verbs.filter(([, verb]) => asks(verb, 'the store itself')))(
    '%s is for no person',
    async (_, verb) => {
      const input = (await verb.declared.example(await furnished(database.opened, owner))) as never;
      const before = await heads(database.opened);
      await expect(verb(owner.ctx(), input)).rejects.toMatchObject({ code: 'forbidden' });
      expect(await since(database.opened, before)).toEqual([]);
    },
  );
});

/** By how a verb begins: what all of its actions end with, or, where several things happen, one of them. */
const ENDS = [
  [/^(delete|deregister)/, 'every', 'delete'],
  [/^rename/, 'every', 'rename'],
  [/^move/, 'every', 'move'],
  [/^(create|register|make|copy|declare|assign)/, 'some', 'create'],
  [/^(update|edit)/, 'some', 'update'],
] as const;

const isNamed = (verb: string, actions: readonly string[]): boolean =>
  ENDS.every(
    ([begins, how, end]) => !begins.test(verb) || actions[how]((action) => action.endsWith(`.${end}`)),
  );

/** What an action says of the resource's type, where that is not its first word. */
const TYPES: Readonly<Record<string, string>> = {
  version: 'model',
  catalog_entry: 'catalog',
  store_association: 'stack',
  password_link: 'user',
};
function typeTold(action: string): string {
  const [first = ''] = action.split('.');
  return action === 'session.end_all' ? 'user' : (TYPES[first] ?? first);
}

const isTold = (value: unknown): boolean =>
  value === null ||
  ['string', 'number', 'boolean'].includes(typeof value) ||
  (Array.isArray(value) && value.every((item) => typeof item === 'string'));

/** `[{ field, before, after }]`, and no field that did not change. */
const areChanges = (changes: unknown): boolean =>
  Array.isArray(changes) &&
  changes.every(
    (change: Record<string, unknown>) =>
      Object.keys(change).sort().join() === 'after,before,field' &&
      typeof change['field'] === 'string' &&
      isTold(change['before']) &&
      isTold(change['after']),
  );

/** Each thing that happened, but a session's begin and end, is told with what was before, or is now, or was ended by it. */
function tellsEnough({ action, changes, details }: Record<string, unknown>): boolean {
  const told = changes as readonly { before: unknown; after: unknown }[];
  if (String(action).endsWith('.create') && told.some(({ before }) => before !== null)) return false;
  if (String(action).endsWith('.delete') && told.some(({ after }) => after !== null)) return false;
  return /^session\./.test(String(action)) || told.length + Object.keys(details as object).length > 0;
}

describe('a new store', () => {
  const fresh = testDatabase({ fresh: true });

  it('gets its first administrator from itself alone, and says so', async () => {
    const verb = verbs.find(([name]) => name === 'createFirstAdministrator')?.[1];
    const before = await heads(fresh.opened);
    const input = { name: unique('ada'), password: unique('a long pass phrase') };
    await verb?.(ctxFor(fresh.opened, SYSTEM), input as never);
    expect((await since(fresh.opened, before)).map(({ action }) => action)).toEqual(['store.set_up']);
  });
});
