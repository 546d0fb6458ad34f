import { createHmac } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterEach, describe, expect, it } from 'vitest';
import { tokens } from '@/db/schema';
import { testDatabase } from '@/db/testing/test-database';
import { can } from '@/lib/access/authorize';
import { onSecurityEvent, type SecurityLogEvent } from '@/lib/audit/security-log';
import { ANONYMOUS, type UserActor } from '@/lib/core/actor';
import { newId } from '@/lib/core/id';
import { createUser } from '@/lib/people/create-user';
import { deleteUser } from '@/lib/people/delete-user';
import { updateUser } from '@/lib/people/update-user';
import { verifyCredentials } from '@/lib/sign-in/verify-credentials';
import {
  ctxFor,
  makeProject,
  makeUser,
  requestContextFor,
  SYSTEM,
  testKeys,
  unique,
} from '@/lib/testing/world';
import { actorFromAuthorization } from '@/lib/wire/actor-from-authorization';
import { actorFromApiToken } from './api-token';
import { actorFromClientToken, issueClientToken } from './client-token';
import { createToken } from './create-token';
import { listTokens } from './list-tokens';
import { revokeToken } from './revoke-token';
import { setUserPassword } from './set-user-password';

const database = testDatabase();
const anonymous = () => ctxFor(database.opened, ANONYMOUS);
const system = () => ctxFor(database.opened, SYSTEM);
const requestContext = () => requestContextFor(database.opened);
const later = (ms: number) => requestContextFor(database.opened, { now: new Date(Date.now() + ms) });
const DAY = 86_400_000;
const PASSWORD = 'a long pass phrase, nothing else';

afterEach(() => onSecurityEvent(null));

describe('API tokens', () => {
  it('tell their text once; the store keeps a hash, and lists show the beginning', async () => {
    const user = await makeUser(database.opened);
    const made = await createToken(user.ctx(), { name: 'script', expiresInDays: 366 });
    expect(made.token).toMatch(/^assay_api_[0-9A-Za-z]{43}_[0-9A-Za-z]{6}$/);
    const listed = await listTokens(user.ctx());
    expect(listed).toMatchObject([{ id: made.id, prefix: made.token.slice(0, 16), owner: user.name }]);
    expect(listed[0]).not.toHaveProperty('token');
    const rows = await database.opened.db.select().from(tokens).where(eq(tokens.id, made.id));
    expect(JSON.stringify(rows)).not.toContain(made.token);
    const from = requestContext();
    expect(await actorFromAuthorization(from, `Bearer ${made.token}`)).toEqual({
      kind: 'token',
      userId: user.id,
      name: user.name,
      credentialId: made.id,
      limit: null,
      held: { grants: [], at: from.now },
    });
  });

  it('of kind zenml open the ZenML door and no other, and the other way round', async () => {
    const user = await makeUser(database.opened);
    const zenml = await createToken(user.ctx(), { name: 'zen', kind: 'zenml', expiresInDays: 1 });
    const api = await createToken(user.ctx(), { name: 'api', expiresInDays: 1 });
    expect(await actorFromApiToken(requestContext(), zenml.token, 'zenml')).toMatchObject({
      userId: user.id,
    });
    for (const attempt of [
      () => actorFromApiToken(requestContext(), zenml.token, 'api'),
      () => actorFromAuthorization(requestContext(), `Bearer ${zenml.token}`),
      () => actorFromApiToken(requestContext(), api.token, 'zenml'),
    ])
      await expect(attempt()).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  it('answer in one voice when malformed, unknown, expired or revoked', async () => {
    const user = await makeUser(database.opened);
    const expired = await createToken(user.ctx(), { name: 'a', expiresInDays: 1 });
    const revoked = await createToken(user.ctx(), { name: 'b', expiresInDays: 9 });
    await revokeToken(user.ctx(), { id: revoked.id });
    await revokeToken(user.ctx(), { id: revoked.id });
    const last = expired.token.endsWith('0') ? '1' : '0';
    const said = await Promise.all(
      ['assay_api_x', expired.token.slice(0, -1) + last, expired.token, revoked.token].map((text) =>
        actorFromAuthorization(later(DAY + 1), `Bearer ${text}`).catch((error: Error) => error.message),
      ),
    );
    expect(new Set(said).size).toBe(1);
    const seen: SecurityLogEvent['kind'][] = [];
    onSecurityEvent((event) => seen.push(event.kind));
    await actorFromApiToken(requestContext(), expired.token, 'api');
    expect(seen).toEqual([]);
    await expect(actorFromApiToken(requestContext(), revoked.token, 'api')).rejects.toBeDefined();
    expect(seen).toEqual(['token_refused']);
    for (const header of ['', 'Bearer', 'Basic abc', `Bearer a b`, 'Bearer a.b.c', 'Bearer ..'])
      await expect(actorFromAuthorization(requestContext(), header)).rejects.toMatchObject({
        code: 'unauthenticated',
      });
  });

  it('note their last use once a minute, and where it came from', async () => {
    const user = await makeUser(database.opened);
    const { token } = await createToken(user.ctx(), { name: 'a', expiresInDays: 1 });
    const used = async () => {
      const [at] = await listTokens(user.ctx());
      return [at?.lastUsedAt, at?.lastUsedFrom];
    };
    expect(await used()).toEqual([null, null]);
    const first = { ...requestContext(), address: '192.0.2.7' };
    await actorFromApiToken(first, token, 'api');
    for (const ms of [59_000, 60_000])
      await actorFromApiToken(
        requestContextFor(database.opened, { now: new Date(first.now.getTime() + ms) }),
        token,
        'api',
      );
    expect(await used()).toEqual([first.now, '192.0.2.7']);
    const again = new Date(first.now.getTime() + 61_000);
    await actorFromApiToken(requestContextFor(database.opened, { now: again }), token, 'api');
    expect(await used()).toEqual([again, '192.0.2.1']);
  });

  it('never do more than their owner, and less where they say so', async () => {
    const one = await makeProject(database.opened);
    const two = await makeProject(database.opened);
    const user = await makeUser(database.opened, { role: 'maintainer' });
    const may = async (
      input: { readOnly?: boolean; project?: string },
      type: 'read' | 'create',
      id: string,
    ) => {
      const { token } = await createToken(user.ctx(), { name: 't', expiresInDays: 1, ...input });
      const actor = await actorFromApiToken(requestContext(), token, 'api');
      return can(ctxFor(database.opened, actor), { operation: 'model', type, projectId: id });
    };
    expect(await may({}, 'create', two.id)).toBe(true);
    expect(await may({ readOnly: true }, 'read', two.id)).toBe(true);
    expect(await may({ readOnly: true }, 'create', two.id)).toBe(false);
    expect(await may({ project: one.name }, 'create', one.id)).toBe(true);
    expect(await may({ project: one.name }, 'read', two.id)).toBe(false);
  });

  it('of one project read nothing of the store that an assignment there would not', async () => {
    const project = await makeProject(database.opened);
    const ada = await makeUser(database.opened, { role: 'admin' });
    const { token } = await createToken(ada.ctx(), { name: 't', expiresInDays: 1, project: project.name });
    const ctx = ctxFor(database.opened, await actorFromApiToken(requestContext(), token, 'api'));
    const reads = (operation: 'stack' | 'user' | 'secret' | 'audit') =>
      can(ctx, { operation, type: 'read', projectId: null });
    expect([await reads('stack'), await reads('user'), await reads('secret'), await reads('audit')]).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });

  it('make none that lives longer or reaches further than they do', async () => {
    const user = await makeUser(database.opened, { role: 'maintainer' });
    const project = await makeProject(database.opened);
    const ctxOfToken = async (input: { readOnly?: boolean; project?: string }) => {
      const { token } = await createToken(user.ctx(), { name: 't', expiresInDays: 5, ...input });
      return ctxFor(database.opened, await actorFromApiToken(requestContext(), token, 'api'));
    };
    const plain = await ctxOfToken({});
    await expect(createToken(plain, { name: 'x', expiresInDays: 6 })).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(createToken(plain, { name: 'x', expiresInDays: 6 })).rejects.toMatchObject({
      issues: [{ path: 'expiresInDays', message: 'A token cannot make one that expires after itself.' }],
    });
    await expect(createToken(plain, { name: 'x', expiresInDays: 4 })).resolves.toBeDefined();
    const { token: text } = await createToken(user.ctx(), { name: 't', expiresInDays: 5 });
    const actor = await actorFromApiToken(requestContext(), text, 'api');
    const [own] = (await listTokens(user.ctx())).filter(({ id }) => id === actor.credentialId);
    const asItself = new Date((own?.expiresAt.getTime() ?? 0) - 5 * DAY);
    const at = (now: Date) => ({ ...ctxFor(database.opened, actor), now });
    expect((await createToken(at(asItself), { name: 'x', expiresInDays: 5 })).expiresAt).toEqual(
      own?.expiresAt,
    );
    await expect(
      createToken(at(new Date(asItself.getTime() + 1)), { name: 'x', expiresInDays: 5 }),
    ).rejects.toMatchObject({ code: 'forbidden' });
    const gone = ctxFor(database.opened, { ...actor, credentialId: newId() });
    await expect(createToken(gone, { name: 'x', expiresInDays: 1 })).rejects.toMatchObject({
      code: 'forbidden',
    });
    for (const limited of [{ readOnly: true }, { project: project.name }])
      await expect(
        createToken(await ctxOfToken(limited), { name: 'x', expiresInDays: 1 }),
      ).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('need a name, an end within 366 days, and a project that one may read', async () => {
    const user = await makeUser(database.opened);
    const project = await makeProject(database.opened);
    await expect(createToken(anonymous(), { name: 't', expiresInDays: 1 })).rejects.toMatchObject({
      code: 'unauthenticated',
    });
    for (const expiresInDays of [0, 367, 1.5, Number.NaN])
      await expect(createToken(user.ctx(), { name: 't', expiresInDays })).rejects.toMatchObject({
        issues: [{ path: 'expiresInDays', value: expiresInDays }],
      });
    for (const name of ['', 'a---b'])
      await expect(createToken(user.ctx(), { name, expiresInDays: 1 })).rejects.toMatchObject({
        code: 'invalid',
        issues: [{ path: 'name', value: name, message: expect.stringMatching(/^Token name must/) }],
      });
    const ctx = user.ctx();
    for (const days of [1, 366]) {
      const made = await createToken(ctx, { name: 'a/b', expiresInDays: days });
      expect(made).toMatchObject({
        name: 'a/b',
        kind: 'api',
        readOnly: false,
        project: null,
        ownerKind: 'person',
        isRotated: false,
        createdAt: ctx.now,
        revokedAt: null,
        expiresAt: new Date(ctx.now.getTime() + days * DAY),
      });
    }
    await expect(
      createToken(user.ctx(), { name: 't', expiresInDays: 1, project: project.name }),
    ).rejects.toMatchObject({ code: 'not_found' });
  });

  it('are seen and revoked by their owner and by administrators, and by nobody else', async () => {
    const user = await makeUser(database.opened);
    const ada = await makeUser(database.opened, { role: 'admin' });
    const eve = await makeUser(database.opened, { role: 'maintainer' });
    const { id, token } = await createToken(user.ctx(), { name: 't', expiresInDays: 1 });
    expect(await listTokens(ada.ctx(), { user: user.name })).toMatchObject([{ id }]);
    expect((await listTokens(ada.ctx(), { everybody: true })).length).toBeGreaterThanOrEqual(1);
    await expect(listTokens(eve.ctx(), { user: user.name })).rejects.toMatchObject({
      permission: 'token:read',
    });
    await expect(listTokens(anonymous())).rejects.toMatchObject({ code: 'unauthenticated' });
    await expect(revokeToken(anonymous(), { id })).rejects.toMatchObject({ code: 'unauthenticated' });
    for (const [ctx, other] of [
      [eve.ctx(), id],
      [ada.ctx(), newId()],
      [ada.ctx(), 'x'],
    ] as const)
      await expect(revokeToken(ctx, { id: other })).rejects.toMatchObject({ code: 'not_found' });
    await revokeToken(ada.ctx(), { id });
    await expect(actorFromApiToken(requestContext(), token, 'api')).rejects.toMatchObject({
      code: 'unauthenticated',
    });
  });
});

describe('client tokens', () => {
  it('are refused when forged, of another algorithm or audience, or expired', async () => {
    const user = await makeUser(database.opened);
    const signedIn = requestContext();
    const { token, expiresIn } = issueClientToken(signedIn, {
      userId: user.id,
      name: user.name,
      credentialEpoch: 0,
    });
    expect(expiresIn).toBe(7200);
    expect(await actorFromClientToken(requestContext(), token)).toMatchObject({
      userId: user.id,
      kind: 'client',
    });
    const [header = '', payload = '', signature = ''] = token.split('.');
    const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const none = `${encoded({ alg: 'none', typ: 'JWT' })}.${payload}.`;
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
    const signedWith = (head: string, body: string, key = testKeys('client-tokens')) =>
      `${head}.${body}.${createHmac('sha256', key).update(`${head}.${body}`).digest('base64url')}`;
    const signed = (body: string, key: Buffer) => signedWith(header, body, key);
    expect(signed(payload, testKeys('client-tokens'))).toBe(token);
    const forged = [
      none,
      `${header}.${encoded({ ...claims, epoch: 7 })}.${signature}`,
      signed(payload, testKeys('sessions')),
      signed(encoded({ ...claims, aud: 'other' }), testKeys('client-tokens')),
      signed(encoded({ ...claims, sub: 'x' }), testKeys('client-tokens')),
      signed(encoded({ ...claims, sub: newId() }), testKeys('client-tokens')),
      signed(encoded({ ...claims, epoch: 1 }), testKeys('client-tokens')),
      `${token}.x`,
      `${header}.${payload}`,
      header,
      `${header}.${payload}.${signature.slice(4)}`,
      ...[
        null,
        7,
        'x',
        [],
        { ...claims, exp: '9999999999' },
        { ...claims, epoch: '0' },
        { ...claims, sub: 7 },
      ].map((body) => signed(encoded(body), testKeys('client-tokens'))),
      signedWith(encoded({ alg: 'HS512', typ: 'JWT' }), payload),
      signedWith('', payload),
    ];
    for (const text of forged)
      await expect(actorFromClientToken(requestContext(), text)).rejects.toMatchObject({
        code: 'unauthenticated',
      });
    const signedInAt = new Date(Math.floor(signedIn.now.getTime() / 1_000) * 1_000);
    expect(await actorFromClientToken(later(7_190_000), token)).toMatchObject({ signedInAt });
    for (const after of [7_200_000, 7_200_001])
      await expect(
        actorFromClientToken({ ...signedIn, now: new Date(signedInAt.getTime() + after) }, token),
      ).rejects.toMatchObject({ message: 'The token has expired.' });
  });
});

describe('a client token of somebody else than before', () => {
  it('opens nothing after the password or the account was changed', async () => {
    const name = unique('person');
    const { id: userId } = await createUser(system(), { name, password: PASSWORD });
    const { token } = issueClientToken(requestContext(), { userId, name, credentialEpoch: 0 });
    expect(await actorFromClientToken(requestContext(), token)).toMatchObject({ userId, limit: null });
    await setUserPassword(system(), { user: name, password: 'quite another phrase, as long' });
    await expect(actorFromClientToken(requestContext(), token)).rejects.toMatchObject({
      code: 'unauthenticated',
      message: 'The token is no longer valid.',
    });
    await updateUser(system(), { user: name, isActive: false });
    await expect(actorFromClientToken(requestContext(), token)).rejects.toMatchObject({
      code: 'forbidden',
      message: 'User is inactive',
    });
    await deleteUser(system(), { user: name });
    await expect(actorFromClientToken(requestContext(), token)).rejects.toMatchObject({
      code: 'unauthenticated',
      message: 'The token is not valid.',
    });
  });
});

describe('verifyCredentials', () => {
  it('hashes once a minute, and not at all after a change of the password', async () => {
    const name = unique('person');
    await createUser(system(), { name, password: PASSWORD });
    const seen: SecurityLogEvent['kind'][] = [];
    onSecurityEvent((event) => seen.push(event.kind));
    const start = Date.now();
    const enter = (password: string, ms = 0) =>
      verifyCredentials(requestContextFor(database.opened, { now: new Date(start + ms) }), {
        name,
        password,
      });
    await Promise.all([enter(PASSWORD), enter(PASSWORD)]);
    await enter(PASSWORD, 59_000);
    expect(seen).toEqual(['sign_in_ok']);
    await enter(PASSWORD, 61_000);
    expect(seen).toEqual(['sign_in_ok', 'sign_in_ok']);
    await setUserPassword(system(), { user: name, password: 'quite another phrase, as long' });
    await expect(enter(PASSWORD, 62_000)).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  it('counts each wrong try', async () => {
    const name = unique('person');
    await createUser(system(), { name, password: PASSWORD });
    const from = requestContextFor(database.opened, { address: '198.51.100.7' });
    const codes: string[] = [];
    for (let n = 0; n < 11; n += 1)
      await verifyCredentials(from, { name, password: 'a wrong guess' }).catch((error: { code: string }) =>
        codes.push(error.code),
      );
    expect(codes).toEqual([...Array(10).fill('unauthenticated'), 'busy']);
  });
});

describe('the actor of a token', () => {
  it('is the account, so that a lost grant is lost to the token at once', async () => {
    const user = await makeUser(database.opened);
    const { token } = await createToken(user.ctx(), { name: 't', expiresInDays: 1 });
    const actor: UserActor = await actorFromApiToken(requestContext(), token, 'api');
    expect(
      await can(ctxFor(database.opened, actor), { operation: 'model', type: 'read', projectId: null }),
    ).toBe(false);
  });
});
