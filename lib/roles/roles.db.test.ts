import { describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import { can } from '@/lib/access/authorize';
import { ANONYMOUS } from '@/lib/core/actor';
import { newId } from '@/lib/core/id';
import { createModel } from '@/lib/models/create-model';
import { ctxFor, makeProject, makeUser, SYSTEM, unique } from '@/lib/testing/world';
import { assignRole } from './assign-role';
import type { PermissionInput } from './check-permissions';
import { createRole } from './create-role';
import { deleteRole, previewDeleteRole } from './delete-role';
import { listRoles } from './list-roles';
import { readRole } from './read-role';
import { updateRole } from './update-role';

const database = testDatabase();
const anonymous = () => ctxFor(database.opened, ANONYMOUS);
const system = () => ctxFor(database.opened, SYSTEM);
const admin = () => makeUser(database.opened, { role: 'admin' });

const permissions = (...texts: string[]): PermissionInput[] =>
  texts.map((text) => {
    const [operation, type] = text.split(':');
    return { operation, type } as PermissionInput;
  });

/** Somebody with a custom role of these words, everywhere. */
async function makeHolder(...texts: string[]) {
  const user = await makeUser(database.opened);
  const role = await createRole(system(), { name: unique('role'), permissions: permissions(...texts) });
  await assignRole(system(), { role: role.name, user: user.name });
  return { ...user, role: role.name };
}

describe('createRole', () => {
  it('makes a role of each word once', async () => {
    const ada = await admin();
    const role = await createRole(ada.ctx(), {
      name: unique('role'),
      permissions: permissions('model:read', 'model:read', 'artifact:read'),
    });
    expect(role).toMatchObject({ origin: 'custom', createdBy: ada.name });
    expect((await readRole(ada.ctx(), { role: role.name })).permissions).toEqual([
      { operation: 'artifact', type: 'read', resourceId: null },
      { operation: 'model', type: 'read', resourceId: null },
    ]);
  });

  it('refuses nobody, who may not, a taken name, and words that mean nothing', async () => {
    const ada = await admin();
    const maintainer = await makeUser(database.opened, { role: 'maintainer' });
    const input = { name: unique('r'), permissions: [] };
    await expect(createRole(anonymous(), input)).rejects.toMatchObject({ code: 'unauthenticated' });
    await expect(createRole(maintainer.ctx(), input)).rejects.toMatchObject({
      code: 'forbidden',
      permission: 'role:create',
    });
    await expect(createRole(ada.ctx(), { ...input, name: 'ADMIN' })).rejects.toMatchObject({
      code: 'conflict',
    });
    const bad = permissions('models:read', 'model:write', 'escalation:create');
    await expect(createRole(ada.ctx(), { ...input, permissions: bad })).rejects.toMatchObject({
      code: 'invalid',
      issues: [{ path: 'permissions.0' }, { path: 'permissions.1' }, { path: 'permissions.2' }],
    });
    const onNothing = [{ operation: 'model', type: 'read', resourceId: newId() }] as const;
    await expect(createRole(ada.ctx(), { ...input, permissions: onNothing })).rejects.toMatchObject({
      issues: [{ path: 'permissions.0.resourceId' }],
    });
  });

  it('names the field that is wrong, with what was sent, and keeps no empty description', async () => {
    const ada = await admin();
    const role = await createRole(ada.ctx(), { name: unique('r'), description: '', permissions: [] });
    expect(role.description).toBeNull();
    const long = 'x'.repeat(4_001);
    for (const act of [
      (wrong: { name?: string; description?: string }) =>
        createRole(ada.ctx(), { name: unique('r'), permissions: [], ...wrong }),
      (wrong: { name?: string; description?: string }) =>
        updateRole(ada.ctx(), { role: role.name, ...wrong }),
    ]) {
      await expect(act({ name: 'a?b' })).rejects.toMatchObject({
        code: 'invalid',
        issues: [{ path: 'name', value: 'a?b' }],
      });
      await expect(act({ description: long })).rejects.toMatchObject({
        code: 'invalid',
        issues: [{ path: 'description', message: 'Description must be at most 4000 bytes long.' }],
      });
    }
    const permissions = [
      { operation: 'models', type: 'read' },
      { operation: 'model', type: 'write' },
      { operation: 'secret', type: 'delete' },
      { operation: 'team', type: 'read', resourceId: role.id },
      { operation: 'user', type: 'read', resourceId: role.id },
      { operation: 'user', type: 'read', resourceId: role.id },
    ] as PermissionInput[];
    await expect(createRole(ada.ctx(), { name: unique('r'), permissions })).rejects.toMatchObject({
      issues: [
        { path: 'permissions.0', message: 'Operation models does not exist.', value: 'models:read' },
        { path: 'permissions.1', message: 'Permission type write does not exist.', value: 'model:write' },
        {
          path: 'permissions.2',
          message: 'Operation secret knows only the type read.',
          value: 'secret:delete',
        },
        {
          path: 'permissions.3',
          message: 'Operation team cannot be granted on one thing alone.',
          value: 'team:read',
        },
        { path: 'permissions.4.resourceId', message: `User ${role.id} not found.`, value: role.id },
        { path: 'permissions.5.resourceId', message: `User ${role.id} not found.`, value: role.id },
      ],
    });
  });

  it('refuses a word that its maker does not hold, unless they hold escalation', async () => {
    const clerk = await makeHolder('role:create', 'role:read');
    const input = { name: unique('r'), permissions: permissions('role:read', 'model:delete') };
    await expect(createRole(clerk.ctx(), input)).rejects.toMatchObject({
      code: 'forbidden',
      permission: 'model:delete',
    });
    const trusted = await makeHolder('role:create', 'escalation:update');
    await expect(createRole(trusted.ctx(), input)).resolves.toMatchObject({ name: input.name });
  });

  it('shows through a token of one project nothing on models of others', async () => {
    const [here, there] = [await makeProject(database.opened), await makeProject(database.opened)];
    const ada = await admin();
    const models = [];
    for (const { name } of [here, there])
      models.push(await createModel(ada.ctx(), { project: name, name: 'm' }));
    const role = unique('r');
    await createRole(ada.ctx(), {
      name: role,
      permissions: [
        ...permissions('stack:read'),
        ...models.map(({ id }) => ({ operation: 'model', type: 'read', resourceId: id }) as const),
      ],
    });
    const local = await makeUser(database.opened, { role: 'admin', projectId: here.id });
    const shown = async (projectId: string | null) => {
      const { id: userId, name } = local;
      const limit = { readOnly: false, projectId };
      const actor = { kind: 'token', userId, name, credentialId: null, limit } as const;
      const { permissions } = await readRole(ctxFor(database.opened, actor), { role });
      return permissions.map(({ resourceId }) => resourceId).sort();
    };
    const [inHere, inThere] = models.map(({ id }) => id);
    expect(await shown(here.id)).toEqual([inHere, null].sort());
    expect(await shown(null)).toEqual([inHere, inThere, null].sort());
  });

  it('grants on one model only that model', async () => {
    const ada = await admin();
    const bob = await makeUser(database.opened);
    const project = await makeProject(database.opened);
    const one = await createModel(ada.ctx(), { project: project.name, name: 'one' });
    const two = await createModel(ada.ctx(), { project: project.name, name: 'two' });
    const role = await createRole(ada.ctx(), {
      name: unique('r'),
      permissions: [{ operation: 'model', type: 'read', resourceId: one.id }],
    });
    await assignRole(ada.ctx(), { role: role.name, user: bob.name });
    const reads = (resourceId: string) =>
      can(bob.ctx(), { operation: 'model', type: 'read', projectId: project.id, resourceId });
    expect([await reads(one.id), await reads(two.id)]).toEqual([true, false]);
    expect(await can(bob.ctx(), { operation: 'project', type: 'read', projectId: project.id })).toBe(true);
  });
});

describe('updateRole', () => {
  it('reaches its holders at their next request', async () => {
    const ada = await admin();
    const holder = await makeHolder('model:read');
    const may = () => can(holder.ctx(), { operation: 'artifact', type: 'read', projectId: null });
    expect(await may()).toBe(false);
    await updateRole(ada.ctx(), { role: holder.role, permissions: permissions('artifact:read') });
    expect(await may()).toBe(true);
    expect(await can(holder.ctx(), { operation: 'model', type: 'read', projectId: null })).toBe(false);
  });

  it('refuses to add to a role that one holds, and lets its holder take away', async () => {
    const clerk = await makeHolder('role:update', 'role:read', 'model:read', 'artifact:read');
    const held = clerk.role;
    await expect(
      updateRole(clerk.ctx(), {
        role: held,
        permissions: permissions('role:update', 'role:read', 'model:read', 'artifact:read', 'catalog:read'),
      }),
    ).rejects.toMatchObject({ code: 'forbidden' });
    const less = permissions('role:update', 'role:read', 'model:read');
    await expect(updateRole(clerk.ctx(), { role: held, permissions: less })).resolves.toMatchObject({
      permissions: expect.arrayContaining(less.map((permission) => ({ ...permission, resourceId: null }))),
    });
  });

  it('refuses to add to a role that one holds what one holds otherwise', async () => {
    const [ada, role] = [await admin(), unique('role')];
    await createRole(system(), { name: role, permissions: permissions('model:read') });
    const more = { role, permissions: permissions('model:read', 'artifact:read') };
    await updateRole(ada.ctx(), more);
    await assignRole(system(), { role, user: ada.name });
    const most = { role, permissions: permissions('model:read', 'artifact:read', 'catalog:read') };
    await expect(updateRole(ada.ctx(), most)).rejects.toMatchObject({
      code: 'forbidden',
      message: expect.stringMatching(/^You cannot change what you hold yourself\. .+ can\.$/),
    });
    const kept = await readRole(ada.ctx(), { role });
    expect(kept.permissions.map(({ operation }) => operation)).toEqual(['artifact', 'model']);
  });

  it('refuses to add what the editor does not hold', async () => {
    const clerk = await makeHolder('role:update', 'role:read', 'model:read');
    const role = await createRole(system(), { name: unique('r'), permissions: [] });
    await expect(
      updateRole(clerk.ctx(), { role: role.name, permissions: permissions('model:delete') }),
    ).rejects.toMatchObject({ code: 'forbidden', permission: 'model:delete' });
    await updateRole(clerk.ctx(), { role: role.name, permissions: permissions('model:read') });
  });

  it('leaves what is not said as it was, and asks for nothing that stays', async () => {
    const clerk = await makeHolder('role:update', 'role:read', 'model:read');
    const bob = await makeUser(database.opened);
    const role = await createRole(system(), {
      name: unique('r'),
      description: 'Guards',
      permissions: permissions('secret:read'),
    });
    await assignRole(system(), { role: role.name, user: bob.name });
    const { name } = role;
    // The clerk does not hold secret:read, which stays; model:read, which comes, they do.
    const kept = await updateRole(clerk.ctx(), {
      role: name,
      name,
      permissions: permissions('secret:read', 'model:read'),
    });
    expect(kept).toMatchObject({ name, description: 'Guards', updatedBy: clerk.name });
    await expect(updateRole(clerk.ctx(), { role: name, name: unique('r') })).rejects.toMatchObject({
      code: 'forbidden',
    });
    const ada = await admin();
    const renamed = await updateRole(ada.ctx(), { role: name, name: unique('renamed') });
    expect(renamed.description).toBe('Guards');
    expect((await readRole(ada.ctx(), { role: renamed.name })).permissions).toHaveLength(2);
    expect(await updateRole(ada.ctx(), { role: renamed.name, description: '' })).toMatchObject({
      name: renamed.name,
      description: null,
    });
  });

  it('counts what a first word brings to holders on a project: that they see it', async () => {
    const clerk = await makeHolder('role:update', 'role:read', 'token:read');
    const project = await makeProject(database.opened);
    const bob = await makeUser(database.opened);
    const role = await createRole(system(), { name: unique('r'), permissions: [] });
    await assignRole(system(), { role: role.name, user: bob.name, project: project.name });
    await expect(
      updateRole(clerk.ctx(), { role: role.name, permissions: permissions('token:read') }),
    ).rejects.toMatchObject({ code: 'forbidden', permission: 'project:read' });
  });

  it('refuses nobody, who may not, a built-in role, an absent one, and a taken name', async () => {
    const ada = await admin();
    const maintainer = await makeUser(database.opened, { role: 'maintainer' });
    const role = await createRole(system(), { name: unique('r'), permissions: [] });
    const input = { role: role.name, description: 'x' };
    await expect(updateRole(anonymous(), input)).rejects.toMatchObject({ code: 'unauthenticated' });
    await expect(updateRole(maintainer.ctx(), input)).rejects.toMatchObject({ code: 'not_found' });
    await expect(updateRole(ada.ctx(), { role: 'viewer', name: 'x' })).rejects.toMatchObject({
      code: 'precondition',
    });
    await expect(updateRole(ada.ctx(), { role: unique('r') })).rejects.toMatchObject({ code: 'not_found' });
    await expect(updateRole(ada.ctx(), { role: role.name, name: 'Viewer' })).rejects.toMatchObject({
      code: 'conflict',
    });
  });
});

describe('deleteRole', () => {
  it('ends its assignments, and a new role of the name brings its former holders nothing', async () => {
    const ada = await admin();
    const holder = await makeHolder('model:read');
    expect(await previewDeleteRole(ada.ctx(), { role: holder.role })).toEqual({ assignments: 1 });
    await deleteRole(ada.ctx(), { role: holder.role });
    await createRole(ada.ctx(), { name: holder.role, permissions: permissions('model:read') });
    expect(await can(holder.ctx(), { operation: 'model', type: 'read', projectId: null })).toBe(false);
  });

  it('done by two at once ends it once, and a change that comes too late finds none', async () => {
    const ada = await admin();
    const end = (role: string) => deleteRole(ada.ctx(), { role });
    const change = (role: string, unchangedSince: Date) =>
      updateRole(ada.ctx(), { role, description: 'x', unchangedSince });
    for (const act of [end, change]) {
      const { name, updatedAt } = await createRole(system(), { name: unique('r'), permissions: [] });
      const outcomes = await Promise.allSettled([end(name), act(name, updatedAt)]);
      const refused = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
      // A change may come first, and then both are done.
      expect(refused.length).toBeOneOf(act === end ? [1] : [0, 1]);
      const absent = { code: 'not_found', message: `Role ${name} not found.` };
      for (const reason of refused) expect(reason).toMatchObject(absent);
      await expect(end(name)).rejects.toMatchObject(absent);
    }
  });

  it('refuses nobody, who may not, built-in roles and one’s own', async () => {
    const clerk = await makeHolder('role:delete', 'role:read');
    const bob = await makeUser(database.opened);
    for (const act of [deleteRole, previewDeleteRole]) {
      await expect(act(anonymous(), { role: clerk.role })).rejects.toMatchObject({
        code: 'unauthenticated',
      });
      await expect(act(bob.ctx(), { role: clerk.role })).rejects.toMatchObject({ code: 'not_found' });
      await expect(act(clerk.ctx(), { role: 'admin' })).rejects.toMatchObject({ code: 'precondition' });
    }
    await expect(deleteRole(clerk.ctx(), { role: clerk.role })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });
});

describe('a role that somebody else ends meanwhile', () => {
  it('is ended once, and changed no more', async () => {
    const ada = await admin();
    const end = (role: string) => deleteRole(ada.ctx(), { role });
    const change = (role: string) => updateRole(ada.ctx(), { role, description: 'Late' });
    for (const act of [end, change]) {
      const { name } = await createRole(ada.ctx(), { name: unique('r'), permissions: [] });
      const outcomes = await Promise.allSettled([end(name), act(name)]);
      const refused = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
      // A change may come first, and then both are done.
      expect(refused.length).toBeOneOf(act === end ? [1] : [0, 1]);
      const absent = { code: 'not_found', message: `Role ${name} not found.` };
      for (const reason of refused) expect(reason).toMatchObject(absent);
      await expect(end(name)).rejects.toMatchObject(absent);
    }
  });
});

describe('listRoles', () => {
  it('begins with the built-in ones and leaves out those of models', async () => {
    const ada = await admin();
    const project = await makeProject(database.opened);
    await createModel(ada.ctx(), { project: project.name, name: 'm' });
    const roles = await listRoles(ada.ctx());
    expect(roles.slice(0, 4).map((role) => role.name)).toEqual(['admin', 'maintainer', 'runner', 'viewer']);
    expect(roles.some((role) => role.origin === 'model')).toBe(false);
  });

  it('shows them to who hands out roles on a project, and refuses others', async () => {
    const project = await makeProject(database.opened);
    const local = await makeUser(database.opened, { role: 'admin', projectId: project.id });
    const viewer = await makeUser(database.opened, { role: 'viewer' });
    expect((await listRoles(local.ctx())).length).toBeGreaterThanOrEqual(4);
    await expect(listRoles(viewer.ctx())).rejects.toMatchObject({ code: 'forbidden' });
    await expect(listRoles(anonymous())).rejects.toMatchObject({ code: 'unauthenticated' });
    await expect(readRole(viewer.ctx(), { role: 'admin' })).rejects.toMatchObject({ code: 'not_found' });
    await expect(readRole(anonymous(), { role: 'admin' })).rejects.toMatchObject({ code: 'unauthenticated' });
  });
});
