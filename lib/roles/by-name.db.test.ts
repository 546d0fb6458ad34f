import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { reachOfUser } from '@/db/queries/reach';
import { CUSTOM_LIST_IDS } from '@/db/queries/resources';
import { catalogs, rolePermissions, users } from '@/db/schema';
import { testDatabase } from '@/db/testing/test-database';
import { can } from '@/lib/access/authorize';
import type { UserActor } from '@/lib/core/actor';
import { newId } from '@/lib/core/id';
import { createListEntry } from '@/lib/lists/create-list-entry';
import { listLists } from '@/lib/lists/list-lists';
import { readList } from '@/lib/lists/read-list';
import { deleteUser } from '@/lib/people/delete-user';
import { readUser } from '@/lib/people/read-user';
import { updateUser } from '@/lib/people/update-user';
import { ctxFor, makeProject, makeUser, SYSTEM, unique } from '@/lib/testing/world';
import { assignRole } from './assign-role';
import type { PermissionInput } from './check-permissions';
import { createRole } from './create-role';
import { deleteRole } from './delete-role';
import { explain } from './explain';
import { updateRole } from './update-role';

const database = testDatabase();
const system = () => ctxFor(database.opened, SYSTEM);

/** Somebody with a role of these words, everywhere or on one project. */
async function makeHolder(permissions: readonly PermissionInput[], project: string | null = null) {
  const user = await makeUser(database.opened);
  const role = unique('role');
  const made = await createRole(system(), { name: role, permissions });
  await assignRole(system(), { role, user: user.name, project });
  return { ...user, role, roleId: made.id };
}

const all = (operation: 'user' | 'role' | 'catalog' | 'custom_list', resourceId: string) =>
  (['create', 'read', 'update', 'delete'] as const).map((type) => ({ operation, type, resourceId }));

describe('a permission on one thing of the store', () => {
  it('on a user lets see and change that one, and nobody else', async () => {
    const one = await makeUser(database.opened);
    const other = await makeUser(database.opened);
    const holder = await makeHolder(all('user', one.id));
    expect(await readUser(holder.ctx(), { user: one.name })).toMatchObject({ id: one.id });
    await expect(updateUser(holder.ctx(), { user: one.name, fullName: 'One' })).resolves.toMatchObject({
      fullName: 'One',
    });
    for (const act of [
      () => readUser(holder.ctx(), { user: other.name }),
      () => updateUser(holder.ctx(), { user: other.name, fullName: 'Other' }),
      () => deleteUser(holder.ctx(), { user: other.name }),
    ])
      await expect(act()).rejects.toMatchObject({ code: 'not_found', hidden: true });
  });

  it('on a role lets change what it says, within what its holder may give', async () => {
    const role = await createRole(system(), { name: unique('r'), permissions: [] });
    const holder = await makeHolder([...all('role', role.id), { operation: 'model', type: 'read' }]);
    const permissions = [{ operation: 'model', type: 'read' }] as const;
    await expect(updateRole(holder.ctx(), { role: role.name, permissions })).resolves.toMatchObject({
      id: role.id,
    });
    const more = [{ operation: 'model', type: 'delete' }] as const;
    await expect(updateRole(holder.ctx(), { role: role.name, permissions: more })).rejects.toMatchObject({
      permission: 'model:delete',
    });
    await expect(updateRole(holder.ctx(), { role: holder.role, permissions })).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(deleteRole(holder.ctx(), { role: role.name })).resolves.toMatchObject({ id: role.id });
  });

  it('on a list lets write in that one', async () => {
    const holder = await makeHolder(all('custom_list', CUSTOM_LIST_IDS.tags));
    const entry = { name: unique('tag'), description: '', parent: null };
    await createListEntry(holder.ctx(), { list: 'tags', ...entry });
    expect((await readList(holder.ctx(), { list: 'tags' })).entries.map(({ name }) => name)).toContain(
      entry.name,
    );
    await expect(createListEntry(holder.ctx(), { list: 'problem_types', ...entry })).rejects.toMatchObject({
      permission: 'custom_list:create',
    });
    expect((await listLists(holder.ctx())).map(({ name }) => name)).toEqual(['tags']);
    await expect(readList(holder.ctx(), { list: 'classification' })).rejects.toMatchObject({
      permission: 'custom_list:read',
    });
  });

  it('on a catalog answers for that one, and explain shows the way it came', async () => {
    const rows = await database.opened.db.select().from(catalogs);
    const [one, other] = rows;
    if (one === undefined || other === undefined) throw new Error('The store has two catalogs.');
    const holder = await makeHolder(all('catalog', one.id));
    const requested = (resourceId: string) =>
      can(holder.ctx(), { operation: 'catalog', type: 'update', projectId: null, resourceId });
    expect([await requested(one.id), await requested(other.id)]).toEqual([true, false]);
    expect(await can(holder.ctx(), { operation: 'catalog', type: 'update', projectId: null })).toBe(false);
    const input = { operation: 'catalog', type: 'update', resourceId: one.id } as const;
    expect((await explain(holder.ctx(), input)).paths).toMatchObject([{ role: holder.role, project: null }]);
    await expect(explain(holder.ctx(), { ...input, resourceId: other.id })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('gives nothing where its role is assigned on a project, nor through a token of one', async () => {
    const project = await makeProject(database.opened);
    const one = await makeUser(database.opened);
    const local = await makeHolder(all('user', one.id), project.name);
    const required = { operation: 'user', type: 'read', projectId: null, resourceId: one.id } as const;
    expect(await can(local.ctx(), required)).toBe(false);
    const holder = await makeHolder(all('user', one.id));
    const through = (limit: UserActor['limit']) =>
      ctxFor(database.opened, {
        kind: 'token',
        userId: holder.id,
        name: holder.name,
        credentialId: null,
        limit,
      });
    expect(await can(through({ readOnly: true, projectId: null }), required)).toBe(true);
    expect(await can(through({ readOnly: true, projectId: null }), { ...required, type: 'update' })).toBe(
      false,
    );
    expect(await can(through({ readOnly: false, projectId: project.id }), required)).toBe(false);
  });

  it('goes with the thing, and gives nothing where the thing went without it', async () => {
    const one = await makeUser(database.opened);
    const two = await makeUser(database.opened);
    const holder = await makeHolder([...all('user', one.id), ...all('user', two.id)]);
    const { db } = database.opened;
    await deleteUser(system(), { user: one.name });
    expect(await db.$count(rolePermissions, eq(rolePermissions.resourceId, one.id))).toBe(0);
    await db.update(users).set({ deletedAt: new Date() }).where(eq(users.id, two.id));
    const [held] = await reachOfUser(db, holder.id, new Date());
    expect(held?.permissions.map(({ resourceIsThere }) => resourceIsThere)).toEqual([
      false,
      false,
      false,
      false,
    ]);
    const again = await makeUser(database.opened, null, one.name);
    await expect(readUser(holder.ctx(), { user: again.name })).rejects.toMatchObject({ hidden: true });
  });

  it('is refused on what is not there, of another kind, or not for the giver to see or to give', async () => {
    const one = await makeUser(database.opened);
    const make = (ctx: ReturnType<typeof system>, permissions: readonly PermissionInput[]) =>
      createRole(ctx, { name: unique('r'), permissions });
    for (const [operation, resourceId] of [
      ['user', newId()],
      ['role', one.id],
      ['catalog', one.id],
      ['custom_list', one.id],
      ['user', CUSTOM_LIST_IDS.tags],
      ['user', 'no id'],
    ] as const)
      await expect(make(system(), [{ operation, type: 'read', resourceId }])).rejects.toMatchObject({
        issues: [{ path: 'permissions.0.resourceId' }],
      });
    const team = [{ operation: 'team', type: 'read', resourceId: one.id }] as const;
    await expect(make(system(), team)).rejects.toMatchObject({ issues: [{ path: 'permissions.0' }] });
    const blind = await makeHolder([{ operation: 'role', type: 'create' }]);
    const read = [{ operation: 'user', type: 'read', resourceId: one.id }] as const;
    await expect(make(blind.ctx(), read)).rejects.toMatchObject({ code: 'invalid' });
    const reader = await makeHolder([{ operation: 'role', type: 'create' }, ...read]);
    await expect(make(reader.ctx(), read)).resolves.toBeDefined();
    const update = [{ operation: 'user', type: 'update', resourceId: one.id }] as const;
    await expect(make(reader.ctx(), update)).rejects.toMatchObject({ permission: 'user:update' });
  });
});
