import { and, desc, eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { CUSTOM_LIST_IDS } from '@/db/queries/resources';
import { auditEvents, rolePermissions, roles } from '@/db/schema';
import { testDatabase } from '@/db/testing/test-database';
import { ANONYMOUS } from '@/lib/core/actor';
import { createModel } from '@/lib/models/create-model';
import { assignRole } from '@/lib/roles/assign-role';
import { createRole } from '@/lib/roles/create-role';
import { makeHolder } from '@/lib/testing/holder';
import { ctxFor, makeProject, makeUser, SYSTEM, unique } from '@/lib/testing/world';
import { createGroup } from './create-group';
import { deleteGroup } from './delete-group';
import type { GroupPermission } from './group-permissions';
import { readGroup } from './read-group';
import { updateGroup } from './update-group';

const database = testDatabase();
const system = () => ctxFor(database.opened, SYSTEM);
const anonymous = () => ctxFor(database.opened, ANONYMOUS);
const admin = () => makeUser(database.opened, { role: 'admin' });

const on = (
  resource_type: GroupPermission['resource_type'],
  resource_id: string | null,
  ...methods: GroupPermission['method'][]
): GroupPermission[] => methods.map((method) => ({ resource_type, resource_id, method }));

/** A project with one model, made by an administrator, who is then in the model's own group. */
async function makeModelPlace(model = 'my-model') {
  const ada = await admin();
  const project = await makeProject(database.opened);
  const made = await createModel(ada.ctx(), { project: project.name, name: model });
  return { ada, project: project.name, model: made };
}

const wordsOf = (role: string) =>
  database.opened.db
    .select({
      operation: rolePermissions.operation,
      type: rolePermissions.type,
      resourceId: rolePermissions.resourceId,
    })
    .from(rolePermissions)
    .innerJoin(roles, eq(roles.id, rolePermissions.roleId))
    .where(eq(roles.name, role))
    .orderBy(rolePermissions.operation, rolePermissions.type);

describe('createGroup', () => {
  it('makes a role of what is said, on single things of every kind by their names', async () => {
    const { ada, project, model } = await makeModelPlace();
    const bob = await makeUser(database.opened);
    const other = unique('other');
    await createGroup(ada.ctx(), { project, name: other, permissions: [] });
    const permissions = [
      ...on('model', 'my-model', 'get'),
      ...on('user', bob.name, 'put'),
      ...on('group', other, 'delete'),
      ...on('catalog', 'local', 'any'),
      ...on('custom_list', 'tags', 'post'),
    ];
    const name = unique('group');
    await createGroup(ada.ctx(), { project, name, permissions });
    const stored = await wordsOf(name);
    expect(stored.filter(({ operation }) => operation === 'model')).toEqual([
      { operation: 'model', type: 'read', resourceId: model.id },
    ]);
    expect(stored.find(({ operation }) => operation === 'custom_list')?.resourceId).toBe(
      CUSTOM_LIST_IDS.tags,
    );
    expect(await readGroup(ada.ctx(), { project, group: name })).toEqual({ name, permissions });
  });

  it('refuses nobody, who may not, a taken name, a bad one, and what is not there', async () => {
    const { ada, project } = await makeModelPlace();
    const maintainer = await makeUser(database.opened, { role: 'maintainer' });
    const input = { project, name: unique('g'), permissions: [] };
    await expect(createGroup(anonymous(), input)).rejects.toMatchObject({ code: 'unauthenticated' });
    await expect(createGroup(maintainer.ctx(), input)).rejects.toMatchObject({ permission: 'role:create' });
    for (const name of ['viewer', 'admin', 'edit-model-my___model'])
      await expect(createGroup(ada.ctx(), { ...input, name })).rejects.toMatchObject({ code: 'conflict' });
    await expect(createGroup(ada.ctx(), { ...input, name: 'a/b' })).rejects.toMatchObject({
      issues: [{ path: 'name' }],
    });
    const elsewhere = await makeModelPlace('elsewhere');
    const permissions = [
      ...on('model', 'elsewhere', 'get'),
      ...on('user', ada.name.toUpperCase(), 'get'),
      ...on('custom_list', 'no_list', 'get'),
      ...on('catalog', null, 'get'),
      ...on('group', 'a\0b', 'get'),
    ];
    await expect(createGroup(ada.ctx(), { ...input, permissions })).rejects.toMatchObject({
      code: 'invalid',
      issues: [0, 1, 2, 4].map((n) => ({ path: `permissions.${n}.resource_id` })),
    });
    await expect(
      createGroup(ada.ctx(), {
        project: elsewhere.project,
        name: input.name,
        permissions: on('model', 'elsewhere', 'get'),
      }),
    ).resolves.toMatchObject({ name: input.name });
  });

  it('refuses what its maker does not hold', async () => {
    const clerk = await makeHolder(database.opened, [
      { operation: 'role', type: 'create' },
      { operation: 'project', type: 'read' },
      { operation: 'model', type: 'create' },
    ]);
    const input = { project: 'default', name: unique('g') };
    const more = { ...input, permissions: on('model', null, 'get') };
    await expect(createGroup(clerk.ctx(), more)).rejects.toMatchObject({ code: 'forbidden' });
    const held = { ...input, permissions: on('model', null, 'post') };
    await expect(createGroup(clerk.ctx(), held)).resolves.toEqual({
      name: input.name,
      permissions: held.permissions,
    });
  });
});

describe('updateGroup', () => {
  it('keeps what cannot be said here: words unknown to MLTE, and models of other projects', async () => {
    const here = await makeModelPlace('m');
    const there = await makeModelPlace('m');
    const { ada } = here;
    const name = unique('g');
    await createRole(system(), {
      name,
      permissions: [
        { operation: 'stack', type: 'read' },
        { operation: 'model', type: 'read' },
        { operation: 'model', type: 'read', resourceId: there.model.id },
        { operation: 'artifact', type: 'read', resourceId: there.model.id },
        { operation: 'user', type: 'delete' },
      ],
    });
    const input = { project: here.project, name };
    expect((await readGroup(ada.ctx(), { project: here.project, group: name })).permissions).toEqual(
      on('user', null, 'delete'),
    );
    const requested = on('model', 'm', 'get');
    expect((await updateGroup(ada.ctx(), { ...input, permissions: requested })).permissions).toEqual(
      requested,
    );
    expect(
      (await wordsOf(name)).map(({ operation, type, resourceId }) => [operation, type, resourceId]),
    ).toEqual(
      expect.arrayContaining([
        ['stack', 'read', null],
        ['model', 'read', null],
        ['model', 'read', there.model.id],
        ['artifact', 'read', there.model.id],
        ['model', 'read', here.model.id],
        ['artifact', 'read', here.model.id],
      ]),
    );
    expect(await wordsOf(name)).toHaveLength(6);
    // The same address from the other project names the other model, and leaves this one alone.
    await updateGroup(ada.ctx(), { project: there.project, name, permissions: [] });
    expect((await wordsOf(name)).map(({ resourceId }) => resourceId)).not.toContain(there.model.id);
    expect((await readGroup(ada.ctx(), { project: here.project, group: name })).permissions).toEqual(
      requested,
    );
  });

  it('changes nothing when told what is there, and tells the audit what changed', async () => {
    const ada = await admin();
    const input = { project: 'default', name: unique('g') };
    const permissions = [...on('model', null, 'get', 'post', 'put'), ...on('user', null, 'any')];
    await createGroup(ada.ctx(), { ...input, permissions });
    const before = await wordsOf(input.name);
    await updateGroup(ada.ctx(), { ...input, permissions });
    expect(await wordsOf(input.name)).toEqual(before);
    await updateGroup(ada.ctx(), { ...input, permissions: on('user', null, 'get') });
    const [event] = await database.opened.db
      .select({ payload: auditEvents.payload })
      .from(auditEvents)
      .where(and(eq(auditEvents.actorId, ada.id), eq(auditEvents.action, 'role.update')))
      .orderBy(desc(auditEvents.at), desc(auditEvents.seq))
      .limit(1);
    expect(JSON.parse(event?.payload ?? '')).toMatchObject({
      changes: [
        {
          field: 'permissions',
          before: before.map(({ operation, type }) => `${operation}:${type}`).sort(),
          after: ['user:read'],
        },
      ],
    });
  });

  it('refuses to add what its changer lacks, anything to their own group, and to touch what is given', async () => {
    const { ada, project } = await makeModelPlace();
    const name = unique('g');
    await createGroup(ada.ctx(), { project, name, permissions: [] });
    const editor = await makeHolder(database.opened, [
      { operation: 'role', type: 'read' },
      { operation: 'role', type: 'update' },
      { operation: 'catalog', type: 'read' },
    ]);
    const more = { project, name, permissions: on('catalog', null, 'delete') };
    await expect(updateGroup(editor.ctx(), more)).rejects.toMatchObject({ permission: 'catalog:delete' });
    const own = {
      project,
      name: editor.role,
      permissions: [...on('group', null, 'get', 'put'), ...on('catalog', null, 'get', 'put')],
    };
    await expect(updateGroup(editor.ctx(), own)).rejects.toMatchObject({ code: 'forbidden' });
    const held = { project, name, permissions: on('catalog', null, 'get') };
    await expect(updateGroup(editor.ctx(), held)).resolves.toMatchObject({ permissions: held.permissions });
    for (const given of ['viewer', 'maintainer', 'edit-model-my___model'])
      await expect(updateGroup(ada.ctx(), { ...held, name: given })).rejects.toMatchObject({
        code: 'precondition',
      });
  });

  it('refuses nobody, who may not, what is hidden and what is absent', async () => {
    const ada = await admin();
    const bob = await makeUser(database.opened);
    const reader = await makeHolder(database.opened, [{ operation: 'role', type: 'read' }]);
    const input = { project: 'default', name: unique('g'), permissions: [] };
    await createGroup(ada.ctx(), input);
    await expect(updateGroup(anonymous(), input)).rejects.toMatchObject({ code: 'unauthenticated' });
    await expect(updateGroup(bob.ctx(), input)).rejects.toMatchObject({ code: 'not_found', hidden: true });
    await expect(updateGroup(reader.ctx(), input)).rejects.toMatchObject({ permission: 'role:update' });
    for (const name of [unique('absent'), 'admin', 'a\0b'])
      await expect(updateGroup(ada.ctx(), { ...input, name })).rejects.toMatchObject({
        code: 'not_found',
        hidden: false,
      });
  });
});

describe('deleteGroup', () => {
  it('ends a group with its memberships and tells what it was', async () => {
    const ada = await admin();
    const bob = await makeUser(database.opened);
    const input = { project: 'default', name: unique('g'), permissions: on('model', null, 'get') };
    await createGroup(ada.ctx(), input);
    await assignRole(ada.ctx(), { role: input.name, user: bob.name });
    const gone = await deleteGroup(ada.ctx(), { project: 'default', group: input.name });
    expect(gone).toEqual({ name: input.name, permissions: input.permissions });
    await expect(readGroup(ada.ctx(), { project: 'default', group: input.name })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it("refuses nobody, who may not, what is given, one's own, and what is absent", async () => {
    const { ada, project } = await makeModelPlace();
    const clerk = await makeHolder(database.opened, [
      { operation: 'role', type: 'read' },
      { operation: 'role', type: 'delete' },
    ]);
    const reader = await makeHolder(database.opened, [{ operation: 'role', type: 'read' }]);
    const at = (group: string) => ({ project, group });
    await expect(deleteGroup(anonymous(), at('viewer'))).rejects.toMatchObject({ code: 'unauthenticated' });
    await expect(deleteGroup(reader.ctx(), at(clerk.role))).rejects.toMatchObject({
      permission: 'role:delete',
    });
    await expect(deleteGroup(clerk.ctx(), at(clerk.role))).rejects.toMatchObject({ code: 'forbidden' });
    for (const given of ['viewer', 'edit-model-my___model'])
      await expect(deleteGroup(ada.ctx(), at(given))).rejects.toMatchObject({ code: 'precondition' });
    await expect(deleteGroup(ada.ctx(), at('admin'))).rejects.toMatchObject({ code: 'not_found' });
  });
});
