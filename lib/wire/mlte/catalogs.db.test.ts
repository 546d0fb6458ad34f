import { describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import { apiOver } from '@/lib/testing/api';
import { makeCatalog } from '@/lib/testing/catalog';
import { makeProject, makeUser, unique } from '@/lib/testing/world';
import { MLTE_TABLE } from './table';

const database = testDatabase();

/** An entry as a current client sends it. */
const entryOf = (identifier: string, over: object = {}, header: object = {}) => ({
  header: {
    identifier,
    creator: 'somebody else',
    created: 1,
    updater: 'nobody',
    updated: 2,
    catalog_id: null,
    ...header,
  },
  tags: ['Audio'],
  quality_attribute: 'Fairness',
  code: 'def measure():\n    return 1\n',
  description: 'Measures one.',
  inputs: null,
  output: 'One',
  ...over,
});

async function makePlace() {
  const { send } = apiOver(database.opened);
  const catalog = await makeCatalog(database.opened);
  const readOnly = await makeCatalog(database.opened, { readOnly: true });
  const maintainer = await makeUser(database.opened, { role: 'maintainer' });
  const viewer = await makeUser(database.opened, { role: 'viewer' });
  const at = `/api/catalog/${catalog.name}/entry`;
  return { send, catalog: catalog.name, readOnly: readOnly.name, maintainer, viewer, at };
}

const identifiers = (entries: unknown) =>
  (entries as { header: { identifier: string } }[]).map(({ header }) => header.identifier);

describe('catalogs at the MLTE door', () => {
  it('are listed with what clients know of them', async () => {
    const { send, viewer, readOnly } = await makePlace();
    const listed = (await send(viewer, 'GET', '/api/catalogs')).json();
    expect(listed).toContainEqual({ id: 'sample', read_only: true, type: 'database' });
    expect(listed).toContainEqual({ id: 'local', read_only: false, type: 'database' });
    expect(listed).toContainEqual({ id: readOnly, read_only: true, type: 'database' });
    const nobody = await makeUser(database.opened);
    expect((await send(nobody, 'GET', '/api/catalogs')).status).toBe(403);
    expect((await send(null, 'GET', '/api/catalogs')).status).toBe(401);
  });

  it('keep an entry with stamps of the store, whatever the client claims', async () => {
    const { send, at, maintainer, viewer, catalog } = await makePlace();
    const now = Math.floor(Date.now() / 1000);
    const made = await send(maintainer, 'POST', at, { body: entryOf('a/b c') });
    const header = {
      identifier: 'a/b c',
      creator: maintainer.name,
      created: expect.closeTo(now, -1),
      updater: null,
      updated: -1,
      catalog_id: catalog,
    };
    expect([made.status, made.json()]).toEqual([200, { ...entryOf('a/b c'), header }]);
    const project = await makeProject(database.opened);
    const read = await send(viewer, 'GET', `/p/${project.name}${at}/a---b%20c`);
    expect(read.json()).toEqual(made.json());
    expect(
      MLTE_TABLE.find(({ path }) => path === '/catalog/{catalog}/entry/{entry}')?.reply?.parse(read.json()),
    ).toEqual(read.json());
    const admin = await makeUser(database.opened, { role: 'admin' });
    const changed = await send(admin, 'PUT', at, { body: entryOf('a/b c', { tags: [] }) });
    expect(changed.json()).toMatchObject({
      header: { creator: maintainer.name, updater: admin.name, updated: expect.closeTo(now, -1) },
      tags: [],
    });
    const gone = await send(maintainer, 'DELETE', `${at}/a---b%20c`);
    expect([gone.status, gone.json()]).toEqual([200, changed.json()]);
    expect((await send(viewer, 'GET', `${at}/a---b%20c`)).status).toBe(404);
  });

  it('list more than a hundred entries, of one catalog and of all', async () => {
    const { send, at, maintainer, viewer, catalog } = await makePlace();
    const names = Array.from({ length: 103 }, (_, n) => `e${n}`);
    for (const name of names) await send(maintainer, 'POST', at, { body: entryOf(name) });
    expect(identifiers((await send(viewer, 'GET', at)).json())).toEqual(names);
    const all = (await send(viewer, 'GET', '/api/catalogs/entry')).json() as {
      header: { identifier: string; catalog_id: string };
    }[];
    expect(identifiers(all.filter(({ header }) => header.catalog_id === catalog))).toEqual(names);
    const found = await send(viewer, 'POST', '/api/catalogs/entry/search', {
      body: {
        filter: { type: 'and', filters: names.slice(-2).map((id) => ({ type: 'identifier', id })) },
      },
    });
    expect(found.json()).toEqual([]);
  });

  it('search in the language of the clients, and name the field that entries have not', async () => {
    const { send, at, maintainer, viewer } = await makePlace();
    const word = unique('needle');
    await send(maintainer, 'POST', at, { body: entryOf('one', { code: `x = "${word.toUpperCase()}"` }) });
    await send(maintainer, 'POST', at, { body: entryOf('two', { description: word }) });
    const search = (query: unknown) => send(viewer, 'POST', '/api/catalogs/entry/search', { body: query });
    const property = (name: string) => ({ filter: { type: 'property', name, property: word } });
    expect(identifiers((await search(property('code'))).json())).toEqual(['one']);
    expect(identifiers((await search(property('description'))).json())).toEqual(['two']);
    const tag = { type: 'tag', name: 'tags', tag: 'AUD' };
    const both = { filter: { type: 'and', filters: [tag, property('code').filter] } };
    expect(identifiers((await search(both)).json())).toEqual(['one']);
    expect((await search({ filter: { type: 'type', item_type: 'card' } })).json()).toEqual([]);
    expect((await search({})).status).toBe(200);
    for (const query of [property('header'), { filter: { type: 'regex' } }, { filter: 7 }]) {
      const refused = await search(query);
      expect([refused.status, refused.text]).toEqual([422, expect.stringContaining('filter')]);
    }
    expect((await search(property('header'))).text).toContain('must be one of quality_attribute, code');
  });

  it('answer in the words of the old server: exists, not found, read only, other catalog, unknown words', async () => {
    const { send, at, maintainer, viewer, readOnly, catalog } = await makePlace();
    const post = (body: unknown, path = at) => send(maintainer, 'POST', path, { body });
    expect((await post(entryOf('twice'))).status).toBe(200);
    const exists = await post(entryOf('twice'));
    expect([exists.status, exists.json()]).toEqual([
      409,
      { detail: `Exists: Entry twice of catalog ${catalog} already exists.` },
    ]);
    const sealed = { detail: `Forbidden: The catalog '${readOnly}' is read only.` };
    const inReadOnly = `/api/catalog/${readOnly}/entry`;
    for (const refused of [
      await post(entryOf('x'), inReadOnly),
      await send(maintainer, 'PUT', inReadOnly, { body: entryOf('x') }),
      await send(maintainer, 'DELETE', `${inReadOnly}/x`),
    ])
      expect([refused.status, refused.json()]).toEqual([403, sealed]);
    for (const [method, path, body] of [
      ['GET', '/api/catalog/nowhere/entry', undefined],
      ['GET', '/api/catalog/nowhere/entry/x', undefined],
      ['POST', '/api/catalog/nowhere/entry', entryOf('x')],
      ['GET', `${at}/absent`, undefined],
      ['PUT', at, entryOf('absent')],
      ['DELETE', `${at}/absent`, undefined],
    ] as const) {
      const absent = await send(maintainer, method, path, body === undefined ? {} : { body });
      expect([absent.status, absent.text], path).toEqual([404, expect.stringMatching(/not found\./)]);
    }
    const unknown = await post(entryOf('words', { tags: ['Nonsense'], quality_attribute: 'Beauty' }));
    expect(unknown.status).toBe(422);
    expect(unknown.json()).toMatchObject({
      detail: [
        { loc: ['body', 'tags'], input: 'Nonsense' },
        { loc: ['body', 'quality_attribute'], input: 'Beauty' },
      ],
    });
    expect((await post({ header: { identifier: 'x' } })).status).toBe(422);
    expect((await send(viewer, 'POST', at, { body: entryOf('x') })).text).toContain('catalog:create');
    expect((await send(null, 'POST', at, { body: entryOf('x') })).status).toBe(401);
  });

  it('take the catalog from the path, or the same word from the header, and no other', async () => {
    const { send, at, maintainer, catalog } = await makePlace();
    const post = (identifier: string, catalog_id: string) =>
      send(maintainer, 'POST', at, { body: entryOf(identifier, {}, { catalog_id }) });
    expect((await post('empty', '')).json()).toMatchObject({ header: { catalog_id: catalog } });
    expect((await post('same', catalog)).json()).toMatchObject({ header: { catalog_id: catalog } });
    // What clients up to 2.5 send, and split again when it comes back.
    expect((await post('joint', `lab--${catalog}`)).json()).toMatchObject({
      header: { identifier: 'joint', catalog_id: `lab--${catalog}` },
    });
    const other = await post('other', 'sample');
    expect([other.status, other.text]).toEqual([422, expect.stringContaining("'sample'")]);
  });

  it('take what clients before 2.4 send: no quality attribute, and none of the optional fields', async () => {
    const { send, at, maintainer } = await makePlace();
    const old = { header: { identifier: 'old' }, code: '', quality_attribute: null };
    expect((await send(maintainer, 'POST', at, { body: old })).json()).toMatchObject({
      quality_attribute: '',
      tags: [],
      code: '',
      description: null,
    });
  });
});
