import { type SQL, sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { type Scope, scopeCondition } from '@/db/queries/scope';
import { models, rolePermissions } from '@/db/schema';
import { SEED, worlds } from '@/db/testing/seed';
import { testDatabase } from '@/db/testing/test-database';
import { can, projectScope, scopeOf, storeScope } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { newId } from '@/lib/core/id';
import type { Need } from '@/lib/permissions/decide';
import { NEVER_VIEWED } from '@/lib/permissions/viewing';
import { type RawIds, type RawWorld, removeWorlds, writeWorlds } from '@/lib/testing/raw-worlds';
import { viewingCtx } from '@/lib/testing/viewing';
import { ctxFor } from '@/lib/testing/world';

const database = testDatabase({ fresh: true });
const NOW = new Date('2026-11-30T12:00:00.000Z');

afterEach(async () => {
  await database.opened.db.delete(models);
  await removeWorlds(database.opened);
});

const [MODELS, NAMED, QUESTIONS] = [3, 6, 2];
const keyOf = ({ operation, type }: { readonly operation: string; readonly type: string }) =>
  `${operation}:${type}`;
const below = (n: number) => fc.nat({ max: n - 1 });
/** Few words, so that two people often hold the same. The random worlds of other tests share next to nothing. */
const word = fc.record({
  operation: fc.constantFrom('model', 'artifact', 'user', 'project', 'pipeline_run', 'stack', 'escalation'),
  type: fc.constantFrom('read', 'read', 'update'),
});
const present = { isGone: fc.constant(false) };
const three = <T>(one: fc.Arbitrary<T>) => fc.array(one, { minLength: 3, maxLength: 3 });
/** Two who see, one who is seen; a team of both. */
const shared: fc.Arbitrary<RawWorld> = fc.record({
  users: three(fc.record({ isActive: fc.constant(true), ...present })),
  teams: fc.constant([{ members: [0, 1], isGone: false }]),
  projects: three(fc.record(present)),
  roles: three(fc.record({ words: fc.uniqueArray(word, { maxLength: 3, selector: keyOf }), ...present })),
  assignments: fc.uniqueArray(
    fc.record({
      role: below(3),
      holder: fc.constantFrom({ user: 0 }, { user: 1 }, { team: 0 }),
      project: fc.option(below(2), { freq: 3 }),
      end: fc.constantFrom(null, 3600, 0),
      isOfModel: fc.constant(false),
    }),
    {
      minLength: 4,
      maxLength: 6,
      selector: ({ role, holder, project }) => JSON.stringify([role, holder, project]),
    },
  ),
});
const asked = fc.record({
  world: shared,
  /** The project of each. */
  models: fc.array(below(2), { minLength: MODELS, maxLength: MODELS }),
  /** What the role of an assignment permits on one model, or on one person. */
  named: fc.array(
    fc.record({
      assignment: below(6),
      operation: fc.constantFrom('model', 'artifact', 'user'),
      type: fc.constantFrom('read', 'read', 'update'),
      at: below(MODELS),
    }),
    { minLength: NAMED, maxLength: NAMED, size: 'max' },
  ),
  questions: fc.array(word, { minLength: QUESTIONS, maxLength: QUESTIONS, size: 'max' }),
});
type Asked = typeof asked extends fc.Arbitrary<infer T> ? T : never;

/** What there is to ask of a world: what anybody holds in it, and two things more. */
function wordsOf({ world, named, questions }: Asked): Pick<Need, 'operation' | 'type'>[] {
  const all = [...world.roles.flatMap(({ words }) => words), ...named, ...questions];
  return [
    ...new Map(all.map(({ operation, type }) => [`${operation}:${type}`, { operation, type }])).values(),
  ];
}

/** Writes the models, and the words that name one of them. Row ids of the models. */
async function writeNamed({ models: places, named }: Asked, ids: RawIds): Promise<string[]> {
  const { db } = database.opened;
  const stamps = { createdAt: NOW, createdByName: 'a world', updatedAt: NOW, updatedByName: 'a world' };
  const rows = places.map((place) => ({ id: newId(), projectId: ids.projects[place] ?? '', ...stamps }));
  await db.insert(models).values(rows.map((row) => ({ ...row, name: row.id, nameKey: row.id })));
  for (const { assignment, operation, type, at } of named) {
    const id = ids.assignments[assignment];
    if (id === undefined) continue;
    const [held] = await db.execute<{ role: string }>(
      sql`select role_id as role from role_assignments where id = ${id}::uuid`,
    );
    const resourceId = operation === 'user' ? ids.users[at] : rows[at]?.id;
    if (held !== undefined && resourceId !== undefined)
      await db
        .insert(rolePermissions)
        .values({ roleId: held.role, operation, type, resourceId })
        .onConflictDoNothing();
  }
  return rows.map(({ id }) => id);
}

async function rowsOf(query: SQL): Promise<string[]> {
  const rows = await database.opened.db.execute<{ id: string }>(query);
  return rows.map(({ id }) => id).toSorted();
}

const modelsIn = (scope: Scope) =>
  rowsOf(sql`select m.id from models m where ${scopeCondition(scope, sql`m.project_id`, sql`m.id`)}`);
const projectsIn = (scope: Scope) =>
  rowsOf(sql`select p.id from projects p where ${scopeCondition(scope, sql`p.id`, null)}`);
const usersIn = async (ctx: Ctx, all: readonly string[]) => {
  const scope = await storeScope(ctx, 'user');
  return scope.all ? all.toSorted() : scope.ids.filter((id) => all.includes(id)).toSorted();
};

const common = (one: readonly string[], other: readonly string[]) => one.filter((id) => other.includes(id));

describe('what somebody sees who views as another', () => {
  const many = worlds(12, 300);

  it(`is what both may, in ${many} random worlds, for each permission, by rows and by decisions`, async () => {
    const { opened } = database;
    const found = { both: 0, one: 0, rows: 0 };
    for (const one of fc.sample(asked, { numRuns: many, seed: SEED })) {
      const [ids] = await writeWorlds(opened, [one.world], NOW);
      if (ids === undefined) throw new Error('no world');
      const modelIds = await writeNamed(one, ids);
      const [person, viewer] = [ids.users[0] ?? '', ids.users[1] ?? ''];
      const own = (userId: string): Ctx => ({
        ...ctxFor(opened, { kind: 'session', userId, name: userId, credentialId: null, limit: null }),
        now: NOW,
      });
      const eyes = [own(person), own(viewer)] as const;
      const view = await viewingCtx(
        opened,
        { viewer: { id: viewer, name: viewer }, person: { id: person, name: person } },
        NOW,
      );
      const sameRows = async (read: (ctx: Ctx) => Promise<string[]>, isNever = false) => {
        const [theirs, mine, seen] = [await read(eyes[0]), await read(eyes[1]), await read(view)];
        expect(seen, JSON.stringify(one)).toEqual(isNever ? [] : common(theirs, mine));
        found.rows += seen.length;
      };
      await sameRows(async (ctx) => projectsIn(await projectScope(ctx)));
      await sameRows((ctx) => usersIn(ctx, ids.users));
      for (const { operation, type } of wordsOf(one)) {
        const isNever = NEVER_VIEWED.has(operation);
        await sameRows(async (ctx) => modelsIn(await scopeOf(ctx, operation, type)), isNever);
        await sameRows(async (ctx) => projectsIn(await scopeOf(ctx, operation, type)), isNever);
        const places = [
          { projectId: null },
          ...ids.users.map((resourceId) => ({ projectId: null, resourceId })),
          ...ids.projects.map((projectId) => ({ projectId })),
          ...modelIds.map((resourceId, at) => ({
            projectId: ids.projects[one.models[at] ?? 0] ?? '',
            resourceId,
          })),
        ];
        for (const place of places) {
          const need = { operation, type, ...place };
          const [theirs, mine] = [await can(eyes[0], need), await can(eyes[1], need)];
          expect(await can(view, need), JSON.stringify({ one, need })).toBe(theirs && mine && !isNever);
          if (theirs && mine) found.both += 1;
          else if (theirs || mine) found.one += 1;
        }
      }
      expect([...view.decided.used]).toEqual([]);
      await opened.db.delete(models);
      await removeWorlds(opened);
    }
    // All are met often enough to mean something.
    expect(Math.min(found.both, found.one, found.rows)).toBeGreaterThan(many / 2);
  }, 600_000);
});
