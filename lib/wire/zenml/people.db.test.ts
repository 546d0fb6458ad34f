import { describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import { newId } from '@/lib/core/id';
import { createToken } from '@/lib/credentials/create-token';
import { assignRole } from '@/lib/roles/assign-role';
import { apiOver } from '@/lib/testing/api';
import { makeProject, makeUser, unique } from '@/lib/testing/world';
import { makeZenmlClient } from '@/lib/testing/zenml';

// Old clients get whole lists, of roles the first thousand: the other tests make more.
const database = testDatabase({ fresh: true });

const makeClient = (role: 'admin' | 'maintainer' | 'viewer' | null = 'admin') =>
  makeZenmlClient(database.opened, role === null ? null : { role });

const posted = (name: string) => ({ id: newId(), creation_date: '2022-05-24T10:00:00.000001', name });
const NAIVE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}$/;

describe('people at the zen door', () => {
  it.each(['users', 'teams', 'projects', 'roles'])(
    '%s are made, read, listed and deleted by name',
    async (kind) => {
      const { ask } = await makeClient();
      const body = { ...posted(unique(kind)), ...(kind === 'roles' && { permissions: [] }) };
      const made = (await ask('POST', `/${kind}`, body)).json() as Record<string, unknown>;
      expect(made).toMatchObject({ name: body.name, creation_date: expect.stringMatching(NAIVE) });
      expect(made['id']).not.toBe(body.id);
      expect((await ask('GET', `/${kind}/${body.name}`)).json()).toEqual(made);
      expect((await ask('GET', `/${kind}`)).json()).toContainEqual(made);
      const again = await ask('POST', `/${kind}`, body);
      expect([again.status, (again.json() as { detail: string[] }).detail[0]]).toEqual([
        409,
        'EntityExistsError',
      ]);
      expect((await ask('DELETE', `/${kind}/${body.name}`)).json()).toBeNull();
      const gone = await ask('GET', `/${kind}/${body.name}`);
      expect([gone.status, (gone.json() as { detail: string[] }).detail[0]]).toEqual([404, 'KeyError']);
      expect((await ask('POST', `/${kind}`, { ...body, name: 'a/b' })).status).toBe(422);
    },
  );

  it('hide what clients do not expect, which resolves by name all the same', async () => {
    const { ask } = await makeClient();
    const names = (kind: string) =>
      ask('GET', `/${kind}`).then(({ json }) => (json() as { name: string }[]).map(({ name }) => name));
    expect(await names('projects')).not.toContain('default');
    expect(await names('roles')).not.toContain('admin');
    expect((await ask('GET', '/projects/default')).json()).toMatchObject({ name: 'default' });
    expect((await ask('GET', '/roles/admin')).json()).toMatchObject({ name: 'admin', permissions: [] });
  });

  it('answer for the user default with the token’s holder where nobody has that name', async () => {
    const { ask, user } = await makeClient(null);
    const { status, json } = await ask('GET', '/users/default');
    expect([status, json()]).toEqual([200, expect.objectContaining({ id: user.id })]);
    expect((await ask('GET', `/users/${user.name}`)).json()).toMatchObject({ id: user.id });
    expect((await ask('GET', `/users/${unique('other')}`)).status).toBe(404);
  });

  it('join and leave teams; joining twice changes nothing, leaving twice is a KeyError', async () => {
    const { ask } = await makeClient();
    const [team, user] = [unique('team'), unique('user')];
    await ask('POST', '/teams', posted(team));
    const made = (await ask('POST', '/users', posted(user))).json();
    for (let n = 0; n < 2; n++)
      expect((await ask('POST', `/teams/${team}/users`, posted(user))).json()).toBeNull();
    expect((await ask('GET', `/teams/${team}/users`)).json()).toEqual([made]);
    expect((await ask('GET', `/users/${user}/teams`)).json()).toMatchObject([{ name: team }]);
    expect((await ask('DELETE', `/teams/${team}/users/${user}`)).json()).toBeNull();
    expect((await ask('DELETE', `/teams/${team}/users/${user}`)).status).toBe(404);
    expect((await ask('POST', `/teams/${team}/users`, posted(unique('absent')))).status).toBe(404);
  });

  it('get and lose roles: one row however often, and without a project only the one everywhere', async () => {
    const { ask } = await makeClient();
    const role = unique('role');
    const user = unique('user');
    const project = await makeProject(database.opened);
    await ask('POST', '/roles', { ...posted(role), permissions: [] });
    const { id: userId } = (await ask('POST', '/users', posted(user))).json() as { id: string };
    const names = { role_name: role, entity_name: user, project_name: null, is_user: true };
    const there = { ...names, project_name: project.name };
    const held = (query = '') =>
      ask('GET', `/users/${user}/role_assignments${query}`).then(
        ({ json }) => json() as { project_id: string | null }[],
      );
    for (let n = 0; n < 2; n++) expect((await ask('POST', '/role_assignments', there)).json()).toBeNull();
    expect(await held()).toMatchObject([{ user_id: userId, team_id: null, project_id: project.id }]);
    expect((await ask('DELETE', '/role_assignments', names)).status).toBe(404);
    await ask('POST', '/role_assignments', names);
    const elsewhere = await makeProject(database.opened);
    expect(await held(`?project_name=${project.name}`)).toHaveLength(2);
    expect(await held(`?project_name=${elsewhere.name}`)).toMatchObject([{ project_id: null }]);
    expect((await ask('DELETE', '/role_assignments', names)).json()).toBeNull();
    expect(await held()).toMatchObject([{ project_id: project.id }]);
    expect((await ask('GET', '/role_assignments')).json()).toContainEqual((await held())[0]);
    const { is_user: _kind, ...missing } = names;
    expect((await ask('POST', '/role_assignments', missing)).status).toBe(422);
    for (const wrong of [{ role_name: 'x' }, { entity_name: 'x' }, { project_name: 'x' }])
      expect((await ask('POST', '/role_assignments', { ...names, ...wrong })).status).toBe(404);
  });

  it('see what somebody assigned, whatever the role, and not what the store gave of itself', async () => {
    const { ask, user: admin } = await makeClient();
    const [user, team] = [unique('user'), unique('team')];
    await ask('POST', '/users', posted(user));
    await ask('POST', '/teams', posted(team));
    const assigned = async (list: string) =>
      (await ask('GET', list)).json() as { id: string; user_id: string | null; team_id: string | null }[];
    for (const [role_name, entity_name, is_user] of [
      ['admin', user, true],
      ['viewer', team, false],
    ] as const)
      expect((await ask('POST', '/role_assignments', { role_name, entity_name, is_user })).json()).toBeNull();
    const ofUser = await assigned(`/users/${user}/role_assignments`);
    const ofTeam = await assigned(`/teams/${team}/role_assignments`);
    expect([ofUser.length, ofTeam.length]).toEqual([1, 1]);
    expect(await assigned('/role_assignments')).toEqual(expect.arrayContaining([...ofUser, ...ofTeam]));
    expect(await assigned(`/users/${admin.name}/role_assignments`)).toEqual([]);
    const gone = { role_name: 'admin', entity_name: user, is_user: true };
    expect((await ask('DELETE', '/role_assignments', gone)).json()).toBeNull();
    expect(await assigned(`/users/${user}/role_assignments`)).toEqual([]);
  });

  it('may do nothing here that they may not do elsewhere', async () => {
    const admin = await makeClient();
    const { ask, user } = await makeClient('maintainer');
    const role = unique('role');
    await admin.ask('POST', '/roles', { ...posted(role), permissions: [] });
    for (const [method, path, body] of [
      ['POST', '/users', posted(unique('u'))],
      ['GET', '/users', undefined],
      ['POST', '/teams', posted(unique('t'))],
      ['POST', '/roles', { ...posted(unique('r')), permissions: [] }],
      ['DELETE', `/roles/${role}`, undefined],
      ['DELETE', `/users/${admin.user.name}`, undefined],
      ['POST', '/role_assignments', { role_name: 'admin', entity_name: user.name, is_user: true }],
    ] as const)
      expect([403, 404], `${method} ${path}`).toContain((await ask(method, path, body)).status);
    expect((await ask('DELETE', `/users/${user.name}`)).status).toBe(403);
    await expect(assignRole(user.ctx(), { role: 'admin', user: user.name })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });

  it('delete a project when they administer it, and no other', async () => {
    const mine = await makeProject(database.opened);
    const theirs = await makeProject(database.opened);
    const holding = async (role: 'admin' | 'maintainer' | 'viewer', projectId: string) => {
      const { send } = apiOver(database.opened);
      const user = await makeUser(database.opened, { role, projectId });
      const { token } = await createToken(user.ctx(), { name: 'c', kind: 'zenml', expiresInDays: 1 });
      return (project: string) => send(null, 'DELETE', `/api/zenml/${token}/projects/${project}`);
    };
    for (const role of ['viewer', 'maintainer'] as const)
      expect((await (await holding(role, mine.id))(mine.name)).status).toBe(403);
    const administrator = await holding('admin', mine.id);
    for (const project of [theirs.name, unique('absent')])
      expect((await administrator(project)).status).toBe(404);
    expect((await (await holding('admin', theirs.id))('default')).status).toBe(404);
    const gone = await administrator(mine.name);
    expect([gone.status, gone.json()]).toEqual([200, null]);
    const anonymous = await apiOver(database.opened).send(
      null,
      'DELETE',
      `/api/zenml/projects/${theirs.name}`,
    );
    expect(anonymous.status).toBe(401);
  });

  it('cannot delete themselves or the last administrator', async () => {
    const { ask, user } = await makeClient();
    const refused = await ask('DELETE', `/users/${user.name}`);
    expect([refused.status, refused.json()]).toEqual([
      409,
      { detail: ['ValueError', expect.stringContaining('own account')] },
    ]);
  });
});
