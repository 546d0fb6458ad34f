import { describe, expect, it } from 'vitest';
import { hasLastingAdministrator } from '@/db/queries/administrators';
import { testDatabase } from '@/db/testing/test-database';
import { deleteUser } from '@/lib/people/delete-user';
import { updateUser } from '@/lib/people/update-user';
import { addTeamMember } from '@/lib/teams/add-team-member';
import { createTeam } from '@/lib/teams/create-team';
import { deleteTeam } from '@/lib/teams/delete-team';
import { removeTeamMember } from '@/lib/teams/remove-team-member';
import { ctxFor, makeUser, SYSTEM, unique } from '@/lib/testing/world';
import { assignRole } from './assign-role';
import { listAdministrators } from './list-administrators';
import { listRoleAssignments } from './list-role-assignments';
import { revokeRole } from './revoke-role';

type Person = Awaited<ReturnType<typeof makeUser>>;

describe('the last administrator', () => {
  const database = testDatabase({ fresh: true });
  const system = () => ctxFor(database.opened, SYSTEM);
  const assignmentOf = async (user: string) =>
    (await listRoleAssignments(system(), { user, role: 'admin' })).items[0]?.id ?? '';

  /** Somebody who administers only through a team, and the one path left to keep them from it. */
  async function makeAdminByTeam() {
    const person = await makeUser(database.opened);
    const team = await createTeam(system(), { name: unique('team') });
    await addTeamMember(system(), { team: team.name, user: person.name });
    const assignment = await assignRole(system(), { role: 'admin', team: team.name });
    return { person, team: team.name, assignment: assignment.id };
  }

  it('stays, by whatever path they would go', async () => {
    const direct = await makeUser(database.opened, { role: 'admin' });
    expect(await listAdministrators(direct.ctx(), { limit: 2 })).toEqual([direct.name]);
    const paths = [
      async () => revokeRole(system(), { id: await assignmentOf(direct.name) }),
      () => updateUser(system(), { user: direct.name, isActive: false }),
      () => deleteUser(system(), { user: direct.name }),
      () => assignRole(system(), { role: 'admin', user: direct.name, expiresAt: new Date(Date.now() + 9e9) }),
    ];
    for (const path of paths) await expect(path()).rejects.toMatchObject({ code: 'precondition' });
    const { person, team, assignment } = await makeAdminByTeam();
    await revokeRole(system(), { id: await assignmentOf(direct.name) });
    const throughTeam = [
      () => deleteTeam(system(), { team }),
      () => removeTeamMember(system(), { team, user: person.name }),
      () => revokeRole(system(), { id: assignment }),
      () => updateUser(system(), { user: person.name, isActive: false }),
      () => deleteUser(system(), { user: person.name }),
      () => assignRole(system(), { role: 'admin', team, expiresAt: new Date(Date.now() + 9e9) }),
    ];
    for (const path of throughTeam) await expect(path()).rejects.toMatchObject({ code: 'precondition' });
    expect(await hasLastingAdministrator(database.opened.db)).toBe(true);
    expect(await listAdministrators(person.ctx(), { limit: 2 })).toEqual([person.name]);
    await expect(listAdministrators(direct.ctx(), { limit: 2 })).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('stays when two administrators remove each other at the same time, 20 times over', async () => {
    for (let round = 0; round < 20; round += 1) {
      const pair = [
        await makeUser(database.opened, { role: 'admin' }),
        await makeUser(database.opened, { role: 'admin' }),
      ] as const;
      await onlyTheseRemain(pair);
      const [one, two] = pair;
      const removals = [
        async (by: Person, of: Person) => revokeRole(by.ctx(), { id: await assignmentOf(of.name) }),
        (by: Person, of: Person) => updateUser(by.ctx(), { user: of.name, isActive: false }),
        (by: Person, of: Person) => deleteUser(by.ctx(), { user: of.name }),
      ];
      const remove = removals[round % removals.length] ?? removals[0];
      const results = await Promise.allSettled([remove?.(one, two), remove?.(two, one)]);
      expect(results.filter((result) => result.status === 'fulfilled').length).toBeLessThanOrEqual(1);
      expect(await hasLastingAdministrator(database.opened.db)).toBe(true);
    }
  });

  /** Takes the role from everybody else who holds it. */
  async function onlyTheseRemain(kept: readonly Person[]) {
    const { items } = await listRoleAssignments(system(), { role: 'admin', limit: 200 });
    for (const { id, user } of items)
      if (!kept.some((person) => person.name === user)) await revokeRole(system(), { id });
  }
});
