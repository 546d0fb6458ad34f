import { describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import { ANONYMOUS } from '@/lib/core/actor';
import { updateUser } from '@/lib/people/update-user';
import { assignRole } from '@/lib/roles/assign-role';
import { createRole } from '@/lib/roles/create-role';
import { addTeamMember } from '@/lib/teams/add-team-member';
import { createTeam } from '@/lib/teams/create-team';
import { ctxFor, makeProject, makeUser, unique } from '@/lib/testing/world';
import { readAccess } from './read-access';

const database = testDatabase();
const LATER = new Date(Date.now() + 86_400_000);

async function cast() {
  const ada = await makeUser(database.opened, { role: 'admin' });
  const priya = await makeUser(database.opened);
  const [risk, garden] = [await makeProject(database.opened), await makeProject(database.opened)];
  const reader = unique('reader');
  await createRole(ada.ctx(), {
    name: reader,
    permissions: [
      { operation: 'model', type: 'read' },
      { operation: 'user', type: 'read' },
    ],
  });
  const give = (role: string, project: string | null, expiresAt: Date | null = null) =>
    assignRole(ada.ctx(), { role, user: priya.name, project, expiresAt });
  const access = async () =>
    (await readAccess(ada.ctx(), { user: priya.name })).map(({ assignmentId: _, ...path }) => path);
  return { ada, priya, risk, garden, reader, give, access };
}

describe('what somebody holds, path by path', () => {
  it('tells role, team and project, and of a role on a project only what counts there', async () => {
    const { ada, priya, risk, reader, give, access } = await cast();
    const team = unique('team');
    await createTeam(ada.ctx(), { name: team });
    await addTeamMember(ada.ctx(), { team, user: priya.name });
    await assignRole(ada.ctx(), { role: 'viewer', team });
    await give(reader, risk.name, LATER);
    const told = await access();
    expect(told).toContainEqual({
      role: reader,
      team: null,
      project: risk.name,
      expiresAt: LATER,
      permits: [{ operation: 'model', types: ['read'] }],
      addsNothingTo: 'viewer',
    });
    expect(told).toContainEqual(
      expect.objectContaining({ role: 'viewer', team, project: null, addsNothingTo: null }),
    );
    await updateUser(ada.ctx(), { user: priya.name, isActive: false });
    expect(await access()).toEqual(told);
  });

  it('says of a grant that another gives all of it only where that lasts as long', async () => {
    const { risk, garden, give, access } = await cast();
    await give('viewer', risk.name);
    await give('maintainer', risk.name, LATER);
    const nothing = async () =>
      Object.fromEntries(
        (await access()).map(({ role, project, addsNothingTo }) => [`${role} ${project}`, addsNothingTo]),
      );
    expect(await nothing()).toEqual({
      [`viewer ${risk.name}`]: null,
      [`maintainer ${risk.name}`]: null,
    });
    await give('maintainer', risk.name);
    await give('viewer', garden.name);
    expect(await nothing()).toEqual({
      [`viewer ${risk.name}`]: 'maintainer',
      [`maintainer ${risk.name}`]: null,
      [`viewer ${garden.name}`]: null,
    });
  });

  it('keeps one of two paths that give the same', async () => {
    const { ada, priya, risk, give, access } = await cast();
    const team = unique('team');
    await createTeam(ada.ctx(), { name: team });
    await addTeamMember(ada.ctx(), { team, user: priya.name });
    await assignRole(ada.ctx(), { role: 'viewer', team, project: risk.name });
    await give('viewer', risk.name);
    expect((await access()).map(({ addsNothingTo }) => addsNothingTo).sort()).toEqual(
      [null, 'viewer'].sort(),
    );
  });

  it('tells of a role everywhere what it gives beyond any project', async () => {
    const { risk, reader, give, access } = await cast();
    await give(reader, null);
    await give('viewer', risk.name);
    expect((await access()).map(({ addsNothingTo }) => addsNothingTo)).toEqual([null, null]);
  });

  it('is for who reads assignments everywhere', async () => {
    const { priya, risk } = await cast();
    const local = await makeUser(database.opened, { role: 'admin', projectId: risk.id });
    for (const who of [local, await makeUser(database.opened, { role: 'maintainer' })])
      await expect(readAccess(who.ctx(), { user: priya.name })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(readAccess(ctxFor(database.opened, ANONYMOUS), { user: 'x' })).rejects.toMatchObject({
      code: 'unauthenticated',
    });
    const ada = await makeUser(database.opened, { role: 'admin' });
    await expect(readAccess(ada.ctx(), { user: unique('x') })).rejects.toMatchObject({ code: 'not_found' });
  });
});
