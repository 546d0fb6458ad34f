import { describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import { ANONYMOUS } from '@/lib/core/actor';
import { createModel } from '@/lib/models/create-model';
import { createUser } from '@/lib/people/create-user';
import { updateUser } from '@/lib/people/update-user';
import { assignRole } from '@/lib/roles/assign-role';
import { createRole } from '@/lib/roles/create-role';
import { addTeamMember } from '@/lib/teams/add-team-member';
import { createTeam } from '@/lib/teams/create-team';
import { ctxFor, makeProject, makeUser, unique } from '@/lib/testing/world';
import { listPeople } from './list-people';

const database = testDatabase();

/** Three people with the beginning of their names in common, of whom the second is in a team with a role. */
async function peopled() {
  const ada = await makeUser(database.opened, { role: 'admin' });
  const begin = unique('person');
  for (const name of ['a', 'b', 'c']) await createUser(ada.ctx(), { name: `${begin}-${name}` });
  const [team, role] = [unique('team'), unique('role')];
  await createTeam(ada.ctx(), { name: team });
  await createRole(ada.ctx(), { name: role, permissions: [{ operation: 'model', type: 'read' }] });
  await addTeamMember(ada.ctx(), { team, user: `${begin}-b` });
  await assignRole(ada.ctx(), { role, team });
  await assignRole(ada.ctx(), { role, user: `${begin}-b` });
  await assignRole(ada.ctx(), { role: 'viewer', user: `${begin}-c` });
  return { ada, begin, team, role };
}

describe('listing people', () => {
  it('tells teams and roles, each role once, also of somebody switched off', async () => {
    const { ada, begin, team, role } = await peopled();
    await updateUser(ada.ctx(), { user: `${begin}-c`, isActive: false });
    const { items, count } = await listPeople(ada.ctx(), { search: begin });
    expect(count).toBe(3);
    expect(items).toMatchObject([
      { name: `${begin}-a`, teams: [], roles: [], isActive: true, hasPassword: false, createdBy: ada.name },
      { name: `${begin}-b`, teams: [team], roles: [role], lastSeenAt: null },
      { name: `${begin}-c`, teams: [], roles: ['viewer'], isActive: false },
    ]);
    expect(JSON.stringify(items)).not.toMatch(/hash/i);
  });

  it('is chosen by state, team, role and what was never seen, and pages in both orders', async () => {
    const { ada, begin, team, role } = await peopled();
    const named = async (input: Parameters<typeof listPeople>[1]) =>
      (await listPeople(ada.ctx(), { search: begin, ...input })).items
        .map(({ name }) => name.at(-1))
        .join('');
    await updateUser(ada.ctx(), { user: `${begin}-a`, isActive: false });
    expect(await named({ state: 'active' })).toBe('bc');
    expect(await named({ state: 'deactivated' })).toBe('a');
    expect(await named({ team })).toBe('b');
    expect(await named({ team: unique('none') })).toBe('');
    expect(await named({ role })).toBe('b');
    expect(await named({ role: 'viewer', state: 'active' })).toBe('c');
    await assignRole(ada.ctx(), { role: 'viewer', team, expiresAt: new Date(Date.now() + 60_000) });
    expect(await named({ role: 'viewer' })).toBe('bc');
    expect(await named({ role: unique('none') })).toBe('');
    expect(await named({ state: 'never seen' })).toBe('abc');
    await updateUser(ada.ctx(), { user: `${begin}-a`, isActive: true });
    expect(await named({ state: 'no role' })).toBe('a');
    expect(await named({ sort: 'created' })).toBe('cba');
    const first = await listPeople(ada.ctx(), { search: begin, limit: 2 });
    expect(await named({ limit: 2, after: first.next ?? '' })).toBe('c');
    expect(await named({ search: '%' })).toBe('');
  });

  it('says when somebody was last seen by what they did', async () => {
    const { ada } = await peopled();
    const writer = await makeUser(database.opened, { role: 'maintainer' });
    const project = await makeProject(database.opened);
    const ctx = writer.ctx();
    await createModel(ctx, { project: project.name, name: 'm' });
    const { items } = await listPeople(ada.ctx(), { search: writer.name });
    expect(items[0]?.lastSeenAt).toEqual(ctx.now);
    expect((await listPeople(ada.ctx(), { search: writer.name, state: 'never seen' })).count).toBe(0);
  });

  it('keeps teams and roles from who may not read them, and people from who may not read people', async () => {
    const { ada, begin, team } = await peopled();
    const [desk, reader] = [await makeUser(database.opened), unique('role')];
    await createRole(ada.ctx(), { name: reader, permissions: [{ operation: 'user', type: 'read' }] });
    await assignRole(ada.ctx(), { role: reader, user: desk.name });
    const { items } = await listPeople(desk.ctx(), { search: `${begin}-b` });
    expect(items).toMatchObject([{ teams: null, roles: null }]);
    for (const input of [{ team }, { role: 'viewer' }, { state: 'no role' } as const])
      await expect(listPeople(desk.ctx(), input)).rejects.toMatchObject({ code: 'forbidden' });
    const viewer = await makeUser(database.opened, { role: 'viewer' });
    await expect(listPeople(viewer.ctx(), {})).rejects.toMatchObject({ code: 'forbidden' });
    await expect(listPeople(ctxFor(database.opened, ANONYMOUS), {})).rejects.toMatchObject({
      code: 'unauthenticated',
    });
  });
});
