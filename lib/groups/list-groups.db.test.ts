import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { models, rolePermissions, roles } from '@/db/schema';
import { testDatabase } from '@/db/testing/test-database';
import { ANONYMOUS } from '@/lib/core/actor';
import { newId } from '@/lib/core/id';
import { createModel } from '@/lib/models/create-model';
import { deleteModel } from '@/lib/models/delete-model';
import { createRole } from '@/lib/roles/create-role';
import { makeHolder } from '@/lib/testing/holder';
import { ctxFor, makeProject, makeUser, SYSTEM, unique } from '@/lib/testing/world';
import type { GroupPermission } from './group-permissions';
import { listGroupPermissions, readGroupPermission } from './list-group-permissions';
import { listGroupNames, listGroups } from './list-groups';
import { readGroup } from './read-group';

const database = testDatabase();
const system = () => ctxFor(database.opened, SYSTEM);
const anonymous = () => ctxFor(database.opened, ANONYMOUS);
const admin = () => makeUser(database.opened, { role: 'admin' });

const on = (
  resource_type: GroupPermission['resource_type'],
  resource_id: string | null,
  ...methods: GroupPermission['method'][]
): GroupPermission[] => methods.map((method) => ({ resource_type, resource_id, method }));

async function gathered<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** A project with one model, made by an administrator, who is then in the model's own group. */
async function makeModelPlace(model = 'my-model') {
  const ada = await admin();
  const project = await makeProject(database.opened);
  const made = await createModel(ada.ctx(), { project: project.name, name: model });
  return { ada, project: project.name, model: made };
}

describe('groups of models', () => {
  it('bear the names that clients build, where these can only mean that model', async () => {
    const { ada, project, model } = await makeModelPlace('a/b-c');
    const group = 'edit-model-a/b___c';
    expect(await readGroup(ada.ctx(), { project, group })).toEqual({
      name: group,
      permissions: on('model', 'a/b-c', 'any'),
    });
    const odd = await createModel(ada.ctx(), { project, name: 'a/b___c' });
    const names = await gathered(await listGroupNames(ada.ctx(), { project }));
    expect(names).toContain(group);
    expect(names).toContain(`edit-model-${odd.id}`);
    expect(await readGroup(ada.ctx(), { project, group: `edit-model-${odd.id}` })).toMatchObject({
      permissions: on('model', 'a/b___c', 'any'),
    });
    await expect(readGroup(ada.ctx(), { project, group: `edit-model-${model.id}` })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('give way to a role that has the very name', async () => {
    const { ada, project, model } = await makeModelPlace(unique('m').replaceAll('-', '_'));
    const name = `edit-model-${model.name}`;
    await createRole(system(), { name, permissions: [] });
    expect(await readGroup(ada.ctx(), { project, group: name })).toMatchObject({
      name,
      permissions: [],
    });
    expect(await readGroup(ada.ctx(), { project, group: `edit-model-${model.id}` })).toMatchObject({
      permissions: on('model', model.name, 'any'),
    });
  });

  it('are seen at the address of their project only, and by who reads the model', async () => {
    const { ada, project } = await makeModelPlace();
    const other = await makeProject(database.opened);
    const reader = await makeHolder(database.opened, [{ operation: 'role', type: 'read' }]);
    const seen = async (who: typeof ada, at: string) =>
      (await gathered(await listGroupNames(who.ctx(), { project: at }))).filter((name) =>
        name.startsWith('edit-model-my'),
      );
    expect(await seen(ada, project)).toEqual(['edit-model-my___model']);
    expect(await seen(ada, other.name)).toEqual([]);
    expect(await seen(ada, unique('absent'))).toEqual([]);
    expect(await seen(reader, project)).toEqual([]);
    await deleteModel(ada.ctx(), { project, model: 'my-model' });
    expect(await seen(ada, project)).toEqual([]);
  });

  it('are all listed, however many, a thousand at a time', async () => {
    const { ada, project, model } = await makeModelPlace();
    const { db } = database.opened;
    const stamp = { createdAt: new Date(), createdByName: 't', updatedAt: new Date(), updatedByName: 't' };
    const made = Array.from({ length: 1500 }, (_, n) => ({ id: newId(), name: `n${n}` }));
    const projectId = (await db.select().from(models).where(eq(models.id, model.id)))[0]?.projectId ?? '';
    await db
      .insert(models)
      .values(made.map(({ id, name }) => ({ id, name, nameKey: name, projectId, ...stamp })));
    await db.insert(roles).values(
      made.map(({ id }) => {
        const name = `edit-model-${id}`;
        return { id: newId(), name, nameKey: name, origin: 'model' as const, modelId: id, ...stamp };
      }),
    );
    const names = await gathered(await listGroupNames(ada.ctx(), { project }));
    expect(names.filter((name) => /^edit-model-n\d+$/.test(name))).toHaveLength(1500);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('listGroups and permissions', () => {
  it('show built-in roles but admin, what each says here, and every permission once', async () => {
    const { ada, project } = await makeModelPlace();
    const groups = await gathered(await listGroups(ada.ctx(), { project }));
    const names = groups.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['viewer', 'maintainer', 'edit-model-my___model']));
    expect(names).not.toContain('admin');
    expect(groups.find(({ name }) => name === 'viewer')?.permissions).toEqual([
      ...on('model', null, 'get'),
      ...on('catalog', null, 'get'),
      ...on('custom_list', null, 'get'),
    ]);
    const all = await gathered(await listGroupPermissions(ada.ctx(), { project }));
    expect(new Set(all.map((one) => JSON.stringify(one))).size).toBe(all.length);
    expect(all).toEqual(expect.arrayContaining(on('model', 'my-model', 'any')));
    expect(
      await readGroupPermission(ada.ctx(), { project, permission: 'model-any-my___model' }),
    ).toMatchObject({ resource_id: 'my-model' });
    await expect(
      readGroupPermission(ada.ctx(), { project, permission: 'model-put-my___model' }),
    ).rejects.toMatchObject({ code: 'not_found' });
  });

  it('refuse nobody and who may not', async () => {
    const viewer = await makeUser(database.opened, { role: 'viewer' });
    const project = 'default';
    for (const list of [listGroups, listGroupNames, listGroupPermissions]) {
      await expect(list(anonymous(), { project })).rejects.toMatchObject({ code: 'unauthenticated' });
      await expect(list(viewer.ctx(), { project })).rejects.toMatchObject({ permission: 'role:read' });
    }
    const permission = 'model-get';
    await expect(readGroupPermission(viewer.ctx(), { project, permission })).rejects.toMatchObject({
      permission: 'role:read',
    });
  });

  it('are found among hundreds of roles for somebody who holds little, too', async () => {
    const reader = await makeHolder(database.opened, [{ operation: 'role', type: 'read' }]);
    const stamp = { createdAt: new Date(), createdByName: 't', updatedAt: new Date(), updatedByName: 't' };
    const made = Array.from({ length: 400 }, () => {
      const name = unique('many');
      return { id: newId(), name, nameKey: name, origin: 'custom' as const, ...stamp };
    });
    const { db } = database.opened;
    await db.insert(roles).values(made);
    await db
      .insert(rolePermissions)
      .values(made.map(({ id }) => ({ roleId: id, operation: 'user' as const, type: 'read' as const })));
    const group = await readGroup(reader.ctx(), { project: 'default', group: made[7]?.name ?? '' });
    expect(group.permissions).toEqual(on('user', null, 'get'));
    const all = await gathered(await listGroups(reader.ctx(), { project: 'default' }));
    expect(all.filter(({ name }) => name.startsWith('many-'))).toHaveLength(400);
  });

  it('leave single things unnamed that the reader may not see', async () => {
    const { project, model } = await makeModelPlace();
    const hidden = await makeUser(database.opened);
    const reader = await makeHolder(database.opened, [{ operation: 'role', type: 'read' }]);
    const name = unique('g');
    await createRole(system(), {
      name,
      permissions: [
        { operation: 'user', type: 'read', resourceId: hidden.id },
        { operation: 'user', type: 'read', resourceId: reader.id },
        { operation: 'model', type: 'read', resourceId: model.id },
        { operation: 'artifact', type: 'read', resourceId: model.id },
      ],
    });
    expect((await readGroup(reader.ctx(), { project, group: name })).permissions).toEqual(
      on('user', reader.name, 'get'),
    );
  });
});
