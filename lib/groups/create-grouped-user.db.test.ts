import { and, eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { auditEvents, users } from '@/db/schema';
import { testDatabase } from '@/db/testing/test-database';
import type { AskedPermission } from '@/lib/access/role-words';
import { signIn } from '@/lib/access/sign-in';
import { ANONYMOUS } from '@/lib/core/actor';
import { makeHolder, makeRole as roleOf } from '@/lib/testing/holder';
import { ctxFor, doorFor, makeUser, unique } from '@/lib/testing/world';
import { type CreateGroupedUser, createGroupedUser } from './create-grouped-user';
import { deleteGroupedUser } from './delete-grouped-user';

const database = testDatabase();
const anonymous = () => ctxFor(database.opened, ANONYMOUS);
const admin = () => makeUser(database.opened, { role: 'admin' });
const PASSWORD = 'a long pass phrase, nothing else';
const at = { project: 'default' };

const blank = (name = unique('new')): CreateGroupedUser => ({
  ...at,
  name,
  password: PASSWORD,
  email: null,
  fullName: null,
  isActive: true,
  role: 'regular',
  groups: [],
});

const makeRole = () => roleOf(database.opened, [{ operation: 'catalog', type: 'read' }]);
const makeClerk = (...more: AskedPermission[]) =>
  makeHolder(database.opened, [
    ...(['create', 'read', 'update', 'delete'] as const).map((type) => ({
      operation: 'user' as const,
      type,
    })),
    ...more,
  ]);

const namesOf = (user: { groups: readonly { name: string }[] }) => user.groups.map(({ name }) => name).sort();
const eventsBy = async (id: string) =>
  (await database.opened.db.select().from(auditEvents).where(eq(auditEvents.actorId, id))).map(
    ({ action }) => action,
  );

describe('createGroupedUser', () => {
  it('makes somebody who can sign in, holds what the groups say, and nothing without any', async () => {
    const [ada, role] = [await admin(), await makeRole()];
    const made = await createGroupedUser(ada.ctx(), { ...blank(), groups: [role, 'viewer'] });
    expect(namesOf(made)).toEqual([role, 'viewer'].sort());
    const { userId } = await signIn(doorFor(database.opened), { name: made.name, password: PASSWORD });
    expect(userId).toBeTruthy();
    expect(await eventsBy(ada.id)).toEqual([
      'user.create',
      'role_assignment.create',
      'role_assignment.create',
    ]);
    const bare = await createGroupedUser(ada.ctx(), { ...blank(), isActive: false });
    expect(bare).toMatchObject({ isActive: false, administers: false, groups: [] });
  });

  it('makes an administrator for one, and nobody at all where something is wrong', async () => {
    const ada = await admin();
    expect(await createGroupedUser(ada.ctx(), { ...blank(), role: 'admin' })).toMatchObject({
      administers: true,
      groups: [],
    });
    const lost = blank();
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
    const [ada, clerk] = [await admin(), await makeClerk()];
    const maintainer = await makeUser(database.opened, { role: 'maintainer' });
    await expect(createGroupedUser(anonymous(), blank())).rejects.toMatchObject({ code: 'unauthenticated' });
    await expect(createGroupedUser(maintainer.ctx(), blank())).rejects.toMatchObject({
      permission: 'user:create',
    });
    await expect(createGroupedUser(ada.ctx(), blank(clerk.name))).rejects.toMatchObject({ code: 'conflict' });
    await expect(createGroupedUser(clerk.ctx(), blank())).resolves.toMatchObject({ groups: [] });
    for (const more of [{ groups: ['viewer'] }, { role: 'admin' as const }])
      await expect(createGroupedUser(clerk.ctx(), { ...blank(), ...more })).rejects.toMatchObject({
        permission: 'role_assignment:create',
      });
  });

  it('lets who hands out roles give no more than they hold, and makes nobody then', async () => {
    const words = (['create', 'delete'] as const).map((type) => ({
      operation: 'role_assignment' as const,
      type,
    }));
    const clerk = await makeClerk(...words, { operation: 'catalog', type: 'read' });
    const role = await makeRole();
    expect(namesOf(await createGroupedUser(clerk.ctx(), { ...blank(), groups: [role] }))).toEqual([role]);
    const lost = blank();
    for (const more of [{ groups: [role, 'maintainer'] }, { role: 'admin' as const }])
      await expect(createGroupedUser(clerk.ctx(), { ...lost, ...more })).rejects.toMatchObject({
        code: 'forbidden',
      });
    expect(await database.opened.db.$count(users, eq(users.name, lost.name))).toBe(0);
  });
});

describe('deleteGroupedUser', () => {
  it('tells whom it deleted, and refuses nobody, who may not, oneself and the absent', async () => {
    const [ada, role] = [await admin(), await makeRole()];
    const made = await createGroupedUser(ada.ctx(), { ...blank(), groups: [role] });
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
