import { describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import { ANONYMOUS } from '@/lib/core/actor';
import { addTeamMember } from '@/lib/teams/add-team-member';
import { createTeam } from '@/lib/teams/create-team';
import { ctxFor, makeProject, makeUser, unique } from '@/lib/testing/world';
import { assignRole } from './assign-role';
import { listEffectiveAssignments } from './list-effective-assignments';

const database = testDatabase();

/** Somebody who is a viewer directly and through two teams, and a maintainer of one project. */
async function world() {
  const ada = await makeUser(database.opened, { role: 'admin' });
  const bob = await makeUser(database.opened);
  const here = await makeProject(database.opened);
  const elsewhere = await makeProject(database.opened);
  const teams = [unique('a-team'), unique('b-team')];
  const soon = new Date(Date.now() + 60_000);
  for (const team of teams) {
    await createTeam(ada.ctx(), { name: team });
    await addTeamMember(ada.ctx(), { team, user: bob.name });
    await assignRole(ada.ctx(), { role: 'viewer', team, expiresAt: soon });
  }
  await assignRole(ada.ctx(), { role: 'viewer', user: bob.name });
  await assignRole(ada.ctx(), { role: 'maintainer', user: bob.name, project: here.name });
  return { ada, bob, here, elsewhere, teams, soon };
}

describe('what somebody is assigned', () => {
  it('holds each role once for each place, with every way by which it comes', async () => {
    const { ada, bob, here, teams } = await world();
    expect(await listEffectiveAssignments(ada.ctx(), { user: bob.name })).toMatchObject([
      { role: 'maintainer', project: here.name, holdsEverywhere: false, isDirect: true, teams: [] },
      { role: 'viewer', project: null, holdsEverywhere: true, isDirect: true, teams, expiresAt: null },
    ]);
  });

  it('ends with the last of its assignments', async () => {
    const { ada, bob, teams, soon } = await world();
    const team = unique('c-team');
    const late = new Date(soon.getTime() + 60_000);
    const eve = await makeUser(database.opened);
    await createTeam(ada.ctx(), { name: team });
    await assignRole(ada.ctx(), { role: 'viewer', team, expiresAt: late });
    for (const each of [teams[0] ?? '', team]) await addTeamMember(ada.ctx(), { team: each, user: eve.name });
    const [only, ...rest] = await listEffectiveAssignments(ada.ctx(), { user: eve.name });
    expect(rest).toEqual([]);
    expect(only).toMatchObject({ isDirect: false, expiresAt: late });
    expect(only?.teams).toHaveLength(2);
    expect(bob.name).not.toBe(eve.name);
  });

  it('in a project includes what holds everywhere, marked so, and not what is assigned elsewhere', async () => {
    const { ada, bob, here, elsewhere } = await world();
    const inProject = (project: string) => listEffectiveAssignments(ada.ctx(), { user: bob.name, project });
    expect((await inProject(here.name)).map(({ role, holdsEverywhere }) => [role, holdsEverywhere])).toEqual([
      ['maintainer', false],
      ['viewer', true],
    ]);
    expect((await inProject(elsewhere.name)).map(({ role }) => role)).toEqual(['viewer']);
  });

  it('is anybody’s to know of oneself and an administrator’s of others', async () => {
    const { bob, here } = await world();
    const own = await listEffectiveAssignments(bob.ctx(), { user: 'me' });
    expect(own).toHaveLength(2);
    expect(await listEffectiveAssignments(bob.ctx(), { user: bob.name })).toEqual(own);
    await expect(listEffectiveAssignments(bob.ctx(), { user: bob.name.toUpperCase() })).rejects.toMatchObject(
      { code: 'forbidden' },
    );
    const eve = await makeUser(database.opened, { role: 'viewer' });
    await expect(listEffectiveAssignments(eve.ctx(), { user: bob.name })).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(
      listEffectiveAssignments(bob.ctx(), { user: eve.name, project: here.name }),
    ).rejects.toMatchObject({ code: 'forbidden' });
    for (const user of ['me', bob.name])
      await expect(
        listEffectiveAssignments(ctxFor(database.opened, ANONYMOUS), { user }),
      ).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  it('of nobody, or in no project, is absent', async () => {
    const { ada, bob } = await world();
    for (const input of [{ user: unique('nobody') }, { user: bob.name, project: unique('nowhere') }])
      await expect(listEffectiveAssignments(ada.ctx(), input)).rejects.toMatchObject({ code: 'not_found' });
  });
});
