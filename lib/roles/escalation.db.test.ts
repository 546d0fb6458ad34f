import fc from 'fast-check';
import { expect, it } from 'vitest';
import { reachOfUser } from '@/db/queries/reach';
import { CUSTOM_LIST_IDS } from '@/db/queries/resources';
import { findUser } from '@/db/queries/users';
import { OPERATIONS, PERMISSION_TYPES } from '@/db/schema';
import { GUARDS } from '@/db/seed/built-in-roles';
import { worlds } from '@/db/testing/seed';
import { testDatabase } from '@/db/testing/test-database';
import type { UserActor } from '@/lib/core/actor';
import { isDomainError } from '@/lib/core/domain-error';
import { createPasswordLink } from '@/lib/credentials/create-password-link';
import { setPasswordByLink } from '@/lib/credentials/set-password-by-link';
import { setUserPassword } from '@/lib/credentials/set-user-password';
import { METHODS, RESOURCE_TYPES } from '@/lib/groups/group-permissions';
import { updateGroup } from '@/lib/groups/update-group';
import { updateGroupedUser } from '@/lib/groups/update-grouped-user';
import { acceptInvitation } from '@/lib/invitations/accept-invitation';
import { createInvitation } from '@/lib/invitations/create-invitation';
import { createUser } from '@/lib/people/create-user';
import { deleteUser } from '@/lib/people/delete-user';
import { updateUser } from '@/lib/people/update-user';
import { type Cell, cellsOf, covers, type HeldAssignment } from '@/lib/permissions/closure';
import { addTeamMember } from '@/lib/teams/add-team-member';
import { createTeam } from '@/lib/teams/create-team';
import { deleteTeam } from '@/lib/teams/delete-team';
import { removeTeamMember } from '@/lib/teams/remove-team-member';
import { ctxFor, makeProject, makeUser, requestContextFor, SYSTEM, unique } from '@/lib/testing/world';
import { assignRole } from './assign-role';
import type { PermissionInput } from './check-permissions';
import { createRole } from './create-role';
import { listRoleAssignments } from './list-role-assignments';
import { revokeRole } from './revoke-role';
import { updateRole } from './update-role';

/** 300 on each database over the two seeds of the long tier. */
const SEQUENCES = worlds(20, 150);
const database = testDatabase();
const system = () => ctxFor(database.opened, SYSTEM);
type Person = { id: string; name: string };

/** What somebody who runs accounts, teams and roles holds, and a little of the work; no `escalation`. */
const CLERK: PermissionInput[] = [
  ...(['user', 'team', 'role', 'role_assignment'] as const).flatMap((operation) =>
    PERMISSION_TYPES.map((type) => ({ operation, type })),
  ),
  { operation: 'model', type: 'read' },
];

/** A coalition of two clerks and a worker; beside them a strong team, a strong but idle person, an idle role. */
async function makeWorld() {
  const project = await makeProject(database.opened);
  const people: Person[] = [
    await makeUser(database.opened),
    await makeUser(database.opened),
    await makeUser(database.opened, { role: 'maintainer', projectId: project.id }),
  ];
  const clerkRole = await createRole(system(), { name: unique('clerk'), permissions: CLERK });
  for (const person of people.slice(0, 2))
    await assignRole(system(), { role: clerkRole.name, user: person.name });
  const strong = await makeUser(database.opened, { role: 'admin' });
  await updateUser(system(), { user: strong.name, isActive: false });
  const strongTeam = await createTeam(system(), { name: unique('strong') });
  await assignRole(system(), { role: 'admin', team: strongTeam.name, project: project.name });
  const weakTeam = await createTeam(system(), { name: unique('weak') });
  await addTeamMember(system(), { team: weakTeam.name, user: people[0]?.name ?? '' });
  const idleRole = await createRole(system(), { name: unique('idle'), permissions: [] });
  await assignRole(system(), { role: idleRole.name, user: people[2]?.name ?? '', project: project.name });
  return {
    project: project.name,
    people,
    strong,
    teams: [strongTeam.name, weakTeam.name],
    roleIds: [clerkRole.id, idleRole.id],
    roles: ['admin', 'maintainer', 'viewer', 'runner', clerkRole.name, idleRole.name],
    // Secrets of links that the coalition has made.
    invitations: [] as string[],
    links: [] as { readonly secret: string; readonly of: Person }[],
  };
}
type World = Awaited<ReturnType<typeof makeWorld>>;

const step = fc.record({
  act: fc.constantFrom(
    'create role',
    'update role',
    'assign to user',
    'assign to team',
    'join',
    'leave',
    'revoke',
    'create user',
    'delete user',
    'delete team',
    'revive',
    'take over',
    'invite',
    'accept',
    'make link',
    'use link',
    'put groups',
    'put group',
  ),
  by: fc.nat(),
  who: fc.nat(),
  which: fc.nat(),
  somewhere: fc.boolean(),
  words: fc.array(
    fc
      .tuple(fc.constantFrom(...OPERATIONS), fc.constantFrom(...PERMISSION_TYPES))
      .map(([operation, type]) => ({ operation, type: GUARDS[operation] ?? type })),
    { minLength: 1, maxLength: 3 },
  ),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** Some of the words name one thing: a person of the coalition or the strong one, a role, a list. */
function bound(world: World, permissions: Step['words'], which: number): PermissionInput[] {
  return permissions.map((permission, n) => {
    if ((which + n) % 3 > 0) return permission;
    const person = pick([...world.people, world.strong], which);
    if (permission.operation === 'user') return { ...permission, resourceId: person.id };
    if (permission.operation === 'role') return { ...permission, resourceId: pick(world.roleIds, which) };
    return permission.operation === 'custom_list'
      ? { ...permission, resourceId: CUSTOM_LIST_IDS.tags }
      : permission;
  });
}

const PASSWORD = 'a long pass phrase, nothing else';

/** Somebody who holds a link: each from an address of its own, or their failures would add up. */
let openings = 0;
function anybody() {
  openings += 1;
  return requestContextFor(database.opened, { address: `10.6.${openings >> 8}.${openings & 255}` });
}

const pick = <T>(from: readonly T[], n: number): T => {
  const one = from[n % from.length];
  if (one === undefined) throw new Error('Nothing to pick from.');
  return one;
};

/** Does one step (a password of null takes the same right as any other, and no time to hash) as a member of the coalition; whoever they come to control joins it. */
async function take(world: World, { act, by, who, which, somewhere, words }: Step): Promise<void> {
  const actor = pick(world.people, by);
  const ctx = ctxFor(database.opened, {
    kind: 'session',
    userId: actor.id,
    name: actor.name,
    credentialId: null,
    limit: null,
  } satisfies UserActor);
  const [person, team, role] = [
    pick([...world.people, world.strong], who),
    pick(world.teams, which),
    pick(world.roles, which),
  ];
  const where = somewhere ? { project: world.project } : {};
  switch (act) {
    case 'create role': {
      const made = await createRole(ctx, { name: unique('role'), permissions: bound(world, words, which) });
      world.roles.push(made.name);
      world.roleIds.push(made.id);
      return;
    }
    case 'update role':
      await updateRole(ctx, { role, permissions: bound(world, words, which) });
      return;
    case 'assign to user':
      await assignRole(ctx, { role, user: person.name, ...where });
      return;
    case 'assign to team':
      await assignRole(ctx, { role, team, ...where });
      return;
    case 'join':
      await addTeamMember(ctx, { team, user: person.name });
      return;
    case 'leave':
      await removeTeamMember(ctx, { team, user: person.name });
      return;
    case 'revoke': {
      const { items } = await listRoleAssignments(ctx, { user: person.name });
      if (items.length > 0) await revokeRole(ctx, { id: pick(items, which).id });
      return;
    }
    case 'create user': {
      const made = await createUser(ctx, { name: unique('new') });
      world.people.push({ id: made.id, name: made.name });
      return;
    }
    case 'delete user':
      await deleteUser(ctx, { user: person.name });
      return;
    case 'delete team':
      await deleteTeam(ctx, { team });
      return;
    case 'revive':
      await updateUser(ctx, { user: person.name, isActive: true });
      return;
    case 'take over':
      await setUserPassword(ctx, { user: person.name, password: null });
      if (!world.people.some(({ id }) => id === person.id)) world.people.push(person);
      return;
    case 'invite': {
      const offered = somewhere ? { teams: [team] } : { roles: [{ role, project: world.project }] };
      world.invitations.push((await createInvitation(ctx, { name: unique('new'), ...offered })).secret);
      return;
    }
    case 'accept': {
      if (world.invitations.length === 0) return;
      const secret = pick(world.invitations, which);
      const { name } = await acceptInvitation(anybody(), { secret, password: PASSWORD });
      const made = await findUser(database.opened.db, name);
      if (made !== null) world.people.push({ id: made.id, name });
      return;
    }
    case 'make link': {
      const { secret } = await createPasswordLink(ctx, { user: person.name });
      world.links.push({ secret, of: person });
      return;
    }
    case 'use link': {
      if (world.links.length === 0) return;
      const { secret, of } = pick(world.links, which);
      await setPasswordByLink(anybody(), { secret, password: PASSWORD });
      if (!world.people.some(({ id }) => id === of.id)) world.people.push(of);
      return;
    }
    case 'put groups': {
      // What an MLTE client asks for, about somebody or themselves.
      const groups = which % 2 === 0 ? [role] : [];
      const requested = { project: world.project, user: person.name, groups } as const;
      await updateGroupedUser(ctx, { ...requested, role: somewhere ? 'admin' : 'regular' });
      return;
    }
    case 'put group': {
      const method = pick(METHODS, who);
      const permissions = [{ resource_type: pick(RESOURCE_TYPES, which), resource_id: null, method }];
      await updateGroup(ctx, { project: world.project, name: role, permissions });
      return;
    }
    default:
      act satisfies never;
  }
}

async function heldBy(people: readonly Person[]): Promise<HeldAssignment[]> {
  const all: HeldAssignment[] = [];
  for (const { id } of people) all.push(...(await reachOfUser(database.opened.db, id, new Date())));
  return all;
}

it('no sequence of allowed calls gives people without escalation more than they had between them', async () => {
  await makeUser(database.opened, { role: 'admin' });
  let allowed = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 10, size: 'max' }), async (steps) => {
      const world = await makeWorld();
      const before = await heldBy(world.people);
      for (const one of steps)
        await take(world, one).then(
          () => {
            allowed += 1;
          },
          (error: unknown) => {
            if (!isDomainError(error)) throw error;
          },
        );
      const gained = (await heldBy(world.people))
        .flatMap(cellsOf)
        .filter((cell: Cell) => !covers(before, null, cell));
      expect(gained).toEqual([]);
      // The strong one is theirs only once others' revocations have left them no more than the coalition had.
      const isTheirs = world.people.some(({ id }) => id === world.strong.id);
      const isStrong = (await heldBy([world.strong]))
        .flatMap(cellsOf)
        .some((cell) => !covers(before, null, cell));
      expect(isTheirs && isStrong).toBe(false);
    }),
    // A shrinking run would make hundreds of worlds; the steps are few enough to read.
    { numRuns: SEQUENCES, endOnFailure: true },
  );
  expect(allowed).toBeGreaterThan(SEQUENCES / 2);
}, 900_000);
