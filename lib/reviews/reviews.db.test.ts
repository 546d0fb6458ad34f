import { readFile } from 'node:fs/promises';
import { eq, inArray, sql } from 'drizzle-orm';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { addUses } from '@/db/queries/uses';
import {
  assignmentUses,
  auditEvents,
  projects,
  roleAssignments,
  storeState,
  teamMemberships,
  teams,
  users,
} from '@/db/schema';
import { BUILT_IN_ROLES } from '@/db/seed/built-in-roles';
import { testDatabase } from '@/db/testing/test-database';
import { newId } from '@/lib/core/id';
import { assignRole } from '@/lib/roles/assign-role';
import { createRole } from '@/lib/roles/create-role';
import { revokeRole } from '@/lib/roles/revoke-role';
import { updateRole } from '@/lib/roles/update-role';
import { addTeamMember } from '@/lib/teams/add-team-member';
import { createTeam } from '@/lib/teams/create-team';
import { removeTeamMember } from '@/lib/teams/remove-team-member';
import { apiOver } from '@/lib/testing/api';
import { makeProject, makeUser, unique } from '@/lib/testing/world';
import { REVIEWED_OPERATIONS } from '@/lib/uses/reviewed-operations';
import { endReviewed } from './end-reviewed';
import { keepAssignment } from './keep-assignment';
import { readAssignmentReview } from './read-assignment-review';
import { type ReviewAssignments, reviewAssignments } from './review-assignments';
import { keptUntil } from './reviewed-assignment';

const database = testDatabase({ fresh: true });
type Person = Awaited<ReturnType<typeof makeUser>>;

const DAY_MS = 86_400_000;
const ago = (days: number) => new Date(Date.now() - days * DAY_MS);
const day = (days: number) => ago(days).toISOString().slice(0, 10);

let admin: Person;
beforeAll(async () => {
  admin = await makeUser(database.opened, { role: 'admin' });
  await countedFor(400);
});

/** Says since how many days uses are counted. */
async function countedFor(days: number): Promise<void> {
  await database.opened.db
    .update(storeState)
    .set({ value: day(days) })
    .where(eq(storeState.key, 'uses_counted_since'));
}

interface Given {
  readonly role?: string;
  readonly user?: string;
  readonly team?: string;
  readonly project?: string;
  /** Days since it was given. */
  readonly since?: number;
}

async function give({ role = 'viewer', since = 200, ...to }: Given): Promise<string> {
  const { id } = await assignRole(admin.ctx(), { role, ...to });
  await database.opened.db
    .update(roleAssignments)
    .set({ createdAt: ago(since) })
    .where(eq(roleAssignments.id, id));
  return id;
}

async function team(members: readonly Person[], since = 300): Promise<string> {
  const { id, name } = await createTeam(admin.ctx(), { name: unique('team') });
  for (const { name: user } of members) await addTeamMember(admin.ctx(), { team: name, user });
  const joined = { createdAt: ago(since) };
  await database.opened.db.update(teamMemberships).set(joined).where(eq(teamMemberships.teamId, id));
  return name;
}

/** Somebody used `model:read` or another word so many days ago. */
async function used(who: Person, days: number, word = 'model:read', projectId: string | null = null) {
  const [operation = '', type = ''] = word.split(':');
  await addUses(
    database.opened.aside,
    [{ userId: who.id, operation, type, projectId, day: day(days), uses: 1 }],
    REVIEWED_OPERATIONS,
  );
}

const WORDS = ['model:read', 'artifact:update', 'stack:read', 'user:read', 'project:read'] as const;
type Word = (typeof WORDS)[number];
const permissionsOf = (words: readonly Word[]) =>
  words.map((word) => {
    const [operation, type] = word.split(':') as ['model', 'read'];
    return { operation, type };
  });
/** Whether a use at a place is one of these words of a role that is assigned at another; null: everywhere. */
function counts(words: readonly Word[], assigned: number | null, used: { word: Word; place: number | null }) {
  if (assigned === null) return words.includes(used.word);
  const here = words.filter((word) => ['model', 'artifact', 'project'].includes(word.split(':')[0] ?? ''));
  if (here.length > 0) return here.includes(used.word) && used.place === assigned;
  return words.includes('stack:read') && used.word === 'stack:read' && used.place === null;
}

const review = (input: ReviewAssignments = {}, as = admin) => reviewAssignments(as.ctx(), input);
const one = async (id: string, as = admin) => readAssignmentReview(as.ctx(), { id });

describe('the review of assignments', () => {
  it('calls unused what nobody used there for 90 days, and only that', async () => {
    const { opened } = database;
    const project = await makeProject(opened);
    const elsewhere = await makeProject(opened);
    const [ada, bob, eve] = [await makeUser(opened), await makeUser(opened), await makeUser(opened)];
    const never = await give({ user: ada.name, project: project.name });
    const long = await give({ user: bob.name, project: project.name });
    await used(bob, 91, 'model:read', project.id);
    // Elsewhere, and what any role reads of the store, is not there; what the role does not say is not it.
    await used(bob, 1, 'model:read', elsewhere.id);
    await used(bob, 1, 'stack:read');
    await used(bob, 1, 'model:update', project.id);
    const lately = await give({ user: eve.name, project: project.name });
    await used(eve, 90, 'model:read', project.id);
    const young = await give({ user: eve.name, project: elsewhere.name, since: 89 });
    // Somebody may have used it by another grant, before this one was given.
    const before = await give({ user: ada.name, project: elsewhere.name, since: 120 });
    await used(ada, 121, 'model:read', elsewhere.id);

    const unused = await review({ state: 'unused', project: project.name });
    expect(unused.items.map(({ id, lastUsed, state }) => [id, lastUsed, state])).toEqual([
      [never, null, 'unused'],
      [long, day(91), 'unused'],
    ]);
    expect(unused.count).toBe(2);
    const states = await Promise.all([lately, young, before].map(async (id) => (await one(id)).state));
    expect(states).toEqual(['used', 'young', 'unused']);
    expect((await one(before)).lastUsed).toBe(null);
    expect((await one(young)).unusedFrom).toBe(day(-1));
    expect((await review({ project: project.name })).count).toBe(3);
  });

  it('counts what holds everywhere wherever it was used', async () => {
    const { opened } = database;
    const project = await makeProject(opened);
    const [ada, bob] = [await makeUser(opened), await makeUser(opened)];
    const inProject = await give({ user: ada.name });
    await used(ada, 2, 'model:read', project.id);
    const inStore = await give({ user: bob.name });
    await used(bob, 3, 'stack:read');
    expect([(await one(inProject)).lastUsed, (await one(inStore)).lastUsed]).toEqual([day(2), day(3)]);
  });

  it('counts reading the store for a role on a project that says nothing else', async () => {
    const { opened } = database;
    const project = await makeProject(opened);
    const ada = await makeUser(opened);
    const role = unique('reads-stacks');
    const permissions = [
      { operation: 'stack', type: 'read' },
      { operation: 'stack', type: 'update' },
      { operation: 'user', type: 'read' },
    ] as const;
    await createRole(admin.ctx(), { name: role, permissions });
    const id = await give({ role, user: ada.name, project: project.name });
    await used(ada, 1, 'stack:update');
    await used(ada, 1, 'user:read');
    expect(await one(id)).toMatchObject({ state: 'unused', permissions: 1, usedPermissions: 0 });
    await used(ada, 4, 'stack:read');
    expect(await one(id)).toMatchObject({ state: 'used', lastUsed: day(4), usedPermissions: 1 });
  });

  it('calls nothing unused before it was counted for 90 days, and says from when it will', async () => {
    const ada = await makeUser(database.opened);
    const id = await give({ user: ada.name });
    await countedFor(89);
    expect(await one(id)).toMatchObject({ state: 'young', unusedFrom: day(-1) });
    expect(await review({ state: 'unused' })).toMatchObject({
      count: 0,
      countedSince: day(89),
      unusedFrom: day(-1),
    });
    await countedFor(90);
    expect(await one(id)).toMatchObject({ state: 'unused', unusedFrom: day(0) });
    await countedFor(400);
  });

  it('takes a team together, names who used it, and says how much of it was used', async () => {
    const { opened } = database;
    const project = await makeProject(opened);
    const [ada, bob, eve] = [await makeUser(opened), await makeUser(opened), await makeUser(opened)];
    const name = await team([ada, bob]);
    const id = await give({ role: 'maintainer', team: name, project: project.name });
    await used(ada, 100, 'model:read', project.id);
    // Not through the team, in which nobody else is.
    await used(eve, 1, 'model:read', project.id);
    expect(await one(id)).toMatchObject({ state: 'unused', members: { all: 2, used: 0 } });
    await used(bob, 3, 'artifact:create', project.id);
    await used(bob, 5, 'artifact:create', project.id);
    await used(bob, 5, 'model:read', project.id);
    const use = await one(id);
    const counting = BUILT_IN_ROLES.find((role) => role.name === 'maintainer')?.permissions.filter(
      ({ operation }) =>
        ['project', 'model', 'artifact', 'pipeline_run', 'role_assignment', 'audit'].includes(operation),
    );
    expect(use).toMatchObject({
      state: 'used',
      lastUsed: day(3),
      members: { all: 2, used: 1 },
      permissions: counting?.length,
      usedPermissions: 2,
      named: [
        { name: bob.name, lastUsed: day(3) },
        { name: ada.name, lastUsed: day(100) },
      ],
    });
    expect(use.each.slice(0, 2)).toEqual([
      { operation: 'artifact', type: 'create', lastUsed: day(3), users: 1, days: 2 },
      { operation: 'model', type: 'read', lastUsed: day(5), users: 1, days: 1 },
    ]);
    expect(use.each.slice(2).every(({ lastUsed, days }) => lastUsed === null && days === 0)).toBe(true);
    const [listed] = (await review({ team: name })).items;
    const { each: _, named: __, ...shown } = use;
    expect(listed).toEqual(shown);
    // What a member used before joining is nothing that came through the team.
    await addTeamMember(admin.ctx(), { team: name, user: eve.name });
    expect((await one(id)).members).toEqual({ all: 3, used: 1 });
  });

  it('goes on by pages in both orders, and finds by person, team, role, place and part of a name', async () => {
    const { opened } = database;
    const project = await makeProject(opened);
    const role = unique('paged');
    await createRole(admin.ctx(), { name: role, permissions: [{ operation: 'model', type: 'read' }] });
    const people = await Promise.all(Array.from({ length: 7 }, () => makeUser(opened)));
    const ids: string[] = [];
    for (const [n, who] of people.entries()) {
      ids.push(await give({ role, user: who.name, project: project.name, since: 200 + n }));
      if (n > 2) await used(who, 100 + n, 'model:read', project.id);
    }
    const all = async (input: ReviewAssignments) => {
      const seen: string[] = [];
      let after: string | undefined;
      do {
        const page = await review({ role, ...input, limit: 3, ...(after !== undefined && { after }) });
        expect(page.count).toBe(7);
        seen.push(...page.items.map(({ id }) => id));
        after = page.next ?? undefined;
      } while (after !== undefined);
      return seen.map((id) => ids.indexOf(id));
    };
    // Never used and given first, then what was used the longest ago.
    expect(await all({})).toEqual([2, 1, 0, 6, 5, 4, 3]);
    expect(await all({ sort: 'given' })).toEqual([6, 5, 4, 3, 2, 1, 0]);
    const first = await review({ role, limit: 3 });
    const second = await review({ role, limit: 3, after: first.next ?? '' });
    expect((await review({ role, limit: 3, after: second.previous ?? '' })).items).toEqual(first.items);
    await expect(review({ role, sort: 'given', after: first.next ?? '' })).rejects.toMatchObject({
      code: 'invalid',
    });

    const [ada] = people;
    const found = async (input: ReviewAssignments) => (await review(input)).items.map(({ id }) => id);
    expect(await found({ user: ada?.name ?? '' })).toEqual([ids[0]]);
    expect(await found({ search: (ada?.name ?? '').slice(3).toUpperCase() })).toEqual([ids[0]]);
    const name = await team([]);
    const ofTeam = await give({ role, team: name });
    expect(await found({ team: name })).toEqual([ofTeam]);
    expect(await found({ role, project: null })).toEqual([ofTeam]);
    expect(await found({ role, state: 'used' })).toEqual([]);
  });

  it('leaves out what has ended, and whose person, team or project is gone', async () => {
    const { opened } = database;
    const ada = await makeUser(opened);
    const id = await give({ user: ada.name });
    expect((await review({ user: ada.name })).count).toBe(1);
    await opened.db
      .update(roleAssignments)
      .set({ expiresAt: ago(1) })
      .where(eq(roleAssignments.id, id));
    expect((await review({ user: ada.name })).count).toBe(0);
    await expect(one(id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(keepAssignment(admin.ctx(), { id })).rejects.toMatchObject({ code: 'precondition' });
    const project = await makeProject(opened);
    const name = await team([ada]);
    const gone = { deletedAt: new Date(), deletedByName: 'test' };
    const [onProject, ofTeam, ofUser] = [
      await give({ user: ada.name, project: project.name }),
      await give({ team: name, project: (await makeProject(opened)).name }),
      await give({ user: ada.name, role: 'maintainer' }),
    ];
    await opened.db.update(projects).set(gone).where(eq(projects.id, project.id));
    await opened.db.update(teams).set(gone).where(eq(teams.name, name));
    await opened.db.update(users).set(gone).where(eq(users.id, ada.id));
    for (const left of [onProject, ofTeam, ofUser])
      await expect(one(left)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('finds what a plain reading of the rows finds, in any world', async () => {
    const { opened } = database;
    const places = [await makeProject(opened), await makeProject(opened)];
    const noted = new Map<string, string | null>();
    const word = fc.constantFrom(...WORDS);
    const place = fc.constantFrom(null, 0, 1);
    const world = fc.record({
      words: fc.uniqueArray(word, { minLength: 1 }),
      uses: fc.array(fc.record({ by: fc.nat(2), word, place, days: fc.constantFrom(1, 80, 95, 150) }), {
        maxLength: 8,
      }),
      given: fc.array(
        fc.record({
          to: fc.constantFrom(...([0, 1, 2, 'team'] as const)),
          place,
          since: fc.constantFrom(60, 120, 300),
        }),
        { minLength: 1, maxLength: 5 },
      ),
      joined: fc.tuple(fc.constantFrom(70, 100, 350), fc.constantFrom(70, 100, 350)),
    });
    await fc.assert(
      fc.asyncProperty(world, async ({ words: says, uses, given, joined }) => {
        const people = [await makeUser(opened), await makeUser(opened), await makeUser(opened)] as const;
        const role = unique('any');
        await createRole(admin.ctx(), { name: role, permissions: permissionsOf(says) });
        const name = await team(people.slice(0, 2));
        for (const n of [0, 1] as const)
          await opened.db
            .update(teamMemberships)
            .set({ createdAt: ago(joined[n]) })
            .where(eq(teamMemberships.userId, people[n].id));
        const all: { id: string; to: 0 | 1 | 2 | 'team'; at: number | null; since: number }[] = [];
        for (const { to, place: at, since } of given) {
          if (all.some((known) => known.to === to && known.at === at)) continue;
          const holder = to === 'team' ? { team: name } : { user: people[to].name };
          const where = at === null ? {} : { project: places[at]?.name ?? '' };
          all.push({ id: await give({ role, ...holder, ...where, since }), to, at, since });
        }
        for (const { by, word: text, place: at, days } of uses)
          await used(people[by] ?? people[0], days, text, at === null ? null : (places[at]?.id ?? null));
        for (const { id, to, at, since } of all) {
          const days = uses
            .filter((use) => {
              const isMember = to === 'team' ? use.by < 2 : use.by === to;
              const held = to === 'team' ? Math.min(since, joined[use.by as 0 | 1] ?? 0) : since;
              return isMember && use.days <= held && counts(says, at, use);
            })
            .map((use) => use.days);
          const last = days.length === 0 ? null : day(Math.min(...days));
          const state = last !== null && Math.min(...days) <= 90 ? 'used' : since < 90 ? 'young' : 'unused';
          const found = await one(id);
          expect([found.lastUsed, found.state], JSON.stringify({ to, at, since })).toEqual([last, state]);
          expect(found.usedPermissions > 0).toBe(state === 'used');
          noted.set(id, last);
        }
      }),
      { numRuns: 25 },
    );
    // A store from before the days of assignments were noted begins with the same.
    const ids = [...noted.keys()];
    await opened.db.delete(assignmentUses);
    const migration = await readFile('drizzle/0018_assignment_uses.sql', 'utf8');
    await opened.db.execute(sql.raw(migration.slice(migration.indexOf('INSERT INTO'))));
    const filled = await opened.db
      .select()
      .from(assignmentUses)
      .where(inArray(assignmentUses.assignmentId, ids));
    const after = new Map(filled.map((row) => [row.assignmentId, row.day]));
    expect(new Map(ids.map((id) => [id, after.get(id) ?? null]))).toEqual(noted);
  }, 120_000);

  it('tells what was used as things stood then, whatever changes, and never less than the rows tell', async () => {
    const { opened } = database;
    const places = [await makeProject(opened), await makeProject(opened)];
    const place = fc.constantFrom(null, 0, 1);
    const person = fc.constantFrom(0, 1, 2);
    const event = fc.oneof(
      { weight: 3, arbitrary: fc.record({ give: fc.constantFrom(...([0, 1, 2, 'team'] as const)), place }) },
      { weight: 1, arbitrary: fc.record({ end: fc.nat(3) }) },
      { weight: 2, arbitrary: fc.record({ turn: person }) },
      {
        weight: 2,
        arbitrary: fc.record({ say: fc.uniqueArray(fc.constantFrom(...WORDS), { minLength: 1 }) }),
      },
      { weight: 5, arbitrary: fc.record({ by: person, word: fc.constantFrom(...WORDS), place }) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(event, { minLength: 6, maxLength: 18 }), async (events) => {
        const people = [await makeUser(opened), await makeUser(opened), await makeUser(opened)] as const;
        const [role, name] = [unique('turning'), await team([])];
        let says: readonly Word[] = ['model:read'];
        await createRole(admin.ctx(), { name: role, permissions: permissionsOf(says) });
        /** When each joined the team, if they are in it, as days that have passed since; all days here are. */
        const joined = new Map<number, number>();
        const uses: { by: number; word: Word; place: number | null; days: number }[] = [];
        let given: {
          id: string;
          to: number | 'team';
          at: number | null;
          since: number;
          last: number | null;
        }[] = [];
        const since = (one: (typeof given)[number], by: number) =>
          one.to === 'team' ? Math.min(one.since, joined.get(by) ?? -1) : one.to === by ? one.since : -1;
        /** The last of these uses that counts for one as things stand. */
        const lastOf = (one: (typeof given)[number], among = uses) =>
          among
            .filter((use) => use.days <= since(one, use.by) && counts(says, one.at, use))
            .reduce<number | null>((last, { days }) => Math.min(last ?? days, days), null);
        const later = (one: (typeof given)[number], days: number | null) => ({
          ...one,
          last: one.last === null || days === null ? (one.last ?? days) : Math.min(one.last, days),
        });

        for (const [n, what] of events.entries()) {
          // Some of it is older than a review looks back, and nothing is on the same day.
          const days = 190 - n * 10;
          const ctx = { ...admin.ctx(), now: ago(days) };
          if ('give' in what) {
            const { give: to, place: at } = what;
            if (given.some((one) => one.to === to && one.at === at)) continue;
            const holder = to === 'team' ? { team: name } : { user: people[to].name };
            const where = at === null ? {} : { project: places[at]?.name ?? '' };
            const { id } = await assignRole(ctx, { role, ...holder, ...where });
            given.push({ id, to, at, since: days, last: null });
          } else if ('end' in what) {
            const one = given[what.end];
            if (one === undefined) continue;
            await revokeRole(ctx, { id: one.id });
            given = given.filter(({ id }) => id !== one.id);
          } else if ('turn' in what) {
            const member = { team: name, user: people[what.turn].name };
            if (joined.delete(what.turn)) await removeTeamMember(ctx, member);
            else {
              await addTeamMember(ctx, member);
              joined.set(what.turn, days);
            }
          } else if ('say' in what) {
            says = what.say;
            await updateRole(ctx, { role, permissions: permissionsOf(says) });
            given = given.map((one) => later(one, lastOf(one)));
          } else {
            const { by, word, place: at } = what;
            await used(people[by], days, word, at === null ? null : (places[at]?.id ?? null));
            const use = { by, word, place: at, days };
            uses.push(use);
            given = given.map((one) => later(one, lastOf(one, [use])));
          }
        }
        const found = new Map((await review({ role })).items.map((item) => [item.id, item]));
        expect([...found.keys()].sort()).toEqual(given.map(({ id }) => id).sort());
        for (const one of given) {
          const last = one.last === null ? null : day(one.last);
          const state = one.last !== null && one.last <= 90 ? 'used' : one.since < 90 ? 'young' : 'unused';
          expect(found.get(one.id), JSON.stringify(one)).toMatchObject({ lastUsed: last, state });
          const asTheRowsTell = lastOf(one);
          if (asTheRowsTell !== null) expect(one.last).toBeLessThanOrEqual(asTheRowsTell);
        }
      }),
      { numRuns: 25 },
    );
  }, 240_000);

  it('counts nothing for an assignment that was given after it on the same day', async () => {
    const { opened } = database;
    const ada = await makeUser(opened);
    await used(ada, 0);
    const { id } = await assignRole(admin.ctx(), { role: 'viewer', user: ada.name });
    expect(await one(id)).toMatchObject({ state: 'young', lastUsed: null });
    await used(ada, 0);
    expect(await one(id)).toMatchObject({ state: 'used', lastUsed: day(0) });
  });
});

describe('deciding in a review', () => {
  const told = async (id: string) => {
    const rows = await database.opened.db.select().from(auditEvents).where(eq(auditEvents.resourceId, id));
    return rows.map(({ action }) => action).filter((action) => action !== 'role_assignment.create');
  };

  it('keeps an assignment for 90 days, and asks again after that', async () => {
    const ada = await makeUser(database.opened);
    const id = await give({ user: ada.name });
    const ctx = admin.ctx();
    const kept = await keepAssignment(ctx, { id });
    expect(kept).toEqual({ id, keptAt: ctx.now, keptBy: admin.name, keptUntil: keptUntil(ctx.now) });
    expect(await one(id)).toMatchObject({
      state: 'kept',
      kept: { by: admin.name, until: keptUntil(ctx.now) },
    });
    expect((await review({ user: ada.name, state: 'unused' })).count).toBe(0);
    expect((await review({ user: ada.name, state: 'kept' })).count).toBe(1);
    const later = { ...admin.ctx(), now: new Date(ctx.now.getTime() + 91 * DAY_MS) };
    expect((await reviewAssignments(later, { user: ada.name, state: 'unused' })).count).toBe(1);
    await keepAssignment(admin.ctx(), { id });
    expect(await told(id)).toEqual(['access_review.keep', 'access_review.keep']);
    // One that is used is used, kept or not.
    await used(ada, 1);
    expect((await one(id)).state).toBe('used');
  });

  it('ends one as it is ended elsewhere, and says that a review did', async () => {
    const ada = await makeUser(database.opened);
    const id = await give({ user: ada.name });
    await keepAssignment(admin.ctx(), { id });
    await endReviewed(admin.ctx(), { id });
    expect((await told(id)).sort()).toEqual([
      'access_review.end',
      'access_review.keep',
      'role_assignment.delete',
    ]);
    for (const verb of [endReviewed, keepAssignment])
      await expect(verb(admin.ctx(), { id })).rejects.toMatchObject({ code: 'not_found' });
    expect((await review({ user: ada.name })).count).toBe(0);
  });

  it('is refused about what one holds oneself, and to who may only read', async () => {
    const { opened } = database;
    const other = await makeUser(opened, { role: 'admin' });
    const name = await team([]);
    await addTeamMember(other.ctx(), { team: name, user: admin.name });
    const { id: own } = await assignRole(other.ctx(), { role: 'viewer', team: name });
    await opened.db
      .update(roleAssignments)
      .set({ createdAt: ago(200) })
      .where(eq(roleAssignments.id, own));
    const reader = await makeUser(opened);
    const role = unique('reads-assignments');
    await createRole(admin.ctx(), {
      name: role,
      permissions: [{ operation: 'role_assignment', type: 'read' }],
    });
    await give({ role, user: reader.name });
    expect(await one(own, reader)).toMatchObject({ state: 'unused', named: null, members: { all: 1 } });
    for (const verb of [endReviewed, keepAssignment]) {
      await expect(verb(admin.ctx(), { id: own })).rejects.toMatchObject({ code: 'forbidden' });
      await expect(verb(reader.ctx(), { id: own })).rejects.toMatchObject({ code: 'forbidden' });
    }
    expect(await told(own)).toEqual([]);
  });

  it('is as if absent where its assignments may not be read, and for who reads none', async () => {
    const { opened } = database;
    const [here, elsewhere] = [await makeProject(opened), await makeProject(opened)];
    const ada = await makeUser(opened);
    const mine = await give({ user: ada.name, project: here.name });
    const theirs = await give({ user: ada.name, project: elsewhere.name });
    const owner = await makeUser(opened, { role: 'admin', projectId: here.id });
    expect((await review({}, owner)).items.map(({ id }) => id)).toContain(mine);
    expect((await review({}, owner)).items.map(({ project }) => project)).toEqual([here.name, here.name]);
    expect((await one(mine, owner)).state).toBe('unused');
    for (const ask of [one, async (id: string, as: Person) => keepAssignment(as.ctx(), { id })]) {
      await expect(ask(theirs, owner)).rejects.toMatchObject({ code: 'not_found' });
      await expect(ask(newId(), owner)).rejects.toMatchObject({ code: 'not_found' });
      await expect(ask('nothing', owner)).rejects.toMatchObject({ code: 'not_found' });
    }
    expect(await review({}, ada)).toMatchObject({ items: [], count: 0 });
    await keepAssignment(owner.ctx(), { id: mine });
  });

  it('is open to programs, by the native API', async () => {
    const { opened } = database;
    const { send } = apiOver(opened);
    const project = await makeProject(opened);
    const ada = await makeUser(opened);
    const id = await give({ user: ada.name, project: project.name });
    const path = `/api/v1/access-review?state=unused&project=${project.name}`;
    expect((await send(null, 'GET', path)).status).toBe(401);
    expect((await send(ada, 'GET', path)).json()).toMatchObject({ items: [], count: 0 });
    const listed = await send(admin, 'GET', path);
    expect(listed.json()).toMatchObject({
      countedSince: day(400),
      count: 1,
      items: [{ id, user: ada.name, state: 'unused', lastUsed: null, members: null, keptUntil: null }],
    });
    expect((await send(admin, 'GET', '/api/v1/access-review?state=lazy')).status).toBe(422);
    expect(
      (await send(admin, 'GET', `/api/v1/access-review?place=everywhere&user=${ada.name}`)).json(),
    ).toMatchObject({
      count: 0,
    });
    const keep = `/api/v1/access-review/${id}/keep`;
    expect((await send(null, 'POST', keep)).status).toBe(401);
    expect((await send(ada, 'POST', keep)).status).toBe(403);
    expect((await send(admin, 'POST', keep)).json()).toMatchObject({ id, keptBy: admin.name });
    expect((await send(admin, 'GET', path)).json()).toMatchObject({ count: 0 });
    await revokeRole(admin.ctx(), { id });
    expect((await send(admin, 'POST', keep)).status).toBe(404);
  });
});
