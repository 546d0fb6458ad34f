import { and, eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { users } from '@/db/schema';
import { testDatabase } from '@/db/testing/test-database';
import { ANONYMOUS } from '@/lib/core/actor';
import { signIn } from '@/lib/sign-in/sign-in';
import { actionsBy, blankUser, groupNames, makeClerk, PASSWORD } from '@/lib/testing/grouped-users';
import { makeHolder, makeRole as roleOf } from '@/lib/testing/holder';
import { ctxFor, makeUser, requestContextFor, unique } from '@/lib/testing/world';
import { createGroupedUser } from './create-grouped-user';
import { deleteGroupedUser } from './delete-grouped-user';

const database = testDatabase();
const anonymous = () => ctxFor(database.opened, ANONYMOUS);
const admin = () => makeUser(database.opened, { role: 'admin' });
const at = { project: 'default' };

const makeRole = () => roleOf(database.opened, [{ operation: 'catalog', type: 'read' }]);

describe('createGroupedUser', () => {
  it('makes somebody who can sign in, holds what the groups say, and nothing without any', async () => {
    const ada = await admin();
    const role = await makeRole();
    const made = await createGroupedUser(ada.ctx(), { ...blankUser(), groups: [role, 'viewer'] });
    expect(groupNames(made)).toEqual([role, 'viewer'].sort());
    const { userId } = await signIn(requestContextFor(database.opened), {
      name: made.name,
      password: PASSWORD,
    });
    expect(userId).toBeTruthy();
    expect(await actionsBy(database.opened, ada.id)).toEqual([
      'user.create',
      'role_assignment.create',
      'role_assignment.create',
    ]);
    const bare = await createGroupedUser(ada.ctx(), { ...blankUser(), isActive: false });
    expect(bare).toMatchObject({ isActive: false, administers: false, groups: [] });
  });

  it('makes an administrator for one, and nobody at all where something is wrong', async () => {
    const ada = await admin();
    expect(await createGroupedUser(ada.ctx(), { ...blankUser(), role: 'admin' })).toMatchObject({
      administers: true,
      groups: [],
    });
    const lost = blankUser();
    for (const [wrong, path] of [
      [{ groups: ['viewer', unique('absent')] }, 'groups.1.name'],
      [{ groups: ['admin'] }, 'groups.0.name'],
      [{ password: '1234' }, 'password'],
    ] as const)
      await expect(createGroupedUser(ada.ctx(), { ...lost, ...wrong })).rejects.toMatchObject({
        issues: [{ path }],
      });
    expect(await database.opened.db.$count(users, eq(users.name, lost.name))).toBe(0);
  });

  it('refuses nobody, who may not, a taken name, and groups from who does not hand out roles', async () => {
    const ada = await admin();
    const clerk = await makeClerk(database.opened);
    const maintainer = await makeUser(database.opened, { role: 'maintainer' });
    await expect(createGroupedUser(anonymous(), blankUser())).rejects.toMatchObject({
      code: 'unauthenticated',
    });
    await expect(createGroupedUser(maintainer.ctx(), blankUser())).rejects.toMatchObject({
      permission: 'user:create',
    });
    await expect(createGroupedUser(ada.ctx(), blankUser(clerk.name))).rejects.toMatchObject({
      code: 'conflict',
    });
    await expect(createGroupedUser(clerk.ctx(), blankUser())).resolves.toMatchObject({ groups: [] });
    for (const more of [{ groups: ['viewer'] }, { role: 'admin' as const }])
      await expect(createGroupedUser(clerk.ctx(), { ...blankUser(), ...more })).rejects.toMatchObject({
        permission: 'role_assignment:create',
      });
  });

  it('lets who hands out roles give no more than they hold, and makes nobody then', async () => {
    const permissions = (['create', 'delete'] as const).map((type) => ({
      operation: 'role_assignment' as const,
      type,
    }));
    const clerk = await makeClerk(database.opened, ...permissions, { operation: 'catalog', type: 'read' });
    const role = await makeRole();
    expect(groupNames(await createGroupedUser(clerk.ctx(), { ...blankUser(), groups: [role] }))).toEqual([
      role,
    ]);
    const lost = blankUser();
    for (const more of [{ groups: [role, 'maintainer'] }, { role: 'admin' as const }])
      await expect(createGroupedUser(clerk.ctx(), { ...lost, ...more })).rejects.toMatchObject({
        code: 'forbidden',
      });
    expect(await database.opened.db.$count(users, eq(users.name, lost.name))).toBe(0);
  });
});

describe('deleteGroupedUser', () => {
  it('tells whom it deleted, and refuses nobody, who may not, oneself and the absent', async () => {
    const ada = await admin();
    const role = await makeRole();
    const made = await createGroupedUser(ada.ctx(), { ...blankUser(), groups: [role] });
    const reader = await makeHolder(database.opened, [{ operation: 'user', type: 'read' }]);
    const input = { ...at, user: made.name };
    await expect(deleteGroupedUser(anonymous(), input)).rejects.toMatchObject({ code: 'unauthenticated' });
    await expect(deleteGroupedUser(reader.ctx(), input)).rejects.toMatchObject({ permission: 'user:delete' });
    await expect(deleteGroupedUser(ada.ctx(), { ...at, user: 'me' })).rejects.toMatchObject({
      code: 'forbidden',
    });
    expect(await deleteGroupedUser(ada.ctx(), input)).toEqual(made);
    await expect(deleteGroupedUser(ada.ctx(), input)).rejects.toMatchObject({ code: 'not_found' });
    const gone = await database.opened.db
      .select()
      .from(users)
      .where(and(eq(users.name, made.name), eq(users.isActive, true)));
    expect(gone).toEqual([]);
  });
});
