import { describe, expect, it } from 'vitest';
import type { Database } from '@/db/client';
import { roleAssignments, roles, users } from '@/db/schema';
import { testDatabase } from '@/db/testing/test-database';
import { newId } from '@/lib/core/id';
import { listGroupedUsers } from '@/lib/groups/list-grouped-users';
import { createModel } from '@/lib/models/create-model';
import { assignRole } from '@/lib/roles/assign-role';
import { apiOver } from '@/lib/testing/api';
import { makeHolder } from '@/lib/testing/holder';
import { makeProject, makeUser, unique } from '@/lib/testing/world';

const database = testDatabase({ fresh: true });

const said = (resource_type: string, resource_id: string | null, method: string) => ({
  resource_type,
  resource_id,
  method,
});

async function place() {
  const { send } = apiOver(database.opened);
  const ada = await makeUser(database.opened, { role: 'admin' });
  const project = await makeProject(database.opened);
  return { send, ada, project: project.name, base: `/p/${project.name}/api` };
}

describe('groups at the MLTE door', () => {
  it('are made, shown, changed and deleted with 200 and the whole group', async () => {
    const { send, ada, base, project } = await place();
    await createModel(ada.ctx(), { project, name: 'my-model' });
    const group = { name: unique('group'), permissions: [said('model', 'my-model', 'get')] };
    const made = await send(ada, 'POST', `${base}/group`, { body: group });
    expect([made.status, made.json()]).toEqual([200, group]);
    expect((await send(ada, 'GET', `${base}/group/${group.name}`)).json()).toEqual(group);
    expect((await send(ada, 'GET', `${base}/group`)).json()).toEqual(
      expect.arrayContaining([group.name, 'viewer', 'edit-model-my___model']),
    );
    const more = { ...group, permissions: [...group.permissions, said('custom_list', 'tags', 'post')] };
    expect((await send(ada, 'PUT', `${base}/group`, { body: more })).json()).toEqual(more);
    expect((await send(ada, 'GET', `${base}/groups/details`)).json()).toContainEqual(more);
    // At another address the model has no name; what cannot be said there is not lost there.
    expect((await send(ada, 'GET', `/api/group/${group.name}`)).json()).toEqual({
      ...group,
      permissions: [said('custom_list', 'tags', 'post')],
    });
    await send(ada, 'PUT', '/api/group', { body: { ...group, permissions: [] } });
    const gone = await send(ada, 'DELETE', `${base}/group/${group.name}`);
    expect([gone.status, gone.json()]).toEqual([200, group]);
    const absent = await send(ada, 'GET', `${base}/group/${group.name}`);
    expect([absent.status, absent.json()]).toEqual([404, { detail: `Group ${group.name} not found.` }]);
  });

  it('list their permissions as texts and whole, and find one by its text', async () => {
    const { send, ada, base, project } = await place();
    await createModel(ada.ctx(), { project, name: 'u1-mod/x' });
    const permissions = [said('model', 'u1-mod/x', 'get'), said('user', null, 'put')];
    await send(ada, 'POST', `${base}/group`, { body: { name: unique('g'), permissions } });
    const text = 'model-get-u1___mod/x';
    expect((await send(ada, 'GET', `${base}/groups/permissions`)).json()).toEqual(
      expect.arrayContaining([text, 'user-put', 'custom_list-get']),
    );
    expect((await send(ada, 'GET', `${base}/groups/permissions/details`)).json()).toEqual(
      expect.arrayContaining(permissions),
    );
    const one = await send(ada, 'GET', `${base}/groups/permission/${encodeURIComponent(text)}`);
    expect([one.status, one.json()]).toEqual([200, permissions[0]]);
    const absent = await send(ada, 'GET', `${base}/groups/permission/user-delete-nobody`);
    expect([absent.status, absent.json()]).toEqual([
      404,
      { detail: 'Permission user-delete-nobody not found.' },
    ]);
  });

  it('of models are found by the name that clients build, slash and hyphen included', async () => {
    const { send, ada, base, project } = await place();
    const model = await createModel(ada.ctx(), { project, name: 'team/my-model' });
    const group = {
      name: 'edit-model-team/my___model',
      permissions: [said('model', 'team/my-model', 'any')],
    };
    for (const path of ['edit-model-team---my___model', 'edit-model-team%2Fmy___model'])
      expect((await send(ada, 'GET', `${base}/group/${path}`)).json()).toEqual(group);
    expect((await send(ada, 'GET', `${base}/group/edit-model-${model.id}`)).status).toBe(404);
    for (const [method, path, body] of [
      ['PUT', '/group', { name: group.name, permissions: [] }],
      ['DELETE', '/group/edit-model-team---my___model', undefined],
    ] as const) {
      const refused = await send(ada, method, base + path, body === undefined ? {} : { body });
      expect([refused.status, refused.text]).toEqual([409, expect.stringContaining('came with its model')]);
    }
    const taken = { name: 'edit-model-other___name', permissions: [] };
    await createModel(ada.ctx(), { project, name: 'other-name' });
    expect((await send(ada, 'POST', `${base}/group`, { body: taken })).status).toBe(409);
  });

  it.each([
    ['a resource that is not there', [said('model', 'nowhere', 'get')], ['permissions', 0, 'resource_id']],
    ['a method that MLTE does not know', [said('model', null, 'patch')], ['permissions', 0, 'method']],
    ['a kind that MLTE does not know', [said('team', null, 'get')], ['permissions', 0, 'resource_type']],
  ])('answer 422 naming the field for %s', async (_, permissions, loc) => {
    const { send, ada, base } = await place();
    const refused = await send(ada, 'POST', `${base}/group`, { body: { name: unique('g'), permissions } });
    const { detail } = refused.json() as { detail: { loc: unknown }[] };
    expect([refused.status, detail[0]?.loc]).toEqual([422, ['body', ...loc]]);
  });

  it('keep to the permission of their route, whatever their names', async () => {
    const { send, ada, base } = await place();
    const stranger = await makeUser(database.opened);
    for (const name of ['details', 'permissions', 'permission', 'api']) {
      const body = { name, permissions: [] };
      expect((await send(ada, 'POST', `${base}/group`, { body })).status).toBe(200);
      expect((await send(ada, 'GET', `${base}/group/${name}`)).json()).toEqual(body);
      expect((await send(stranger, 'GET', `${base}/group/${name}`)).status).toBe(403);
      expect((await send(ada, 'DELETE', `${base}/group/${name}`)).status).toBe(200);
    }
    for (const path of ['/group', '/groups/details', '/groups/permissions', '/groups/permission/user-get'])
      expect((await send(stranger, 'GET', base + path)).status).toBe(403);
  });

  it('are no way up: an editor adds neither what they lack nor anything to a group of their own', async () => {
    const { send, ada, base } = await place();
    const name = unique('g');
    await send(ada, 'POST', `${base}/group`, { body: { name, permissions: [] } });
    const editor = await makeHolder(
      database.opened,
      (['create', 'read', 'update', 'delete'] as const).map((type) => ({ operation: 'role', type })),
    );
    const put = (group: string, ...permissions: object[]) =>
      send(editor, 'PUT', `${base}/group`, { body: { name: group, permissions } });
    expect((await put(name, said('model', null, 'any'))).status).toBe(403);
    expect((await put(editor.role, said('group', null, 'any'), said('user', null, 'put'))).status).toBe(403);
    expect((await put(name, said('group', null, 'get'))).status).toBe(200);
    const post = await send(editor, 'POST', `${base}/group`, {
      body: { name: unique('g'), permissions: [said('user', null, 'any')] },
    });
    expect([post.status, post.text]).toEqual([403, expect.stringContaining('do not hold it')]);
    const join = { username: 'me', groups: [{ name }] };
    expect((await send(editor, 'PUT', `${base}/user`, { body: join })).json()).toMatchObject({
      groups: [{ name: editor.role }],
    });
  });

  it("name no other project's model, and open none by its name here", async () => {
    const here = await place();
    const there = await place();
    await createModel(there.ada.ctx(), { project: there.project, name: 'secret' });
    const local = await makeUser(database.opened);
    await assignRole(here.ada.ctx(), { role: 'admin', user: local.name, project: here.project });
    const body = { name: unique('g'), permissions: [said('model', 'secret', 'any')] };
    expect((await here.send(here.ada, 'POST', `${here.base}/group`, { body })).status).toBe(422);
    for (const base of [here.base, there.base])
      expect((await here.send(local, 'POST', `${base}/group`, { body })).status).toBe(403);
  });
});

describe('lists of everybody', () => {
  it('take as many queries for 2,000 people as for a few', async () => {
    const { send, ada } = await place();
    const { db } = database.opened;
    const counted = async () => {
      let queries = 0;
      const counting = new Proxy(db, {
        get: (target, key) => {
          if (key === 'select' || key === 'execute' || key === 'selectDistinct') queries += 1;
          const value: unknown = Reflect.get(target, key);
          return typeof value === 'function' ? value.bind(target) : value;
        },
      }) as Database;
      let people = 0;
      for await (const user of await listGroupedUsers({ ...ada.ctx(), db: counting }, { project: 'default' }))
        people += user.groups.length >= 0 ? 1 : 0;
      return { queries, people };
    };
    const few = await counted();
    const stamp = { createdAt: new Date(), createdByName: 't', updatedAt: new Date(), updatedByName: 't' };
    const made = Array.from({ length: 2000 }, (_, n) => ({
      id: newId(),
      name: `bulk-${n}`,
      nameKey: `bulk-${n}`,
      ...stamp,
    }));
    await db.insert(users).values(made);
    const role = { id: newId(), name: 'bulk', nameKey: 'bulk', origin: 'custom' as const, ...stamp };
    await db.insert(roles).values(role);
    await db.insert(roleAssignments).values(
      made.map(({ id }) => ({
        id: newId(),
        roleId: role.id,
        userId: id,
        createdAt: new Date(),
        createdByName: 't',
      })),
    );
    const many = await counted();
    expect(many.people).toBe(few.people + 2000);
    expect(many.queries).toBe(few.queries);
    expect(many.queries).toBeLessThan(10);
    const reply = await send(ada, 'GET', '/api/users/details');
    const everybody = reply.json() as { username: string; groups: { name: string }[] }[];
    expect(everybody).toHaveLength(many.people);
    expect(everybody.find(({ username }) => username === 'bulk-1999')?.groups).toEqual([
      { name: 'bulk', permissions: [] },
    ]);
  });
});
