import { describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import type { UserActor } from '@/lib/core/actor';
import { createModel } from '@/lib/models/create-model';
import { actionsBy, blankUser, groupNames, makeClerk, PASSWORD } from '@/lib/testing/grouped-users';
import { makeHolder, makeRole as roleOf } from '@/lib/testing/holder';
import { ctxFor, makeUser, SYSTEM, unique } from '@/lib/testing/world';
import { createGroupedUser } from './create-grouped-user';
import { readGroupedUser } from './read-grouped-user';
import { updateGroupedUser } from './update-grouped-user';

const database = testDatabase();
const system = () => ctxFor(database.opened, SYSTEM);
const admin = () => makeUser(database.opened, { role: 'admin' });
const at = { project: 'default' };

const makeRole = () => roleOf(database.opened, [{ operation: 'catalog', type: 'read' }]);
const groupsOf = async (name: string) => groupNames(await readGroupedUser(system(), { ...at, user: name }));

describe('nobody', () => {
  it('promotes, revives or regroups themselves: regular people are not listened to, and lose nothing either', async () => {
    const role = await makeRole();
    const bob = await makeHolder(database.opened, [{ operation: 'catalog', type: 'read' }]);
    const requested = {
      ...at,
      user: 'me',
      role: 'admin',
      isActive: false,
      groups: [role, 'maintainer'],
    } as const;
    const updated = await updateGroupedUser(bob.ctx(), { ...requested, fullName: 'Bob' });
    expect(updated).toMatchObject({ fullName: 'Bob', administers: false, isActive: true });
    expect(groupNames(updated)).toEqual([bob.role]);
    expect(await actionsBy(database.opened, bob.id)).toEqual(['user.update']);
  });

  it('who may change accounts and hands out no roles is listened to about roles', async () => {
    const clerk = await makeClerk(database.opened);
    const bob = await makeUser(database.opened);
    const updated = await updateGroupedUser(clerk.ctx(), {
      ...at,
      user: bob.name,
      fullName: 'Bob',
      role: 'admin',
      groups: ['maintainer'],
    });
    expect(updated).toMatchObject({ fullName: 'Bob', administers: false });
    expect(await groupsOf(bob.name)).toEqual([]);
  });

  it('who administers the store changes what they hold themselves', async () => {
    const ada = await admin();
    await expect(updateGroupedUser(ada.ctx(), { ...at, user: 'me', role: 'regular' })).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(
      updateGroupedUser(ada.ctx(), { ...at, user: ada.name, isActive: false }),
    ).rejects.toMatchObject({ code: 'forbidden' });
    await createModel(ada.ctx(), { project: 'default', name: unique('m') });
    const own = await readGroupedUser(ada.ctx(), { ...at, user: 'me' });
    expect(own.groups).toHaveLength(1);
    const requested = {
      ...at,
      user: 'me',
      role: 'admin',
      groups: ['viewer'],
      email: 'ada@example.org',
    } as const;
    const updated = await updateGroupedUser(ada.ctx(), requested);
    expect(updated).toEqual({ ...own, email: 'ada@example.org' });
  });

  it('takes a stronger account over by a password, an email, or by switching it on', async () => {
    const clerk = await makeClerk(database.opened);
    const strong = await makeUser(database.opened, { role: 'maintainer' });
    const user = { ...at, user: strong.name };
    for (const change of [{ password: PASSWORD }, { email: 'mine@example.org' }])
      await expect(updateGroupedUser(clerk.ctx(), { ...user, ...change })).rejects.toMatchObject({
        code: 'forbidden',
      });
    await updateGroupedUser(clerk.ctx(), { ...user, isActive: false });
    await expect(updateGroupedUser(clerk.ctx(), { ...user, isActive: true })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });

  it('changes their own password without the present one', async () => {
    for (const who of [await admin(), await makeUser(database.opened)])
      await expect(
        updateGroupedUser(who.ctx(), { ...at, user: 'me', password: PASSWORD }),
      ).rejects.toMatchObject({ code: 'forbidden', message: expect.stringContaining('account page') });
  });

  it('writes through a token that only reads', async () => {
    const ada = await admin();
    const bob = await makeUser(database.opened);
    const limit = { readOnly: true, projectId: null };
    const actor: UserActor = { kind: 'token', userId: ada.id, name: ada.name, credentialId: null, limit };
    const ctx = () => ctxFor(database.opened, actor);
    await expect(createGroupedUser(ctx(), blankUser())).rejects.toMatchObject({ code: 'forbidden' });
    for (const user of [bob.name, 'me'])
      await expect(
        updateGroupedUser(ctx(), { ...at, user, fullName: 'x', groups: ['viewer'] }),
      ).rejects.toMatchObject({ code: 'forbidden' });
  });
});
