import { describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import { ANONYMOUS } from '@/lib/core/actor';
import { createModel } from '@/lib/models/create-model';
import { listModelsOfUser } from '@/lib/models/list-models-of-user';
import { readModel } from '@/lib/models/read-model';
import { assignRole } from '@/lib/roles/assign-role';
import { listRoleAssignments } from '@/lib/roles/list-role-assignments';
import { signIn } from '@/lib/sign-in/sign-in';
import { addTeamMember } from '@/lib/teams/add-team-member';
import { createTeam } from '@/lib/teams/create-team';
import { actionsBy, blankUser, groupNames, PASSWORD } from '@/lib/testing/grouped-users';
import { makeHolder, makeRole as roleOf } from '@/lib/testing/holder';
import { ctxFor, makeProject, makeUser, requestContextFor, SYSTEM, unique } from '@/lib/testing/world';
import { createGroupedUser } from './create-grouped-user';
import { readGroupedUser } from './read-grouped-user';
import { updateGroupedUser } from './update-grouped-user';

const database = testDatabase();
const system = () => ctxFor(database.opened, SYSTEM);
const anonymous = () => ctxFor(database.opened, ANONYMOUS);
const admin = () => makeUser(database.opened, { role: 'admin' });
const at = { project: 'default' };

const makeRole = () => roleOf(database.opened, [{ operation: 'catalog', type: 'read' }]);

describe('updateGroupedUser', () => {
  it('sets exactly the groups asked for, and leaves projects, teams and other addresses alone', async () => {
    const ada = await admin();
    const here = await makeProject(database.opened);
    const there = await makeProject(database.opened);
    const bob = await makeUser(database.opened);
    const one = await makeRole();
    const two = await makeRole();
    const team = await createTeam(system(), { name: unique('team') });
    await addTeamMember(system(), { team: team.name, user: bob.name });
    await assignRole(system(), { role: one, team: team.name });
    await assignRole(system(), { role: one, user: bob.name });
    await assignRole(system(), { role: 'viewer', user: bob.name, project: here.name });
    for (const project of [here, there])
      await assignRole(system(), { role: 'maintainer', user: bob.name, project: project.name });
    for (const project of [here, there]) await createModel(bob.ctx(), { project: project.name, name: 'm' });
    const user = { project: here.name, user: bob.name };
    expect(groupNames(await readGroupedUser(ada.ctx(), user))).toEqual(['edit-model-m', one].sort());
    const set = async (groups: string[]) =>
      groupNames(await updateGroupedUser(ada.ctx(), { ...user, groups }));
    expect(await set([two, 'viewer'])).toEqual([two, 'viewer'].sort());
    // Neither the model's own group at the other address, nor what projects and teams bring, has gone.
    expect(groupNames(await readGroupedUser(ada.ctx(), { ...user, project: there.name }))).toEqual(
      ['edit-model-m', two, 'viewer'].sort(),
    );
    const { items } = await listRoleAssignments(ada.ctx(), { user: bob.name });
    expect(items.map(({ role, project }) => `${role} ${project}`).sort()).toEqual(
      [
        `maintainer ${here.name}`,
        `maintainer ${there.name}`,
        `viewer ${here.name}`,
        'viewer null',
        `${two} null`,
      ].sort(),
    );
    expect(await set(['edit-model-m'])).toEqual(['edit-model-m']);
    expect(await set([])).toEqual([]);
    expect(await actionsBy(database.opened, ada.id)).toHaveLength(8);
  });

  it("puts somebody into a model's own group, which opens that model and nothing else", async () => {
    const ada = await admin();
    const project = await makeProject(database.opened);
    for (const name of ['one', 'two']) await createModel(ada.ctx(), { project: project.name, name });
    const bob = await makeUser(database.opened);
    const read = (model: string) => readModel(bob.ctx(), { project: project.name, model });
    await expect(read('one')).rejects.toMatchObject({ hidden: true });
    await updateGroupedUser(ada.ctx(), {
      project: project.name,
      user: bob.name,
      groups: ['edit-model-one'],
    });
    await expect(read('one')).resolves.toMatchObject({ name: 'one' });
    await expect(read('two')).rejects.toMatchObject({ code: 'not_found' });
    const requested = { project: project.name, user: bob.name };
    expect(await listModelsOfUser(ada.ctx(), requested)).toEqual(['one']);
    expect(await listModelsOfUser(bob.ctx(), { ...requested, user: 'me' })).toEqual(['one']);
  });

  it('leaves what is not mentioned, and writes nothing where nothing changes', async () => {
    const ada = await admin();
    const role = await makeRole();
    const made = await createGroupedUser(ada.ctx(), {
      ...blankUser(),
      email: 'x@example.org',
      fullName: 'X',
      groups: [role],
    });
    const before = (await actionsBy(database.opened, ada.id)).length;
    const same = { ...at, user: made.name, email: 'x@example.org', role: 'regular', groups: [role] } as const;
    expect(await updateGroupedUser(ada.ctx(), same)).toEqual(made);
    expect(await updateGroupedUser(ada.ctx(), { ...at, user: made.name })).toEqual(made);
    expect(await actionsBy(database.opened, ada.id)).toHaveLength(before);
    const bob = await makeUser(database.opened);
    expect(await updateGroupedUser(bob.ctx(), { ...at, user: 'me' })).toMatchObject({ name: bob.name });
    expect(await actionsBy(database.opened, bob.id)).toEqual([]);
  });

  it('makes and unmakes administrators, but not the last one, nor through a team', async () => {
    const ada = await admin();
    const bob = await makeUser(database.opened);
    const set = (who: typeof ada, user: string, role: 'admin' | 'regular') =>
      updateGroupedUser(who.ctx(), { ...at, user, role });
    expect(await set(ada, bob.name, 'admin')).toMatchObject({ administers: true });
    expect(await set(ada, bob.name, 'admin')).toMatchObject({ administers: true });
    expect(await set(bob, ada.name, 'regular')).toMatchObject({ administers: false });
    const team = await createTeam(system(), { name: unique('team') });
    await assignRole(system(), { role: 'admin', team: team.name });
    await addTeamMember(system(), { team: team.name, user: ada.name });
    expect(await readGroupedUser(bob.ctx(), { ...at, user: ada.name })).toMatchObject({ administers: true });
    await expect(set(bob, ada.name, 'regular')).rejects.toMatchObject({
      code: 'precondition',
      message: expect.stringContaining(team.name),
    });
  });

  it('sets a password by the rule, ends what the old one opened, and changes nothing where it is bad', async () => {
    const ada = await admin();
    const made = await createGroupedUser(ada.ctx(), blankUser());
    const change = { ...at, user: made.name, fullName: 'New', password: 'quite another phrase' };
    await expect(updateGroupedUser(ada.ctx(), { ...change, password: 'short' })).rejects.toMatchObject({
      issues: [{ path: 'password' }],
    });
    expect((await readGroupedUser(ada.ctx(), { ...at, user: made.name })).fullName).toBeNull();
    await updateGroupedUser(ada.ctx(), change);
    const sign = (password: string) =>
      signIn(requestContextFor(database.opened), { name: made.name, password });
    await expect(sign(PASSWORD)).rejects.toMatchObject({ code: 'unauthenticated' });
    await expect(sign(change.password)).resolves.toBeDefined();
  });

  it('refuses nobody, who may not, and the absent', async () => {
    const ada = await admin();
    const bob = await makeUser(database.opened);
    const carl = await makeUser(database.opened);
    const reader = await makeHolder(database.opened, [{ operation: 'user', type: 'read' }]);
    const input = { ...at, user: bob.name, fullName: 'x' };
    await expect(updateGroupedUser(anonymous(), input)).rejects.toMatchObject({ code: 'unauthenticated' });
    await expect(updateGroupedUser(carl.ctx(), input)).rejects.toMatchObject({ hidden: true });
    await expect(updateGroupedUser(reader.ctx(), input)).rejects.toMatchObject({ permission: 'user:update' });
    await expect(updateGroupedUser(reader.ctx(), { ...at, user: bob.name })).rejects.toMatchObject({
      permission: 'user:update',
    });
    await expect(updateGroupedUser(ada.ctx(), { ...input, user: unique('absent') })).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(
      updateGroupedUser(ada.ctx(), { ...input, groups: [unique('absent')] }),
    ).rejects.toMatchObject({ issues: [{ path: 'groups.0.name' }] });
  });
});
