import { describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import { apiOver } from '@/lib/testing/api';
import { makeCatalog } from '@/lib/testing/catalog';
import { makeUser } from '@/lib/testing/world';
import { V1_TABLE } from './table';

const database = testDatabase();

function published(method: string, path: string, value: unknown): unknown {
  const found = V1_TABLE.find((endpoint) => endpoint.method === method && endpoint.path === path);
  if (found?.reply === undefined) throw new Error(`${method} ${path} publishes no reply`);
  return found.reply.parse(value);
}

async function makePlace() {
  const { send } = apiOver(database.opened);
  const catalog = await makeCatalog(database.opened);
  const maintainer = await makeUser(database.opened, { role: 'maintainer' });
  const viewer = await makeUser(database.opened, { role: 'viewer' });
  const at = `/api/v1/catalogs/${catalog.name}/entries`;
  const post = (body: unknown) => send(maintainer, 'POST', at, { body });
  return { send, catalog: catalog.name, maintainer, viewer, at, post };
}

const ENTRY = '/catalogs/{catalog}/entries/{entry}';

describe('catalogs over v1', () => {
  it('makes, reads, changes and deletes an entry, and tells who deleted it', async () => {
    const { send, at, post, maintainer, viewer, catalog } = await makePlace();
    const made = await post({ identifier: 'a/b', code: 'x = 1', tags: ['Audio'] });
    expect(made.status).toBe(201);
    expect(published('POST', '/catalogs/{catalog}/entries', made.json())).toMatchObject({
      catalog,
      identifier: 'a/b',
      tags: ['Audio'],
      qualityAttribute: '',
      createdBy: maintainer.name,
    });
    const read = await send(viewer, 'GET', `${at}/a%2Fb`);
    expect(published('GET', ENTRY, read.json())).toEqual(made.json());
    const { updatedAt: expectedUpdatedAt } = made.json() as { updatedAt: string };
    const put = (code: string) =>
      send(maintainer, 'PUT', `${at}/a%2Fb`, { body: { code, expectedUpdatedAt } });
    expect(published('PUT', ENTRY, (await put('x = 2')).json())).toMatchObject({ code: 'x = 2', tags: [] });
    expect((await put('x = 3')).json()).toMatchObject({ status: 412 });
    expect((await send(viewer, 'DELETE', `${at}/a%2Fb`)).json()).toMatchObject({
      status: 403,
      permission: 'catalog:delete',
    });
    expect((await send(maintainer, 'DELETE', `${at}/a%2Fb`)).status).toBe(204);
    expect((await send(viewer, 'GET', `${at}/a%2Fb`)).json()).toMatchObject({
      status: 410,
      gone: { by: maintainer.name },
    });
  });

  it('pages through entries without their code, of one catalog and of all', async () => {
    const { send, at, post, viewer, catalog } = await makePlace();
    for (const identifier of ['a', 'b', 'c']) await post({ identifier, code: 'hidden_word' });
    const path = '/catalogs/{catalog}/entries';
    const first = await send(viewer, 'GET', `${at}?limit=2`);
    const page = published('GET', path, first.json()) as { next: string };
    expect(page).toMatchObject({ items: [{ identifier: 'a' }, { identifier: 'b' }], count: 3 });
    expect(first.text).not.toContain('hidden_word');
    const second = await send(viewer, 'GET', `${at}?limit=2&after=${encodeURIComponent(page.next)}`);
    expect(second.json()).toMatchObject({ items: [{ identifier: 'c' }], next: null });
    const all = await send(viewer, 'GET', '/api/v1/catalog-entries?sort=updated&limit=200');
    expect(published('GET', '/catalog-entries', all.json())).toMatchObject({
      items: expect.arrayContaining([expect.objectContaining({ catalog, identifier: 'c' })]),
    });
    expect((await send(viewer, 'GET', `${at}?tag=Audio`)).json()).toMatchObject({ items: [], count: 0 });
    expect((await send(viewer, 'GET', `${at}?colour=red`)).status).toBe(422);
    const listed = await send(viewer, 'GET', '/api/v1/catalogs');
    expect(published('GET', '/catalogs', listed.json())).toMatchObject({
      items: expect.arrayContaining([{ name: catalog, readOnly: false }]),
    });
  });

  it('refuses unknown fields, empty code, taken names, other words and absent places', async () => {
    const { send, post, viewer } = await makePlace();
    const entry = { identifier: 'x', code: 'pass' };
    expect((await post({ ...entry, creator: 'me' })).text).toContain('creator');
    expect((await post({ ...entry, code: '' })).status).toBe(422);
    expect((await post({ ...entry, tags: ['Nonsense'] })).json()).toMatchObject({
      status: 422,
      errors: [{ path: 'tags', value: 'Nonsense' }],
    });
    expect((await post(entry)).status).toBe(201);
    expect((await post(entry)).status).toBe(409);
    const nobody = await makeUser(database.opened);
    for (const who of [viewer, nobody])
      expect((await send(who, 'GET', '/api/v1/catalogs/nowhere/entries/x')).status).toBe(404);
    expect((await send(null, 'GET', '/api/v1/catalogs')).status).toBe(401);
  });
});
