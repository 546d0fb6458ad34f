import { type SQL, sql } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { type GrantRow, grantsColumn } from '@/db/queries/grants';
import { reachingAssignments, reachingEverybody } from '@/db/queries/scope';
import { SEED, worlds } from '@/db/testing/seed';
import { testDatabase } from '@/db/testing/test-database';
import {
  PEOPLE_OF_WORLDS,
  type RawIds,
  type RawWorld,
  rawWorld,
  removeWorlds,
  WORDS,
  writeWorlds,
} from '@/lib/testing/raw-worlds';
import { type Need, permitting, type TokenLimit } from './decide';

const database = testDatabase({ fresh: true });
const NOW = new Date('2026-11-30T12:00:00.000Z');
/** Worlds that are written and asked about at once: 2,000 to 3,000 assignments. */
const AT_ONCE = 500;

afterEach(async () => {
  await removeWorlds(database.opened);
});

/** Which assignments reach somebody, from the rows alone and without any of the code that is tested. */
function reaching(world: RawWorld, user: number, isDormant = false): number[] {
  const person = world.users[user];
  if (person === undefined || person.isGone || !(person.isActive || isDormant)) return [];
  return world.assignments.flatMap(({ role, holder, project, end }, n) => {
    const isHeld =
      'user' in holder
        ? holder.user === user
        : !world.teams[holder.team]?.isGone && world.teams[holder.team]?.members.includes(user);
    const isThere = !world.roles[role]?.isGone && (project === null || !world.projects[project]?.isGone);
    return isHeld && isThere && (end === null || end > 0) ? [n] : [];
  });
}

/** Written down apart from the code that decides: design, section on access. */
const IN_PROJECTS = ['pipeline_run', 'model', 'artifact', 'role_assignment', 'audit', 'project'];
const READ_FROM_A_PROJECT = ['stack', 'flavor'];

interface Question {
  readonly user: number;
  readonly operation: Need['operation'];
  readonly type: Need['type'];
  readonly project: number | null;
  readonly token: { readonly readOnly: boolean; readonly project: number | null } | null;
}

/** Whether somebody may, through a token or without one. Models come with grants of their own, which are left out here. */
function may(world: RawWorld, { user, operation, type, project, token }: Question): boolean {
  if (token?.readOnly && type !== 'read') return false;
  return reaching(world, user).some((n) => {
    const given = world.assignments[n];
    if (given === undefined || given.isOfModel) return false;
    const words = world.roles[given.role]?.words ?? [];
    const within = (place: number | null) => {
      const isHeld = words.some((one) => one.operation === operation && one.type === type);
      if (place === null) return isHeld;
      if (words.length === 0) return false;
      if (type === 'read' && READ_FROM_A_PROJECT.includes(operation))
        return project === null || project === place;
      if (project !== place) return false;
      return (operation === 'project' && type === 'read') || (isHeld && IN_PROJECTS.includes(operation));
    };
    if (!within(given.project)) return false;
    if (token === null || token.project === null) return true;
    // A project's token acts as if all had been given on that project.
    return (given.project === null || given.project === token.project) && within(token.project);
  });
}

const below = (n: number) => fc.nat({ max: n - 1 });
const question: fc.Arbitrary<Question> = fc.record({
  user: below(3),
  operation: fc.constantFrom(...WORDS.operations),
  type: fc.constantFrom(...WORDS.types),
  project: fc.option(below(2), { freq: 3 }),
  token: fc.option(fc.record({ readOnly: fc.boolean(), project: fc.option(below(2)) })),
});
const QUESTIONS = 10;
const asked = fc.record({
  world: rawWorld,
  questions: fc.array(question, { minLength: QUESTIONS, maxLength: QUESTIONS, size: 'max' }),
});

/** What a query about a person says of each person of the worlds. */
const ofEach = (query: SQL): SQL =>
  sql`select u.id as "user", x.id from ${PEOPLE_OF_WORLDS} cross join lateral ${query} x`;
/** What a query about everybody says. */
const ofAll = (query: SQL): SQL => sql`select x.user_id as "user", x.id from ${query} x`;

/** The assignments that a query says reach each person, by person. */
async function reachingBy(query: SQL): Promise<Map<string, string[]>> {
  const rows = await database.opened.db.execute<{ user: string; id: string }>(query);
  const by = new Map<string, string[]>();
  for (const { user, id } of rows) by.set(user, [...(by.get(user) ?? []), id]);
  return by;
}

/** The first world in which a query says something else than the rows, or null. */
async function firstOther(
  query: SQL,
  there: readonly RawWorld[],
  ids: readonly RawIds[],
  keep: (world: RawWorld, user: number, id: string) => number[],
): Promise<unknown> {
  const by = await reachingBy(query);
  for (const [n, world] of there.entries())
    for (const [user, id] of (ids[n]?.users ?? []).entries()) {
      const meant = keep(world, user, id).map((at) => ids[n]?.assignments[at] ?? '');
      const got = by.get(id) ?? [];
      if (meant.toSorted().join() !== got.toSorted().join()) return { world, user, meant, got };
    }
  return null;
}

const PERSON = sql`u.id`;
const active = (world: RawWorld, user: number): number[] => reaching(world, user);
const wide = (world: RawWorld, user: number): number[] =>
  reaching(world, user).filter((n) => world.assignments[n]?.isOfModel === false);
/** About a half of the people, whoever they are. */
const SOME = "select cu.id from users cu where cu.id::text ~ '[02468ace]$'";
const wideOfSome = (world: RawWorld, user: number, id: string): number[] =>
  /[02468ace]$/.test(id) ? wide(world, user) : [];

describe('the one query of effective grants', () => {
  /** 102,000 over the two seeds of the long tier, most of them where they take less time: 6 ms each, and 24 embedded. */
  const many = worlds(500, process.env['ASSAY_TEST_ENGINE'] === 'postgres' ? 46_000 : 5_000);

  it(`says of ${many.toLocaleString('en')} random worlds what their rows say, and so does who decides by it`, async () => {
    const { db } = database.opened;
    let [allowed, refused] = [0, 0];
    for (let begun = 0; begun < many; begun += AT_ONCE) {
      const all = fc.sample(asked, { numRuns: AT_ONCE, seed: SEED + begun });
      const there = all.map(({ world }) => world);
      const ids = await writeWorlds(database.opened, there, NOW);
      expect(await firstOther(ofEach(reachingAssignments(PERSON, NOW)), there, ids, active)).toBeNull();
      expect(await firstOther(ofAll(reachingEverybody(NOW)), there, ids, active)).toBeNull();
      for (const dormant of [
        ofEach(reachingAssignments(PERSON, NOW, { dormant: true })),
        ofAll(reachingEverybody(NOW, { dormant: true })),
      ])
        if (begun === 0)
          expect(
            await firstOther(dormant, there, ids, (world, user) => reaching(world, user, true)),
          ).toBeNull();
      const held = await db.execute<{ user: string; grants: GrantRow[] }>(sql`
          select u.id as "user", ${grantsColumn(PERSON, NOW)} as grants from ${PEOPLE_OF_WORLDS}`);
      const grants = new Map(held.map((row) => [row.user, row.grants]));
      for (const [n, { world, questions }] of all.entries())
        for (const one of questions) {
          const at = (place: number | null): string | null =>
            place === null ? null : (ids[n]?.projects[place] ?? null);
          const need: Need = { ...one, projectId: at(one.project) };
          const limit: TokenLimit | null =
            one.token === null ? null : { readOnly: one.token.readOnly, projectId: at(one.token.project) };
          const answer = permitting(grants.get(ids[n]?.users[one.user] ?? '') ?? [], need, limit).length > 0;
          if (answer) allowed += 1;
          else refused += 1;
          if (answer !== may(world, one)) expect({ world, one, answer }).toBeNull();
        }
      await removeWorlds(database.opened);
    }
    // Both are met often enough to mean something.
    expect(Math.min(allowed, refused)).toBeGreaterThan(many / 20);
  }, 1_200_000);

  const ENDS = `expires_at is null or`;
  const LASTS = (of: string) => `(${of}.${ENDS} ${of}.expires_at > '${NOW.toISOString()}'::timestamptz)`;
  it.each([
    {
      about: 'a person',
      query: reachingAssignments(PERSON, NOW, { ofModels: false }),
      whole: ofEach,
      keep: wide,
      conditions: [
        'ra.user_id = u.id',
        'rm.user_id = u.id',
        'rt.id = rm.team_id',
        'rt.deleted_at is null',
        'rt.id = ra.team_id',
        LASTS('ra'),
        'not ra.is_of_model',
        'ru.id = u.id',
        '(ru.is_active or false)',
        'ru.deleted_at is null',
        'rr.id = rh.role_id',
        'rr.deleted_at is null',
        'rp.id = rh.project_id',
        'rp.deleted_at is null',
      ],
    },
    {
      about: 'everybody of some people',
      query: reachingEverybody(NOW, { ofModels: false, of: sql.raw(SOME) }),
      whole: ofAll,
      keep: wideOfSome,
      conditions: [
        `ea.user_id in (${SOME})`,
        `em.user_id in (${SOME})`,
        'em.team_id = ea.team_id',
        'et.id = em.team_id',
        'et.deleted_at is null',
        LASTS('ea'),
        'not ea.is_of_model',
        'eu.id = eh.user_id',
        '(eu.is_active or false)',
        'eu.deleted_at is null',
        'er.id = eh.role_id',
        'er.deleted_at is null',
        'ep.id = eh.project_id',
        'ep.deleted_at is null',
      ],
    },
  ])(
    'about $about loses its agreement with the rows when any of its conditions is taken out',
    async (asked) => {
      const there = fc.sample(rawWorld, { numRuns: 150, seed: SEED });
      const ids = await writeWorlds(database.opened, there, NOW);
      const whole = textOf(asked.query);
      const differs = (text: string) => firstOther(asked.whole(sql.raw(text)), there, ids, asked.keep);
      expect(await differs(whole)).toBeNull();
      let rest = whole;
      for (const condition of asked.conditions) {
        const parts = whole.split(condition);
        expect(parts.length, condition).toBeGreaterThan(1);
        rest = rest.replaceAll(condition, '');
        for (let n = 1; n < parts.length; n += 1) {
          const mutant = `${parts.slice(0, n).join(condition)}true${parts.slice(n).join(condition)}`;
          expect(await differs(mutant), `without ${condition}, the ${n}. time`).not.toBeNull();
        }
      }
      // No condition was forgotten here.
      expect(rest).not.toMatch(/[=<>]|is (not )?null|is_/);
    },
    240_000,
  );
});

/** A query with its parameters written into it: an instant and a boolean. */
function textOf(query: SQL): string {
  const { sql: text, params } = new PgDialect().sqlToQuery(query);
  return text.replaceAll(/\$(\d+)/g, (_, n: string) => {
    const value = params[Number(n) - 1];
    return typeof value === 'boolean' ? String(value) : `'${String(value)}'`;
  });
}
