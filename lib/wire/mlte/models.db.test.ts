import { describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import { makeMlteProject } from '@/lib/testing/mlte-project';
import { makeUser, unique } from '@/lib/testing/world';

const database = testDatabase();

describe('models at the MLTE door', () => {
  it('makes, names and shows a model, always with 200', async () => {
    const { send, base, writer } = await makeMlteProject(database.opened);
    const made = await send(writer, 'POST', `${base}/model`, { body: { identifier: 'a/b c', versions: [] } });
    expect([made.status, made.json()]).toEqual([200, { identifier: 'a/b c', versions: [] }]);
    const version = await send(writer, 'POST', `${base}/model/a---b%20c/version`, {
      body: { identifier: 'v/1' },
    });
    expect([version.status, version.json()]).toEqual([200, { identifier: 'v/1' }]);
    expect((await send(writer, 'GET', `${base}/model`)).json()).toEqual(['a/b c']);
    const whole = { identifier: 'a/b c', versions: [{ identifier: 'v/1' }] };
    expect((await send(writer, 'GET', `${base}/model/a---b%20c`)).json()).toEqual(whole);
    expect((await send(writer, 'GET', `${base}/model/a---b%20c/version`)).json()).toEqual(['v/1']);
    expect((await send(writer, 'GET', `${base}/model/a---b%20c/version/v---1`)).json()).toEqual({
      identifier: 'v/1',
    });
  });

  it('answers a deletion with what was deleted', async () => {
    const { send, base, writer } = await makeMlteProject(database.opened);
    await send(writer, 'POST', `${base}/model`, { body: { identifier: 'a/b c' } });
    await send(writer, 'POST', `${base}/model/a---b%20c/version`, { body: { identifier: 'v/1' } });
    const gone = await send(writer, 'DELETE', `${base}/model/a---b%20c/version/v---1`);
    expect([gone.status, gone.json()]).toEqual([200, { identifier: 'v/1' }]);
    const deleted = await send(writer, 'DELETE', `${base}/model/a---b%20c`);
    expect([deleted.status, deleted.json()]).toEqual([200, { identifier: 'a/b c', versions: [] }]);
    expect((await send(writer, 'GET', `${base}/model/a---b%20c`)).status).toBe(404);
  });

  it('keeps the project default at the bare address and others apart from it', async () => {
    const { send, base, writer } = await makeMlteProject(database.opened);
    const admin = await makeUser(database.opened, { role: 'admin' });
    const name = unique('model');
    await send(writer, 'POST', `${base}/model`, { body: { identifier: name } });
    expect((await send(admin, 'GET', `/api/model/${name}`)).status).toBe(404);
    expect((await send(admin, 'POST', '/api/model', { body: { identifier: name } })).status).toBe(200);
    expect((await send(admin, 'GET', `/p/default/api/model/${name}`)).status).toBe(200);
  });

  it('wants credentials everywhere, before it looks at anything else', async () => {
    const { send, base } = await makeMlteProject(database.opened);
    const refused = await send(null, 'POST', `${base}/model`, { body: '{not json' });
    expect([refused.status, refused.json()]).toEqual([401, { detail: 'Not authenticated' }]);
    expect(refused.headers.get('www-authenticate')).toBe('Bearer');
    const basic = { headers: { Authorization: 'Basic YTpi' } };
    expect((await send(null, 'GET', `${base}/model`, basic)).json()).toEqual({ detail: 'Not authenticated' });
    const forged = { headers: { Authorization: 'Bearer nonsense' } };
    const bad = await send(null, 'GET', `${base}/model`, forged);
    expect([bad.status, bad.json()]).toEqual([401, { detail: 'Unauthorized' }]);
    expect(bad.headers.get('www-authenticate')).toMatch(/^Bearer error="invalid_token"/);
  });

  it('answers 403 alike for denied and absent to who may not read, 404 to who may', async () => {
    const { send, base, writer, stranger } = await makeMlteProject(database.opened);
    await send(writer, 'POST', `${base}/model`, { body: { identifier: 'here' } });
    const refusals = await Promise.all(
      ['here', 'absent'].map((name) => send(stranger, 'GET', `${base}/model/${name}`)),
    );
    for (const refusal of refusals) expect(refusal.status).toBe(403);
    expect(refusals[0]?.text).toBe(refusals[1]?.text);
    const absent = await send(writer, 'GET', `${base}/model/absent`);
    expect([absent.status, absent.json()]).toEqual([404, { detail: 'Model absent not found.' }]);
    expect((await send(stranger, 'GET', `/p/${unique('absent')}/api/model`)).status).toBe(403);
  });

  it('refuses a reader who writes, and says which permission is missing', async () => {
    const { send, base, viewer } = await makeMlteProject(database.opened);
    const refused = await send(viewer, 'POST', `${base}/model`, { body: { identifier: 'x' } });
    expect(refused.status).toBe(403);
    expect(refused.text).toMatch(/not authorized to access this resource\. .*model:create/);
  });

  it('answers 409 for a name that is taken', async () => {
    const { send, base, writer } = await makeMlteProject(database.opened);
    await send(writer, 'POST', `${base}/model`, { body: { identifier: 'm' } });
    const again = await send(writer, 'POST', `${base}/model`, { body: { identifier: 'm' } });
    expect([again.status, again.json()]).toEqual([409, { detail: 'Model m already exists.' }]);
    await send(writer, 'POST', `${base}/model/m/version`, { body: { identifier: 'v' } });
    expect(
      (await send(writer, 'POST', `${base}/model/m/version`, { body: { identifier: 'v' } })).status,
    ).toBe(409);
  });

  it.each([
    ['no JSON', '{', /valid JSON|too early/],
    ['no identifier', {}, /identifier/],
    ['an identifier that is no text', { identifier: 7 }, /identifier/],
    ['an ambiguous name', { identifier: 'a---b' }, /'---'/],
    ['JSON 100,000 deep', '['.repeat(100_000), /deeper than 64/],
    ['a name twice', '{"identifier":"a","identifier":"b"}', /twice/],
  ])('answers 422 in a list of complaints for %s', async (_, body, message) => {
    const { send, base, writer } = await makeMlteProject(database.opened);
    const refused = await send(writer, 'POST', `${base}/model`, { body });
    expect(refused.status).toBe(422);
    const { detail } = refused.json() as { detail: { type: string; loc: unknown[]; msg: string }[] };
    expect(detail[0]?.loc[0]).toBe('body');
    expect(detail[0]?.msg).toMatch(message);
  });

  it('names the field of a refused name as clients call it', async () => {
    const { send, base, writer } = await makeMlteProject(database.opened);
    await send(writer, 'POST', `${base}/model`, { body: { identifier: 'm' } });
    for (const path of ['model', 'model/m/version']) {
      const refused = await send(writer, 'POST', `${base}/${path}`, { body: { identifier: 'a---b' } });
      expect(refused.json()).toMatchObject({ detail: [{ loc: ['body', 'identifier'], input: 'a---b' }] });
    }
  });

  it('redirects a trailing slash, and answers unknown paths and methods in JSON', async () => {
    const { send, base, writer } = await makeMlteProject(database.opened);
    const moved = await send(writer, 'POST', `${base}/model/?x=1`, { body: { identifier: 'm' } });
    expect([moved.status, moved.headers.get('location')]).toEqual([307, `${base}/model?x=1`]);
    const nowhere = await send(writer, 'GET', `${base}/nowhere`);
    expect([nowhere.status, nowhere.json()]).toEqual([404, { detail: 'Not Found' }]);
    const method = await send(writer, 'PUT', `${base}/model`);
    expect([method.status, method.json()]).toEqual([405, { detail: 'Method Not Allowed' }]);
    expect(method.headers.get('allow')).toBe('POST, GET');
  });
});
