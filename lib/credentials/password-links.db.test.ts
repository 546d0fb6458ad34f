import { desc, eq, sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { auditEvents, passwordLinks, securityEvents } from '@/db/schema';
import { testDatabase } from '@/db/testing/test-database';
import { ANONYMOUS } from '@/lib/core/actor';
import { createUser } from '@/lib/people/create-user';
import { deleteUser } from '@/lib/people/delete-user';
import { updateUser } from '@/lib/people/update-user';
import { assignRole } from '@/lib/roles/assign-role';
import { createRole } from '@/lib/roles/create-role';
import { revokeRole } from '@/lib/roles/revoke-role';
import { actorFromSession, startSession } from '@/lib/sign-in/session';
import { signIn } from '@/lib/sign-in/sign-in';
import { ctxFor, makeUser, requestContextFor, SYSTEM, sessionCtx, unique } from '@/lib/testing/world';
import { actorFromApiToken } from './api-token';
import { createPasswordLink } from './create-password-link';
import { createToken } from './create-token';
import { readPasswordLink } from './read-password-link';
import { openPasswordLink, setPasswordByLink } from './set-password-by-link';
import { setUserPassword } from './set-user-password';

const database = testDatabase();
const PASSWORD = 'a long pass phrase, nothing else';
const OTHER = 'quite another phrase, as long';
const system = () => ctxFor(database.opened, SYSTEM);
const makeAdmin = () => makeUser(database.opened, { role: 'admin' });

let calls = 0;
const from = (known: Parameters<typeof requestContextFor>[1] = {}) => {
  calls += 1;
  return requestContextFor(database.opened, { address: `10.8.${calls >> 8}.${calls & 255}`, ...known });
};

async function makePerson() {
  const name = unique('grace');
  const { id } = await createUser(system(), { name, password: PASSWORD });
  const actor = { kind: 'session', userId: id, name, credentialId: null, limit: null } as const;
  return { id, name, ctx: () => ctxFor(database.opened, actor) };
}

/** Somebody who may change accounts and holds nothing else; the assignment that lets them. */
async function makeClerk() {
  const clerk = await makeUser(database.opened);
  const role = unique('clerk');
  const permissions = (['read', 'update'] as const).map((type) => ({ operation: 'user', type }) as const);
  await createRole(system(), { name: role, permissions });
  const { id } = await assignRole(system(), { role, user: clerk.name });
  return { clerk, assignment: id };
}

const dead = { code: 'not_found', message: expect.stringContaining('This link does nothing.') };

async function refusedFor(secret: string): Promise<string> {
  await expect(openPasswordLink(from(), { secret })).rejects.toMatchObject(dead);
  await expect(setPasswordByLink(from(), { secret, password: OTHER })).rejects.toMatchObject(dead);
  const [row] = await database.opened.db
    .select()
    .from(securityEvents)
    .where(eq(securityEvents.action, 'link.refuse'))
    .orderBy(desc(securityEvents.seq))
    .limit(1);
  const { details } = JSON.parse(row?.payload ?? '{}') as { details: { link: string; reason: string } };
  expect(details.link).toBe('password link');
  return details.reason;
}

describe('a password link', () => {
  it('sets the password once and ends every session and token', async () => {
    const { opened } = database;
    const admin = await makeAdmin();
    const person = await makePerson();
    const { secret: session } = await startSession(from(), { userId: person.id, name: person.name });
    const { token } = await createToken(person.ctx(), { name: 'nightly', expiresInDays: 1 });
    const { secret, expiresAt } = await createPasswordLink(admin.ctx(), { user: person.name });
    expect(secret).toMatch(/^assay_password_[0-9A-Za-z]{43}_[0-9A-Za-z]{6}$/);
    for (let scans = 0; scans < 3; scans += 1)
      expect(await openPasswordLink(from(), { secret })).toEqual({
        user: person.name,
        madeBy: admin.name,
        expiresAt,
      });
    for (const password of ['short', person.name])
      await expect(setPasswordByLink(from(), { secret, password })).rejects.toMatchObject({
        code: 'invalid',
        issues: [{ path: 'password' }],
      });
    expect(await setPasswordByLink(from(), { secret, password: OTHER })).toMatchObject({
      sessionsEnded: 1,
      tokensRevoked: 1,
    });
    expect(await actorFromSession(from(), session)).toBeNull();
    await expect(actorFromApiToken(from(), token, 'api')).rejects.toMatchObject({ code: 'unauthenticated' });
    await expect(signIn(from(), { name: person.name, password: PASSWORD })).rejects.toMatchObject({
      code: 'unauthenticated',
    });
    expect((await signIn(from(), { name: person.name, password: OTHER })).userId).toBe(person.id);
    expect(await refusedFor(secret)).toBe('used before');
    const rows = await opened.db
      .select()
      .from(auditEvents)
      .where(sql`${auditEvents.resourceId} = ${person.id}::uuid`)
      .orderBy(auditEvents.seq);
    expect(rows.map(({ action, actorName }) => [action, actorName])).toEqual([
      ['user.create', SYSTEM.kind === 'system' ? SYSTEM.name : ''],
      ['password_link.create', admin.name],
      ['user.set_password', `Password link by ${admin.name}`],
    ]);
    expect(rows.map(({ payload }) => payload).join()).not.toContain(secret.slice(16, 40));
    const [row] = await opened.db.select().from(passwordLinks).where(eq(passwordLinks.userId, person.id));
    expect(row).toMatchObject({ ended: 'used' });
  });

  it('is used once of ten at the same time', async () => {
    const { secret } = await createPasswordLink((await makeAdmin()).ctx(), {
      user: (await makePerson()).name,
    });
    const refusals = () =>
      database.opened.db.$count(securityEvents, eq(securityEvents.action, 'link.refuse'));
    const before = await refusals();
    const tries = await Promise.allSettled(
      Array.from({ length: 10 }, (_, n) => setPasswordByLink(from(), { secret, password: `${OTHER} ${n}` })),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const one of tries) if (one.status === 'rejected') expect(one.reason).toMatchObject(dead);
    expect((await refusals()) - before).toBe(9);
  });

  it('ends with a later one, a password set otherwise, and a day', async () => {
    const admin = await makeAdmin();
    const { name: user } = await makePerson();
    const first = await createPasswordLink(admin.ctx(), { user });
    const second = await createPasswordLink(admin.ctx(), { user });
    expect(await refusedFor(first.secret)).toBe('a later one took its place');
    expect(await readPasswordLink(admin.ctx(), { user })).toEqual({
      createdBy: admin.name,
      expiresAt: second.expiresAt,
    });
    const over = { now: second.expiresAt };
    await expect(openPasswordLink(from(over), second)).rejects.toMatchObject(dead);
    await setUserPassword(admin.ctx(), { user, password: OTHER });
    expect(await refusedFor(second.secret)).toBe('the account or its password changed since');
    expect(await readPasswordLink(admin.ctx(), { user })).toBeNull();
  });

  it('ends when the account is switched off or deleted, and does not come back', async () => {
    const admin = await makeAdmin();
    const [off, gone] = [await makePerson(), await makePerson()];
    const links = [];
    for (const { name: user } of [off, gone]) links.push(await createPasswordLink(admin.ctx(), { user }));
    for (const isActive of [false, true]) await updateUser(admin.ctx(), { user: off.name, isActive });
    await deleteUser(admin.ctx(), { user: gone.name });
    for (const { secret } of links)
      expect(await refusedFor(secret)).toBe('the account or its password changed since');
  });

  it('ends with its maker, and does nothing while its maker may not set that password', async () => {
    const admin = await makeAdmin();
    const person = await makePerson();
    const { clerk, assignment } = await makeClerk();
    const first = await createPasswordLink(clerk.ctx(), { user: person.name });
    const { id } = await assignRole(admin.ctx(), { role: 'admin', user: person.name });
    const mayNot = 'its maker may no longer set that password';
    expect(await refusedFor(first.secret)).toBe(mayNot);
    await revokeRole(admin.ctx(), { id });
    expect((await openPasswordLink(from(), first)).madeBy).toBe(clerk.name);
    await revokeRole(admin.ctx(), { id: assignment });
    expect(await refusedFor(first.secret)).toBe(mayNot);
    const { clerk: other } = await makeClerk();
    const second = await createPasswordLink(other.ctx(), { user: person.name });
    for (const isActive of [false, true]) await updateUser(admin.ctx(), { user: other.name, isActive });
    expect(await refusedFor(second.secret)).toBe('its maker has gone');
    const third = await createPasswordLink(other.ctx(), { user: person.name });
    await deleteUser(admin.ctx(), { user: other.name });
    expect(await refusedFor(third.secret)).toBe('its maker has gone');
  });

  it('is told to nobody by an invented secret', async () => {
    const { secret } = await createPasswordLink((await makeAdmin()).ctx(), {
      user: (await makePerson()).name,
    });
    for (const other of ['', 'x', `${secret}x`, secret.replace('password', 'invite')])
      expect(await refusedFor(other)).toBe('unknown');
  });
});

describe('createPasswordLink', () => {
  it('asks for what setting that password asks for', async () => {
    const { opened } = database;
    const admin = await makeAdmin();
    const person = await makePerson();
    const { clerk } = await makeClerk();
    const make = (ctx: Parameters<typeof createPasswordLink>[0], user = person.name) =>
      createPasswordLink(ctx, { user });
    await expect(make(ctxFor(opened, ANONYMOUS))).rejects.toMatchObject({ code: 'unauthenticated' });
    await expect(make((await makeUser(opened)).ctx())).rejects.toMatchObject({ code: 'not_found' });
    await expect(make(admin.ctx(), 'nobody-is-this')).rejects.toMatchObject({ code: 'not_found' });
    await expect(make(admin.ctx(), admin.name)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(make(clerk.ctx(), admin.name)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(make(system())).rejects.toMatchObject({ code: 'forbidden' });
    await expect(make(await sessionCtx(opened, admin, 61))).rejects.toMatchObject({
      reason: 'sign_in_again',
    });
    await updateUser(admin.ctx(), { user: person.name, isActive: false });
    await expect(make(admin.ctx())).rejects.toMatchObject({ code: 'precondition' });
    expect(await readPasswordLink((await makeClerk()).clerk.ctx(), { user: person.name })).toBeNull();
  });
});
