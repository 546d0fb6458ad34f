import { encode } from '@auth/core/jwt';
import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { sessions } from '@/db/schema';
import { testDatabase } from '@/db/testing/test-database';
import { listAuditEvents } from '@/lib/audit/list-audit-events';
import { ANONYMOUS } from '@/lib/core/actor';
import { newId } from '@/lib/core/id';
import { actorFromClientToken, issueClientToken } from '@/lib/credentials/client-token';
import { createToken } from '@/lib/credentials/create-token';
import { updateUser } from '@/lib/people/update-user';
import { ctxFor, makeUser, requestContextFor, SYSTEM, testKeys } from '@/lib/testing/world';
import { endAllSessions } from './end-all-sessions';
import { endSession } from './end-session';
import { listSessions } from './list-sessions';
import { actorFromSession, endSessionOfSecret, startSession } from './session';
import { actorFromCookieHeader, sessionCookieKey, sessionCookieName } from './session-cookie';

const database = testDatabase();
const anonymous = () => ctxFor(database.opened, ANONYMOUS);
const requestContext = () => requestContextFor(database.opened);
const later = (ms: number) => requestContextFor(database.opened, { now: new Date(Date.now() + ms) });
const DAY = 86_400_000;

async function makeSession(user: { id: string; name: string }) {
  const { secret } = await startSession(requestContext(), { userId: user.id, name: user.name });
  const actor = await actorFromSession(requestContext(), secret);
  if (actor === null) throw new Error('The session did not start.');
  return { secret, id: actor.credentialId ?? '', ctx: () => ctxFor(database.opened, actor) };
}

describe('sessions', () => {
  it('are told of in the audit by the name of their account, whoever ends them', async () => {
    const user = await makeUser(database.opened);
    const [one, two] = [await makeSession(user), await makeSession(user)];
    const system = ctxFor(database.opened, SYSTEM);
    await endSession(system, { id: one.id });
    await endSessionOfSecret(requestContext(), two.secret);
    await endAllSessions(one.ctx(), {});
    for (const resourceId of [one.id, two.id, user.id]) {
      const { items } = await listAuditEvents(system, { resourceId });
      expect(items[0]?.action, resourceId).toMatch(/^session\.end/);
      expect(items[0]?.resourceName, resourceId).toBe(user.name);
    }
  });

  it('are new secrets at each sign-in, of which only a hash is stored', async () => {
    const user = await makeUser(database.opened);
    const one = await makeSession(user);
    const two = await makeSession(user);
    expect(one.secret).not.toBe(two.secret);
    expect(Buffer.from(one.secret, 'base64url')).toHaveLength(32);
    const rows = await database.opened.db.select().from(sessions).where(eq(sessions.userId, user.id));
    expect(rows).toHaveLength(2);
    expect(JSON.stringify(rows)).not.toContain(one.secret);
  });

  it('end after 7 days without use, and after 30 days in any case', async () => {
    const user = await makeUser(database.opened);
    const idle = await makeSession(user);
    expect(await actorFromSession(later(7 * DAY + 1000), idle.secret)).toBeNull();
    const used = await makeSession(user);
    for (let day = 6; day < 30; day += 6)
      expect(await actorFromSession(later(day * DAY), used.secret)).not.toBeNull();
    expect(await actorFromSession(later(30 * DAY + 1000), used.secret)).toBeNull();
  });

  it('note their last use once a minute', async () => {
    const user = await makeUser(database.opened);
    const { secret, id } = await makeSession(user);
    const seen = async () => {
      const [row] = await database.opened.db.select().from(sessions).where(eq(sessions.id, id));
      return row?.lastSeenAt.getTime() ?? 0;
    };
    const first = await seen();
    await actorFromSession(later(30_000), secret);
    expect(await seen()).toBe(first);
    const minute = later(61_000);
    await actorFromSession(minute, secret);
    expect(await seen()).toBe(minute.now.getTime());
  });

  it('are read from next-auth’s cookie, whole or in chunks, and from no forged one', async () => {
    const user = await makeUser(database.opened);
    const { secret } = await makeSession(user);
    const salt = sessionCookieName('https://assay.example.org');
    expect([salt, sessionCookieName('http://localhost:3000')]).toEqual([
      '__Host-assay.session',
      'assay.session',
    ]);
    const token = await encode({ token: { sid: secret }, secret: sessionCookieKey(testKeys), salt });
    const whole = `theme=dark; ${salt}=${token}`;
    const chunked = `${salt}.0=${token.slice(0, 100)}; ${salt}.1=${token.slice(100)}`;
    for (const header of [whole, chunked])
      expect(await actorFromCookieHeader(requestContext(), header)).toMatchObject({
        userId: user.id,
        kind: 'session',
      });
    const forged = await encode({ token: { sid: secret }, secret: 'another key', salt });
    for (const header of [
      null,
      '',
      'x',
      `${salt}=`,
      `${salt}=abc`,
      `${salt}=${forged}`,
      `assay.session=${token}`,
    ])
      expect(await actorFromCookieHeader(requestContext(), header)).toBeNull();
  });

  it('are read from the first cookie of a name, in quotes or not, and from no chunk behind a gap', async () => {
    const user = await makeUser(database.opened);
    const { secret } = await makeSession(user);
    const salt = sessionCookieName('http://localhost:3000');
    const token = await encode({ token: { sid: secret }, secret: sessionCookieKey(testKeys), salt });
    const other = await encode({ token: { sid: 'x' }, secret: sessionCookieKey(testKeys), salt });
    const number = await encode({ token: { sid: 7 }, secret: sessionCookieKey(testKeys), salt });
    const [head, tail] = [token.slice(0, 100), token.slice(100)];
    const signedIn = async (header: string) =>
      (await actorFromCookieHeader(requestContext(), header))?.userId ?? null;
    for (const header of [
      `${salt}=${token}; ${salt}=${other}`,
      `${salt}="${token}"`,
      ` ${salt} = ${token} ;flag`,
      `${salt}=${token}; ${salt}.0=${other}`,
      `__Host-${salt}=${other}; ${salt}=${token}`,
    ])
      expect(await signedIn(header), header).toBe(user.id);
    for (const header of [
      `${salt}=${other}; ${salt}=${token}`,
      `${salt}.0=${head}; ${salt}.2=${tail}`,
      `${salt}.1=${token}`,
      `${salt}=${number}`,
      `a${salt}=${token}`,
    ])
      expect(await signedIn(header), header).toBeNull();
  });

  it('keep the beginning of what the browser calls itself, and where it signed in from', async () => {
    const user = await makeUser(database.opened);
    const from = { ...requestContext(), userAgent: `a\0b${'x'.repeat(500)}`, address: '192.0.2.9' };
    const { expiresAt } = await startSession(from, { userId: user.id, name: user.name });
    expect(expiresAt.getTime() - from.now.getTime()).toBe(30 * DAY);
    const [session] = await listSessions(user.ctx());
    expect(session).toMatchObject({
      userAgent: `ab${'x'.repeat(398)}`,
      address: '192.0.2.9',
      createdAt: from.now,
      lastSeenAt: from.now,
      expiresAt,
      current: false,
    });
  });

  it('start for nobody who was switched off or deleted since the password was right', async () => {
    const [off, system] = [await makeUser(database.opened), ctxFor(database.opened, SYSTEM)];
    await updateUser(system, { user: off.name, isActive: false });
    for (const userId of [off.id, newId()])
      await expect(startSession(requestContext(), { userId, name: off.name })).rejects.toMatchObject({
        code: 'unauthenticated',
      });
  });

  it('end at sign-out, that one only', async () => {
    const user = await makeUser(database.opened);
    const one = await makeSession(user);
    const two = await makeSession(user);
    await endSessionOfSecret(requestContext(), one.secret);
    await endSessionOfSecret(requestContext(), one.secret);
    expect(await actorFromSession(requestContext(), one.secret)).toBeNull();
    expect(await actorFromSession(requestContext(), two.secret)).not.toBeNull();
  });

  it('are listed and ended by their owner and by administrators, and by nobody else', async () => {
    const user = await makeUser(database.opened);
    const ada = await makeUser(database.opened, { role: 'admin' });
    const eve = await makeUser(database.opened);
    const one = await makeSession(user);
    const two = await makeSession(user);
    const listed = await listSessions(one.ctx());
    expect(listed.map(({ id, current }) => [id, current]).sort()).toEqual(
      [
        [one.id, true],
        [two.id, false],
      ].sort(),
    );
    expect(JSON.stringify(listed)).not.toMatch(/hash|secret|token/i);
    expect(await listSessions(ada.ctx(), { user: user.name })).toHaveLength(2);
    await expect(listSessions(eve.ctx(), { user: user.name })).rejects.toMatchObject({ code: 'not_found' });
    await expect(listSessions(anonymous())).rejects.toMatchObject({ code: 'unauthenticated' });
    await expect(endSession(eve.ctx(), { id: one.id })).rejects.toMatchObject({ code: 'not_found' });
    await expect(endSession(anonymous(), { id: one.id })).rejects.toMatchObject({ code: 'unauthenticated' });
    for (const id of ['x', newId()])
      await expect(endSession(ada.ctx(), { id })).rejects.toMatchObject({ code: 'not_found' });
    await endSession(one.ctx(), { id: two.id });
    expect(await actorFromSession(requestContext(), two.secret)).toBeNull();
    await endSession(ada.ctx(), { id: one.id });
    expect(await actorFromSession(requestContext(), one.secret)).toBeNull();
  });

  it('end all at once, with the tokens of signed-in clients, keeping the present one where asked', async () => {
    const user = await makeUser(database.opened);
    const one = await makeSession(user);
    const two = await makeSession(user);
    const client = issueClientToken(requestContext(), {
      userId: user.id,
      name: user.name,
      credentialEpoch: 0,
    });
    expect(await endAllSessions(one.ctx(), { keepCurrent: true })).toEqual({ sessionsEnded: 1 });
    expect(await actorFromSession(requestContext(), one.secret)).not.toBeNull();
    expect(await actorFromSession(requestContext(), two.secret)).toBeNull();
    await expect(actorFromClientToken(requestContext(), client.token)).rejects.toMatchObject({
      code: 'unauthenticated',
    });
    await endAllSessions(one.ctx(), {});
    expect(await actorFromSession(requestContext(), one.secret)).toBeNull();
    const eve = await makeUser(database.opened);
    await expect(endAllSessions(eve.ctx(), { user: user.name })).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(endAllSessions(anonymous(), {})).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  it('must be younger than an hour to change what opens an account', async () => {
    const user = await makeUser(database.opened);
    const session = await makeSession(user);
    const input = { name: 't', expiresInDays: 1 };
    const ctx = { ...session.ctx(), now: new Date(Date.now() + 3_600_001) };
    await expect(createToken(ctx, input)).rejects.toMatchObject({ code: 'precondition' });
    await expect(createToken(session.ctx(), input)).resolves.toBeDefined();
  });
});
