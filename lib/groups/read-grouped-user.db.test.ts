import { describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import { can } from '@/lib/access/authorize';
import { ANONYMOUS } from '@/lib/core/actor';
import { createModel } from '@/lib/models/create-model';
import { listModelsOfUser } from '@/lib/models/list-models-of-user';
import { assignRole } from '@/lib/roles/assign-role';
import type { PermissionInput } from '@/lib/roles/check-permissions';
import { makeHolder, makeRole as roleOf } from '@/lib/testing/holder';
import { ctxFor, makeProject, makeUser, SYSTEM, unique } from '@/lib/testing/world';
import { listGroupedUsers } from './list-grouped-users';
import { readGroupedUser } from './read-grouped-user';
import { updateGroupedUser } from './update-grouped-user';

const database = testDatabase();
const system = () => ctxFor(database.opened, SYSTEM);
const anonymous = () => ctxFor(database.opened, ANONYMOUS);
const admin = () => makeUser(database.opened, { role: 'admin' });
const at = { project: 'default' };

const makeRole = () => roleOf(database.opened, [{ operation: 'catalog', type: 'read' }]);
const makeClerk = (...more: PermissionInput[]) =>
  makeHolder(database.opened, [
    ...(['create', 'read', 'update', 'delete'] as const).map((type) => ({
      operation: 'user' as const,
      type,
    })),
    ...more,
  ]);

const namesOf = (user: { groups: readonly { name: string }[] }) => user.groups.map(({ name }) => name).sort();
const groupsOf = async (name: string) => namesOf(await readGroupedUser(system(), { ...at, user: name }));

describe('readGroupedUser and listGroupedUsers', () => {
  it("show groups of one's own to everybody, and those of others to who may read groups", async () => {
    const ada = await admin();
    const role = await makeRole();
    const bob = await makeUser(database.opened);
    await assignRole(system(), { role, user: bob.name });
    const reader = await makeHolder(database.opened, [{ operation: 'user', type: 'read' }]);
    expect(namesOf(await readGroupedUser(bob.ctx(), { ...at, user: 'me' }))).toEqual([role]);
    expect(namesOf(await readGroupedUser(ada.ctx(), { ...at, user: bob.name }))).toEqual([role]);
    expect(namesOf(await readGroupedUser(reader.ctx(), { ...at, user: bob.name }))).toEqual([]);
    const listed = async (who: typeof ada) => {
      for await (const user of await listGroupedUsers(who.ctx(), at))
        if (user.name === bob.name) return namesOf(user);
      return null;
    };
    expect(await listed(ada)).toEqual([role]);
    expect(await listed(reader)).toEqual([]);
    await expect(listGroupedUsers(bob.ctx(), at)).rejects.toMatchObject({ permission: 'user:read' });
    await expect(listGroupedUsers(anonymous(), at)).rejects.toMatchObject({ code: 'unauthenticated' });
    await expect(readGroupedUser(bob.ctx(), { ...at, user: ada.name })).rejects.toMatchObject({
      hidden: true,
    });
  });

  it('leave out memberships that have ended, which may be given anew', async () => {
    const ada = await admin();
    const bob = await makeUser(database.opened);
    const role = await makeRole();
    const past = new Date(Date.now() - 1000);
    const early = { ...ctxFor(database.opened, SYSTEM), now: new Date(Date.now() - 10_000) };
    await assignRole(early, { role, user: bob.name, expiresAt: past });
    expect(await groupsOf(bob.name)).toEqual([]);
    await updateGroupedUser(ada.ctx(), { ...at, user: bob.name, groups: [role] });
    expect(await groupsOf(bob.name)).toEqual([role]);
    expect(await can(bob.ctx(), { operation: 'catalog', type: 'read', projectId: null })).toBe(true);
  });
});

describe('listModelsOfUser', () => {
  it('names what both may read, and nothing where there is no project', async () => {
    const ada = await admin();
    const project = await makeProject(database.opened);
    for (const name of ['one', 'two']) await createModel(ada.ctx(), { project: project.name, name });
    const bob = await makeUser(database.opened, { role: 'viewer', projectId: project.id });
    const clerk = await makeClerk();
    const requested = { project: project.name, user: bob.name };
    expect(await listModelsOfUser(ada.ctx(), requested)).toEqual(['one', 'two']);
    expect(await listModelsOfUser(ada.ctx(), { ...requested, user: clerk.name })).toEqual([]);
    expect(await listModelsOfUser(clerk.ctx(), requested)).toEqual([]);
    for (const nowhere of [unique('absent'), 'a\0b'])
      expect(await listModelsOfUser(ada.ctx(), { ...requested, project: nowhere })).toEqual([]);
    await expect(listModelsOfUser(bob.ctx(), { ...requested, user: ada.name })).rejects.toMatchObject({
      hidden: true,
    });
    await expect(listModelsOfUser(anonymous(), requested)).rejects.toMatchObject({ code: 'unauthenticated' });
    await updateGroupedUser(ada.ctx(), { ...at, user: bob.name, isActive: false });
    expect(await listModelsOfUser(ada.ctx(), requested)).toEqual([]);
  });
});
