import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { sessions, users } from '@/db/schema';
import { testDatabase } from '@/db/testing/test-database';
import { can } from '@/lib/access/authorize';
import { ANONYMOUS, type UserActor } from '@/lib/core/actor';
import { actorFromApiToken } from '@/lib/credentials/api-token';
import { actorFromClientToken, issueClientToken } from '@/lib/credentials/client-token';
import { createToken } from '@/lib/credentials/create-token';
import { setUserPassword } from '@/lib/credentials/set-user-password';
import { createModel } from '@/lib/models/create-model';
import { assignRole } from '@/lib/roles/assign-role';
import { createRole } from '@/lib/roles/create-role';
import { createServiceAccount } from '@/lib/service-accounts/create-service-account';
import { changePassword } from '@/lib/sign-in/change-password';
import { actorFromSession, startSession } from '@/lib/sign-in/session';
import { signIn } from '@/lib/sign-in/sign-in';
import { createTeam } from '@/lib/teams/create-team';
import { ctxFor, makeProject, makeUser, requestContextFor, SYSTEM, unique } from '@/lib/testing/world';
import { createUser } from './create-user';
import { deleteUser, previewDeleteUser } from './delete-user';
import { type ListUsers, listUserNames, listUsers } from './list-users';
import { readUser } from './read-user';
import { updateUser } from './update-user';

const database = testDatabase();
const anonymous = () => ctxFor(database.opened, ANONYMOUS);
const system = () => ctxFor(database.opened, SYSTEM);
const admin = () => makeUser(database.opened, { role: 'admin' });
const PASSWORD = 'a long pass phrase, nothing else';
const OTHER = 'quite another phrase, as long';

/** A helper at the desk: may read and change accounts, and holds nothing else. */
async function makeClerk() {
  const clerk = await makeUser(database.opened);
  const role = await createRole(system(), {
    name: unique('clerk'),
    permissions: (['create', 'read', 'update', 'delete'] as const).map((type) => ({
      operation: 'user',
      type,
    })),
  });
  await assignRole(system(), { role: role.name, user: clerk.name });
  return clerk;
}

/** An account with a password and one credential of each kind, and what says whether they still work. */
async function makeSignedIn(name = unique('person')) {
  await createUser(system(), { name, password: PASSWORD });
  const requestContext = requestContextFor(database.opened);
  const signedIn = await signIn(requestContext, { name, password: PASSWORD });
  const session = await startSession(requestContext, signedIn);
  const actor = await actorFromSession(requestContext, session.secret);
  if (actor === null) throw new Error('The session did not start.');
  const ctx = () => ctxFor(database.opened, actor as UserActor);
  const api = await createToken(ctx(), { name: 'script', expiresInDays: 7 });
  const client = issueClientToken(requestContext, signedIn);
  const works = async () => {
    const now = requestContextFor(database.opened);
    const tries = await Promise.allSettled([
      actorFromSession(now, session.secret).then((found) => found ?? Promise.reject(new Error('ended'))),
      actorFromApiToken(now, api.token, 'api'),
      actorFromClientToken(now, client.token),
    ]);
    return tries.map((result) => result.status === 'fulfilled');
  };
  return { id: signedIn.userId, name, ctx, works };
}

describe('createUser', () => {
  it('makes an account that can sign in and holds nothing', async () => {
    const clerk = await makeClerk();
    const name = unique('New');
    const made = await createUser(clerk.ctx(), { name, password: PASSWORD, email: 'new@example.org' });
    expect(made).toMatchObject({ name, email: 'new@example.org', isActive: true, createdBy: clerk.name });
    expect(JSON.stringify(made)).not.toMatch(/hash|argon/i);
    const { userId } = await signIn(requestContextFor(database.opened), { name, password: PASSWORD });
    const actor: UserActor = { kind: 'session', userId, name, credentialId: null, limit: null };
    expect(
      await can(ctxFor(database.opened, actor), { operation: 'project', type: 'read', projectId: null }),
    ).toBe(false);
  });

  it('refuses nobody, who may not, a taken name, `me`, and names what is wrong with each field', async () => {
    const ada = await admin();
    const bob = await makeUser(database.opened, { role: 'maintainer' });
    const name = unique('u');
    await expect(createUser(anonymous(), { name })).rejects.toMatchObject({ code: 'unauthenticated' });
    await expect(createUser(bob.ctx(), { name })).rejects.toMatchObject({ permission: 'user:create' });
    await expect(createUser(ada.ctx(), { name: bob.name.toUpperCase() })).rejects.toMatchObject({
      code: 'conflict',
    });
    for (const me of ['me', 'ME'])
      await expect(createUser(ada.ctx(), { name: me })).rejects.toMatchObject({
        message: expect.stringContaining('reserved'),
      });
    await expect(
      createUser(ada.ctx(), { name: 'a/b', email: 'nowhere', fullName: '\u202e', password: 'password' }),
    ).rejects.toMatchObject({
      issues: [{ path: 'name' }, { path: 'email' }, { path: 'fullName' }, { path: 'password' }],
    });
  });
});

describe('readUser and listUsers', () => {
  it('show everybody to who may read users, oneself to oneself, and hide the rest', async () => {
    const ada = await admin();
    const bob = await makeUser(database.opened);
    const carl = await makeUser(database.opened);
    expect(await readUser(bob.ctx(), { user: 'me' })).toMatchObject({ name: bob.name });
    expect(await readUser(ada.ctx(), { user: bob.name })).toMatchObject({ id: bob.id });
    await expect(readUser(carl.ctx(), { user: bob.name })).rejects.toMatchObject({
      code: 'not_found',
      hidden: true,
    });
    await expect(readUser(anonymous(), { user: 'me' })).rejects.toMatchObject({ code: 'unauthenticated' });
    expect((await listUsers(ada.ctx(), { search: bob.name.slice(2) })).items).toMatchObject([{ id: bob.id }]);
    await expect(listUsers(bob.ctx(), {})).rejects.toMatchObject({ permission: 'user:read' });
    await expect(listUsers(anonymous(), {})).rejects.toMatchObject({ code: 'unauthenticated' });
  });
});

describe('listUsers', () => {
  it('is chosen by a part of what names them, state and kind, and pages in both orders', async () => {
    const ada = await admin();
    const mark = unique('listed');
    for (const name of ['a', 'b', 'c'])
      await createUser(ada.ctx(), { name: `${mark}-${name}`, email: `${name}.${mark}@example.org` });
    const { name: team } = await createTeam(system(), { name: unique('team') });
    await createServiceAccount(ada.ctx(), { name: `${mark}-d`, team });
    await updateUser(ada.ctx(), { user: `${mark}-b`, isActive: false });
    const list = (input: ListUsers) => listUsers(ada.ctx(), { search: mark, ...input });
    const named = async (input: ListUsers) => {
      const { items, count } = await list(input);
      expect(count).toBe(items.length);
      return items.map(({ name }) => name.at(-1)).join('');
    };
    expect(await named({})).toBe('abcd');
    expect(await named({ search: `C.${mark}@` })).toBe('c');
    expect(await named({ isActive: true })).toBe('acd');
    expect(await named({ isActive: false })).toBe('b');
    expect(await named({ kind: 'person' })).toBe('abc');
    expect(await named({ kind: 'service', isActive: true })).toBe('d');
    expect(await named({ sort: 'created' })).toBe('dcba');
    for (const sort of ['name', 'created'] as const) {
      const first = await list({ sort, limit: 3 });
      const after = first.next ?? '';
      const next = await list({ sort, limit: 3, after });
      expect([...first.items, ...next.items]).toEqual((await list({ sort })).items);
      for (const other of [{ search: `${mark}-` }, { isActive: true }, { kind: 'person' } as const])
        await expect(list({ sort, limit: 3, after, ...other })).rejects.toMatchObject({ code: 'invalid' });
      const otherSort = sort === 'name' ? 'created' : 'name';
      await expect(list({ sort: otherSort, limit: 3, after })).rejects.toMatchObject({ code: 'invalid' });
    }
    expect((await listUsers(ada.ctx(), { search: '' })).count).toBeGreaterThan(4);
  });

  it('names everybody to who may read users, and to nobody else', async () => {
    const [ada, bob] = [await admin(), await makeUser(database.opened)];
    expect(await listUserNames(ada.ctx())).toEqual(expect.arrayContaining([ada.name, bob.name]));
    await expect(listUserNames(bob.ctx())).rejects.toMatchObject({ permission: 'user:read' });
    await expect(listUserNames(anonymous())).rejects.toMatchObject({ code: 'unauthenticated' });
  });
});

describe('updateUser', () => {
  it('lets nobody rename an account that holds more than they do', async () => {
    const clerk = await makeClerk();
    const [strong, weak] = [
      await makeUser(database.opened, { role: 'maintainer' }),
      await makeUser(database.opened),
    ];
    const name = unique('x');
    await expect(updateUser(clerk.ctx(), { user: strong.name, name })).rejects.toMatchObject({
      code: 'forbidden',
    });
    expect(await updateUser(clerk.ctx(), { user: weak.name, name })).toMatchObject({ id: weak.id, name });
    // Its former name means that account.
    await expect(createUser(clerk.ctx(), { name: weak.name })).rejects.toMatchObject({
      permission: 'escalation:update',
    });
    // Saying what is so already moves nothing.
    await updateUser(clerk.ctx(), { user: strong.name, name: strong.name, email: null, isActive: true });
  });

  it('lets people change their own full name and email and nothing else', async () => {
    const bob = await makeUser(database.opened);
    const input = { user: 'me', fullName: 'Robert --- Byte', email: 'bob@example.org' };
    expect(await updateUser(bob.ctx(), input)).toMatchObject({ fullName: 'Robert --- Byte' });
    for (const more of [{ name: unique('x') }, { isActive: true }])
      await expect(updateUser(bob.ctx(), { user: 'me', ...more })).rejects.toMatchObject({
        permission: 'user:update',
      });
  });

  it('ends every session and token of an account that is switched off', async () => {
    const ada = await admin();
    const person = await makeSignedIn();
    expect(await person.works()).toEqual([true, true, true]);
    await updateUser(ada.ctx(), { user: person.name, isActive: false });
    expect(await person.works()).toEqual([false, false, false]);
    expect(await can(person.ctx(), { operation: 'project', type: 'read', projectId: null })).toBe(false);
    await updateUser(ada.ctx(), { user: person.name, isActive: true });
    expect(await person.works()).toEqual([false, false, false]);
  });

  it('lets nobody switch on, or readdress, an account that holds more than they do', async () => {
    const clerk = await makeClerk();
    const strong = await makeUser(database.opened, { role: 'maintainer' });
    await updateUser(clerk.ctx(), { user: strong.name, isActive: false });
    for (const change of [{ isActive: true }, { email: 'x@example.org' }])
      await expect(updateUser(clerk.ctx(), { user: strong.name, ...change })).rejects.toMatchObject({
        code: 'forbidden',
      });
    // A password set while it sleeps would open it once somebody else switches it on.
    await expect(setUserPassword(clerk.ctx(), { user: strong.name, password: OTHER })).rejects.toMatchObject({
      code: 'forbidden',
    });
    const [row] = await database.opened.db.select().from(users).where(eq(users.id, strong.id));
    expect(row).toMatchObject({ isActive: false, email: null });
  });

  it('refuses to switch oneself off, nobody, strangers, and a taken name', async () => {
    const ada = await admin();
    const bob = await makeUser(database.opened);
    const carl = await makeUser(database.opened);
    await expect(updateUser(ada.ctx(), { user: 'me', isActive: false })).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(updateUser(anonymous(), { user: bob.name })).rejects.toMatchObject({
      code: 'unauthenticated',
    });
    await expect(updateUser(carl.ctx(), { user: bob.name, fullName: 'x' })).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(updateUser(ada.ctx(), { user: bob.name, name: carl.name })).rejects.toMatchObject({
      code: 'conflict',
    });
  });
});

describe('changePassword', () => {
  it('ends every session and token, the one that asked included', async () => {
    const person = await makeSignedIn();
    const ended = await changePassword(person.ctx(), { currentPassword: PASSWORD, newPassword: OTHER });
    expect(ended).toEqual({ sessionsEnded: 1, tokensRevoked: 1 });
    expect(await person.works()).toEqual([false, false, false]);
    const requestContext = requestContextFor(database.opened);
    await expect(signIn(requestContext, { name: person.name, password: PASSWORD })).rejects.toMatchObject({
      code: 'unauthenticated',
    });
    await expect(signIn(requestContext, { name: person.name, password: OTHER })).resolves.toBeDefined();
  });

  it('refuses a wrong present password as often as a sign-in would, and an unsuitable new one', async () => {
    const person = await makeSignedIn();
    await expect(
      changePassword(person.ctx(), { currentPassword: PASSWORD, newPassword: 'password1' }),
    ).rejects.toMatchObject({ issues: [{ path: 'newPassword' }] });
    const guess = () =>
      changePassword(person.ctx(), { currentPassword: 'a wrong guess', newPassword: OTHER });
    for (let n = 0; n < 10; n += 1)
      await expect(guess()).rejects.toMatchObject({ issues: [{ path: 'currentPassword' }] });
    await expect(guess()).rejects.toMatchObject({ code: 'busy' });
  });

  it('refuses nobody and API tokens', async () => {
    const person = await makeSignedIn();
    const input = { currentPassword: PASSWORD, newPassword: OTHER };
    await expect(changePassword(anonymous(), input)).rejects.toMatchObject({ code: 'unauthenticated' });
    const actor: UserActor = {
      kind: 'token',
      userId: person.id,
      name: person.name,
      credentialId: null,
      limit: null,
    };
    await expect(changePassword(ctxFor(database.opened, actor), input)).rejects.toMatchObject({
      code: 'forbidden',
    });
  });
});

describe('setUserPassword', () => {
  it('opens the account with the new password only, and ends what the old one opened', async () => {
    const clerk = await makeClerk();
    const person = await makeSignedIn();
    await setUserPassword(clerk.ctx(), { user: person.name, password: OTHER });
    expect(await person.works()).toEqual([false, false, false]);
    const requestContext = requestContextFor(database.opened);
    await expect(signIn(requestContext, { name: person.name, password: OTHER })).resolves.toBeDefined();
    await setUserPassword(clerk.ctx(), { user: person.name, password: null });
    await expect(signIn(requestContext, { name: person.name, password: OTHER })).rejects.toMatchObject({
      code: 'unauthenticated',
    });
  });

  it('refuses to take over an account that holds more, and oneself, nobody, who may not, and a bad one', async () => {
    const clerk = await makeClerk();
    const strong = await makeUser(database.opened, { role: 'maintainer' });
    const bob = await makeUser(database.opened);
    const input = { user: strong.name, password: OTHER };
    await expect(setUserPassword(clerk.ctx(), input)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(setUserPassword(clerk.ctx(), { ...input, user: 'me' })).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(setUserPassword(anonymous(), input)).rejects.toMatchObject({ code: 'unauthenticated' });
    await expect(setUserPassword(bob.ctx(), input)).rejects.toMatchObject({ code: 'not_found' });
    await expect(
      setUserPassword(clerk.ctx(), { user: bob.name, password: `${bob.name}1234567` }),
    ).rejects.toMatchObject({ issues: [{ path: 'password' }] });
  });
});

describe('deleteUser', () => {
  it('keeps what they made under their name, and the name used again inherits nothing', async () => {
    const ada = await admin();
    const person = await makeSignedIn();
    const project = await makeProject(database.opened);
    await assignRole(ada.ctx(), { role: 'maintainer', user: person.name });
    const model = await createModel(person.ctx(), { project: project.name, name: 'm' });
    expect(model.createdBy).toBe(person.name);
    expect(await previewDeleteUser(ada.ctx(), { user: person.name })).toMatchObject({
      goes: { sessions: 1, tokens: 1, memberships: 0, assignments: 2 },
      stays: { models: 1 },
    });
    await deleteUser(ada.ctx(), { user: person.name });
    expect(await person.works()).toEqual([false, false, false]);
    const again = await makeSignedIn(person.name);
    expect(again.id).not.toBe(person.id);
    expect(
      await can(again.ctx(), {
        operation: 'model',
        type: 'read',
        projectId: project.id,
        resourceId: model.id,
      }),
    ).toBe(false);
    const left = await database.opened.db.select().from(sessions).where(eq(sessions.userId, person.id));
    expect(left).toEqual([]);
  });

  it('refuses nobody, who may not, and oneself', async () => {
    const ada = await admin();
    const bob = await makeUser(database.opened);
    const carl = await makeUser(database.opened);
    for (const act of [deleteUser, previewDeleteUser]) {
      await expect(act(anonymous(), { user: bob.name })).rejects.toMatchObject({ code: 'unauthenticated' });
      await expect(act(carl.ctx(), { user: bob.name })).rejects.toMatchObject({ code: 'not_found' });
      await expect(act(bob.ctx(), { user: 'me' })).rejects.toMatchObject({ permission: 'user:delete' });
      await expect(act(ada.ctx(), { user: ada.name })).rejects.toMatchObject({ code: 'forbidden' });
    }
  });
});
