import fc from 'fast-check';
import { expect, it } from 'vitest';
import { reachOfAccount, reachOfUser } from '@/db/queries/reach';
import { testDatabase } from '@/db/testing/test-database';
import type { UserActor } from '@/lib/core/actor';
import { isDomainError } from '@/lib/core/domain-error';
import { createToken } from '@/lib/credentials/create-token';
import { type Cell, cellsOf, cellsThrough, covers, type HeldAssignment } from '@/lib/permissions/closure';
import type { TokenLimit } from '@/lib/permissions/decide';
import { assignRole } from '@/lib/roles/assign-role';
import { createRole } from '@/lib/roles/create-role';
import { prolongRole } from '@/lib/roles/prolong-role';
import { addTeamMember } from '@/lib/teams/add-team-member';
import { createTeam } from '@/lib/teams/create-team';
import { setTeamLead } from '@/lib/teams/set-team-lead';
import { ctxFor, makeProject, makeUser, SYSTEM, unique } from '@/lib/testing/world';
import { createServiceAccount } from './create-service-account';
import { issueToken } from './issue-token';
import { rotateToken } from './rotate-token';
import { updateServiceAccount } from './update-service-account';

const database = testDatabase();
const system = () => ctxFor(database.opened, SYSTEM);

/** A token that the coalition has in hand, and what its text lets them do. */
interface InHand {
  readonly id: string;
  readonly account: { readonly id: string; readonly name: string };
  readonly limit: TokenLimit;
}

const person = (id: string, name: string): UserActor => ({
  kind: 'session',
  userId: id,
  name,
  credentialId: null,
  limit: null,
});

/**
 * A lead with a role that ends, who also assigns roles in one project, and somebody who runs accounts; their team owns an
 * account as strong as the lead, one that holds the same for ever, one that administers everything, and one bare.
 */
async function makeWorld() {
  const { opened } = database;
  const [here, there] = [await makeProject(opened), await makeProject(opened)];
  const [lead, clerk] = [await makeUser(opened), await makeUser(opened)];
  const { name: team } = await createTeam(system(), { name: unique('team') });
  const { name: otherTeam } = await createTeam(system(), { name: unique('team') });
  await addTeamMember(system(), { team, user: lead.name });
  await setTeamLead(system(), { team, user: lead.name, leads: true });
  const accounts = (['read', 'update', 'create'] as const).map(
    (type) => ({ operation: 'user', type }) as const,
  );
  const { name: clerks } = await createRole(system(), {
    name: unique('clerk'),
    permissions: [...accounts, { operation: 'team', type: 'read' }],
  });
  await assignRole(system(), { role: clerks, user: clerk.name });
  const expiresAt = new Date(Date.now() + 9 * 86_400_000);
  const held = { role: 'admin', project: here.name } as const;
  await assignRole(system(), { ...held, user: lead.name, expiresAt });
  await assignRole(system(), { role: 'viewer', user: lead.name });
  const robot = async (given: { role: string; project?: string; expiresAt?: Date } | null) => {
    const made = await createServiceAccount(system(), { name: unique('robot'), team });
    if (given !== null) await assignRole(system(), { ...given, user: made.name });
    return { id: made.id, name: made.name };
  };
  return {
    projects: [here, there],
    teams: [team, otherTeam],
    people: [lead, clerk],
    roles: ['admin', 'maintainer', 'viewer', clerks],
    robots: [
      await robot({ ...held, expiresAt }),
      await robot(held),
      await robot({ role: 'admin' }),
      await robot(null),
    ],
    inHand: [] as InHand[],
  };
}
type World = Awaited<ReturnType<typeof makeWorld>>;

const step = fc.record({
  act: fc.oneof(
    { weight: 6, arbitrary: fc.constant('issue' as const) },
    {
      weight: 8,
      arbitrary: fc.constantFrom(
        'rotate' as const,
        'make' as const,
        'hand over' as const,
        'revive' as const,
        'assign' as const,
        'join' as const,
        'prolong' as const,
        'own token' as const,
      ),
    },
  ),
  by: fc.nat(),
  who: fc.nat(),
  which: fc.nat(),
  readOnly: fc.boolean(),
  somewhere: fc.boolean(),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const pick = <T>(from: readonly T[], n: number): T => {
  const one = from[n % from.length];
  if (one === undefined) throw new Error('Nothing to pick from.');
  return one;
};

/** Does one step, as one of the two or by a token that they hold; what tokens come of it are in their hands. */
async function take(world: World, { act, by, who, which, readOnly, somewhere }: Step): Promise<void> {
  const actors: UserActor[] = [
    ...world.people.map(({ id, name }) => person(id, name)),
    ...world.inHand.map(({ account, limit }) => ({
      ...person(account.id, account.name),
      kind: 'token' as const,
      isService: true as const,
      limit: limit.readOnly || limit.projectId !== null ? limit : null,
    })),
  ];
  const ctx = ctxFor(database.opened, pick(actors, by));
  const robot = pick(world.robots, who);
  const project = pick(world.projects, which);
  const anybody = pick([...world.people, ...world.robots], who);
  const where = somewhere ? { project: project.name } : {};
  switch (act) {
    case 'issue': {
      const wanted = { serviceAccount: robot.name, name: 't', expiresInDays: 1, readOnly, ...where };
      const { id } = await issueToken(ctx, wanted);
      const limit = { readOnly, projectId: somewhere ? project.id : null };
      world.inHand.push({ id, account: robot, limit });
      return;
    }
    case 'rotate': {
      if (world.inHand.length === 0) return;
      const old = pick(world.inHand, which);
      const rotated = {
        serviceAccount: old.account.name,
        id: old.id,
        overlap: 'day',
        expiresInDays: 9,
      } as const;
      world.inHand.push({ ...old, id: (await rotateToken(ctx, rotated)).id });
      return;
    }
    case 'make': {
      const { id, name } = await createServiceAccount(ctx, {
        name: unique('made'),
        team: pick(world.teams, which),
      });
      world.robots.push({ id, name });
      return;
    }
    case 'hand over':
      await updateServiceAccount(ctx, { serviceAccount: robot.name, team: pick(world.teams, which) });
      return;
    case 'revive':
      await updateServiceAccount(ctx, { serviceAccount: robot.name, isActive: readOnly });
      return;
    case 'assign':
      await assignRole(ctx, {
        role: pick(world.roles, which),
        user: anybody.name,
        ...where,
        ...(readOnly && { expiresAt: new Date(Date.now() + 86_400_000) }),
      });
      return;
    case 'join':
      await addTeamMember(ctx, { team: pick(world.teams, which), user: anybody.name });
      return;
    case 'prolong': {
      const [own] = await reachOfUser(database.opened.db, anybody.id, new Date());
      if (own !== undefined) await prolongRole(ctx, { id: own.assignmentId, expiresAt: null });
      return;
    }
    case 'own token':
      await createToken(ctx, { name: 'own', expiresInDays: 1 });
      return;
    default:
      act satisfies never;
  }
}

/** What the two hold themselves, and what the tokens in their hands carry. */
async function powers(world: World): Promise<Cell[]> {
  const { db } = database.opened;
  const now = new Date();
  const cells: Cell[] = [];
  for (const { id } of world.people) cells.push(...(await reachOfUser(db, id, now)).flatMap(cellsOf));
  for (const { account, limit } of world.inHand)
    cells.push(...cellsThrough(await reachOfAccount(db, account.id, now), limit));
  return cells;
}

it('no sequence of allowed calls gets more out of tokens than who issued them, or the account, held', async () => {
  await makeUser(database.opened, { role: 'admin' });
  let issued = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14, size: 'max' }), async (steps) => {
      const world = await makeWorld();
      const before: HeldAssignment[] = [];
      for (const { id } of world.people)
        before.push(...(await reachOfUser(database.opened.db, id, new Date())));
      for (const one of steps)
        await take(world, one).catch((error: unknown) => {
          if (!isDomainError(error)) throw error;
        });
      issued += world.inHand.length;
      expect((await powers(world)).filter((cell) => !covers(before, null, cell))).toEqual([]);
    }),
    { numRuns: 50, endOnFailure: true },
  );
  expect(issued).toBeGreaterThan(10);
}, 240_000);
