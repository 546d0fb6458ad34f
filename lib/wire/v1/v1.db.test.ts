import { encode } from '@auth/core/jwt';
import { describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import { startSession } from '@/lib/sign-in/session';
import { sessionCookieKey, sessionCookieName } from '@/lib/sign-in/session-cookie';
import { apiOver } from '@/lib/testing/api';
import { body, makeWorkplace } from '@/lib/testing/artifacts';
import { makeProject, makeUser, requestContextFor, testKeys, unique } from '@/lib/testing/world';
import { V1_TABLE } from './table';

const database = testDatabase();
const send = (...args: Parameters<ReturnType<typeof apiOver>['send']>) =>
  apiOver(database.opened).send(...args);

/** The reply, parsed by the schema that the API publishes for it. */
function published(method: string, path: string, value: unknown): unknown {
  const found = V1_TABLE.find((endpoint) => endpoint.method === method && endpoint.path === path);
  if (found?.reply === undefined) throw new Error(`${method} ${path} publishes no reply`);
  return found.reply.parse(value);
}

describe('tokens over v1', () => {
  it('makes a token that works at once, shows it once, and ends it', async () => {
    const ada = await makeUser(database.opened, { role: 'viewer' });
    const made = await send(ada, 'POST', '/api/v1/tokens', { body: { name: 'ci', expiresInDays: 7 } });
    expect(made.status).toBe(201);
    const { token, id } = published('POST', '/tokens', made.json()) as { token: string; id: string };
    const headers = { Authorization: `Bearer ${token}` };
    const listed = await send(null, 'GET', '/api/v1/tokens', { headers });
    expect(published('GET', '/tokens', listed.json())).toMatchObject({ items: [{ id, name: 'ci' }] });
    expect(listed.text).not.toContain(token);
    expect(listed.text).not.toMatch(/hash|password/i);
    const ended = await send(ada, 'DELETE', `/api/v1/tokens/${id}`);
    expect([ended.status, ended.text]).toEqual([204, '']);
    expect((await send(null, 'GET', '/api/v1/tokens', { headers })).status).toBe(401);
  });

  it('wants credentials', async () => {
    const refused = await send(null, 'POST', '/api/v1/tokens', { body: {} });
    expect(refused.status).toBe(401);
    expect(refused.headers.get('content-type')).toBe('application/problem+json');
    expect(refused.headers.get('www-authenticate')).toBe('Bearer');
  });

  it('takes the session of our pages, but not beside an Authorization header', async () => {
    const ada = await makeUser(database.opened);
    const from = requestContextFor(database.opened);
    const { secret } = await startSession(from, { userId: ada.id, name: ada.name });
    const salt = sessionCookieName('http://localhost');
    const sid = await encode({ token: { sid: secret }, secret: sessionCookieKey(testKeys), salt });
    const status = async (headers: Record<string, string>) =>
      (await send(null, 'GET', '/api/v1/tokens', { headers })).status;
    const Cookie = `theme=dark; ${salt}=${sid}`;
    expect(await status({ Cookie })).toBe(200);
    expect(await status({ Cookie, Authorization: 'Bearer x' })).toBe(401);
    expect(await status({ Cookie, Authorization: '' })).toBe(401);
    expect(await status({ Cookie: `${salt}=x` })).toBe(401);
  });

  it("answers for somebody else's token as for none", async () => {
    const ada = await makeUser(database.opened);
    const bob = await makeUser(database.opened);
    const made = await send(ada, 'POST', '/api/v1/tokens', { body: { name: 't', expiresInDays: 1 } });
    const { id } = made.json() as { id: string };
    const absent = '01900000-0000-7000-8000-000000000000';
    const his = await send(bob, 'DELETE', `/api/v1/tokens/${id}`);
    const none = await send(bob, 'DELETE', `/api/v1/tokens/${absent}`);
    expect([his.status, none.status]).toEqual([404, 404]);
    expect(his.text.replace(id, '…')).toBe(none.text.replace(absent, '…'));
  });

  it('shows the tokens of others to administrators only', async () => {
    const admin = await makeUser(database.opened, { role: 'admin' });
    const viewer = await makeUser(database.opened, { role: 'viewer' });
    expect((await send(admin, 'GET', `/api/v1/tokens?user=${viewer.name}`)).status).toBe(200);
    const refused = await send(viewer, 'GET', '/api/v1/tokens?everybody=true');
    expect(refused.json()).toMatchObject({ status: 403, permission: 'token:read' });
  });

  it('refuses unknown fields, bad values, repeated parameters and other content types', async () => {
    const ada = await makeUser(database.opened);
    const post = (body: unknown, headers = {}) => send(ada, 'POST', '/api/v1/tokens', { body, headers });
    const unknown = await post({ name: 'x', expiresInDays: 1, admin: true });
    expect(unknown.status).toBe(422);
    expect(unknown.text).toContain('admin');
    expect((await post({ name: 'x', expiresInDays: 0 })).json()).toMatchObject({
      status: 422,
      errors: [{ path: 'expiresInDays', value: 0 }],
    });
    expect((await send(ada, 'GET', '/api/v1/tokens?user=a&user=b')).status).toBe(400);
    expect((await send(ada, 'GET', '/api/v1/tokens?sort=secret')).status).toBe(422);
    expect((await post('name=x', { 'Content-Type': 'application/x-www-form-urlencoded' })).status).toBe(415);
    expect((await post('{}', { 'Content-Type': 'text/plain' })).status).toBe(415);
  });
});

describe('projects, models and versions over v1', () => {
  it('makes them, reads them back and pages through them', async () => {
    const admin = await makeUser(database.opened, { role: 'admin' });
    const name = unique('project');
    const project = await send(admin, 'POST', '/api/v1/projects', { body: { name } });
    expect(published('POST', '/projects', project.json())).toMatchObject({ name, createdBy: admin.name });
    const base = `/api/v1/projects/${name}/models`;
    for (const model of ['a/1', 'b', 'c']) await send(admin, 'POST', base, { body: { name: model } });
    const path = '/projects/{project}/models';
    const first = published('GET', path, (await send(admin, 'GET', `${base}?limit=2`)).json()) as {
      next: string;
    };
    expect(first).toMatchObject({ items: [{ name: 'a/1' }, { name: 'b' }], count: 3 });
    const second = await send(admin, 'GET', `${base}?limit=2&after=${encodeURIComponent(first.next)}`);
    expect(second.json()).toMatchObject({ items: [{ name: 'c' }], next: null });
    expect((await send(admin, 'POST', `${base}/a%2F1/versions`, { body: { name: 'v' } })).status).toBe(201);
    expect((await send(admin, 'GET', `${base}/a%2F1/versions/v`)).json()).toMatchObject({ name: 'v' });
    expect((await send(admin, 'GET', `${base}?after=forged`)).status).toBe(422);
  });

  it("hides another project's rows behind the answer for absent ones", async () => {
    const mine = await makeProject(database.opened);
    const theirs = await makeProject(database.opened);
    const ada = await makeUser(database.opened, { role: 'admin', projectId: mine.id });
    expect((await send(ada, 'GET', `/api/v1/projects/${theirs.name}`)).status).toBe(404);
    expect((await send(ada, 'GET', `/api/v1/projects/${theirs.name}/models`)).status).toBe(404);
    const denied = await send(ada, 'POST', `/api/v1/projects/${theirs.name}/models`, { body: { name: 'm' } });
    expect(denied.status).toBe(404);
    expect((await send(ada, 'POST', '/api/v1/projects', { body: { name: unique('p') } })).status).toBe(403);
  });
});

describe('artifacts over v1', () => {
  it('writes, reads at any revision, lists without bodies and deletes', async () => {
    const { at, owner } = await makeWorkplace(database.opened);
    const model = `/api/v1/projects/${at.project}/models/${at.model}`;
    const artifacts = `${model}/versions/v1/artifacts`;
    const header = { identifier: 'card.default', type: 'card' };
    const post = (task: string, more: object = {}) => {
      const posted = { ...body.card(), system: { task } };
      return send(owner, 'POST', artifacts, { body: { artifact: { header, body: posted }, ...more } });
    };
    expect((await post('one')).status).toBe(201);
    expect((await post('two')).status).toBe(409);
    const second = await post('two', { force: true });
    const path = '/projects/{project}/models/{model}/versions/{version}/artifacts';
    expect(published('POST', path, second.json())).toMatchObject({
      revision: { revision: 2 },
      version: null,
    });
    const first = await send(owner, 'GET', `${model}/artifacts/card.default?revision=1`);
    expect(first.json()).toMatchObject({ body: { system: { task: 'one' } }, revision: { revision: 1 } });
    const listed = await send(owner, 'GET', `${artifacts}?type=card`);
    expect(published('GET', path, listed.json())).toMatchObject({ items: [{ identifier: 'card.default' }] });
    expect(listed.text).not.toContain('"body"');
    const revisions = await send(owner, 'GET', `${artifacts}/card.default/revisions?limit=1`);
    expect(revisions.json()).toMatchObject({ items: [{ revision: 2 }], count: 2 });
    expect((await send(owner, 'DELETE', `${artifacts}/card.default`)).status).toBe(204);
    const gone = await send(owner, 'GET', `${artifacts}/card.default`);
    expect(gone.json()).toMatchObject({ status: 410, gone: { by: owner.name } });
  });

  it('refuses fields that no release knows', async () => {
    const { at, owner } = await makeWorkplace(database.opened);
    const header = { identifier: 'card.default', type: 'card' };
    const path = `/api/v1/projects/${at.project}/models/${at.model}/versions/v1/artifacts`;
    const inside = { artifact: { header, body: { ...body.card(), invented: 1 } } };
    const beside = { artifact: { header, body: body.card() }, invented: 1 };
    for (const sent of [inside, beside]) {
      const refused = await send(owner, 'POST', path, { body: sent });
      expect([refused.status, refused.text]).toEqual([422, expect.stringContaining('invented')]);
    }
  });
});

describe('the documents of v1', () => {
  it('describe every endpoint of the table, without credentials', async () => {
    const document = (await send(null, 'GET', '/api/v1/openapi.json')).json() as {
      openapi: string;
      paths: Record<string, Record<string, unknown>>;
    };
    expect(document.openapi).toBe('3.1.0');
    const page = await send(null, 'GET', '/api/v1/docs');
    for (const { method, path } of V1_TABLE) {
      expect(document.paths[`/api/v1${path}`]).toHaveProperty(method.toLowerCase());
      expect(page.text).toContain(`${method} /api/v1${path}`);
    }
    expect(page.text).not.toMatch(/<script|src=|https?:/);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('answers unknown paths and methods as problems', async () => {
    const nowhere = await send(null, 'GET', '/api/v1/nowhere');
    expect([nowhere.status, nowhere.headers.get('content-type')]).toEqual([404, 'application/problem+json']);
    const method = await send(null, 'PUT', '/api/v1/tokens');
    expect([method.status, method.headers.get('allow')]).toEqual([405, 'GET, POST']);
  });
});
