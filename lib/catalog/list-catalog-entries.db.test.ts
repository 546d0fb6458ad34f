import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import { createListEntry } from '@/lib/lists/create-list-entry';
import { entryContent, makeCatalog } from '@/lib/testing/catalog';
import { makeUser, unique } from '@/lib/testing/world';
import type { CatalogEntry, EntryContent } from './catalog-entry';
import { countBearers } from './count-bearers';
import { createCatalogEntry } from './create-catalog-entry';
import { listAllCatalogEntries, searchCatalogEntries } from './list-all-catalog-entries';
import { type ListCatalogEntries, listCatalogEntries } from './list-catalog-entries';

const database = testDatabase();

/** A catalog with these entries, named in the order given. */
async function makeEntries(entries: Readonly<Record<string, Partial<EntryContent>>>) {
  const catalog = await makeCatalog(database.opened);
  const ada = await makeUser(database.opened, { role: 'maintainer' });
  let later = Date.now();
  for (const [identifier, over] of Object.entries(entries)) {
    later += 1_000;
    const ctx = { ...ada.ctx(), now: new Date(later) };
    await createCatalogEntry(ctx, { catalog: catalog.name, identifier, ...entryContent(over) });
  }
  return { catalog: catalog.name, ada };
}

async function all(items: AsyncIterable<CatalogEntry>, catalog: string): Promise<CatalogEntry[]> {
  const found: CatalogEntry[] = [];
  for await (const entry of items) if (entry.catalog === catalog) found.push(entry);
  return found;
}

describe('a page of entries', () => {
  it('goes through all of a catalog once, in each order and both ways', async () => {
    const names = Array.from({ length: 7 }, (_, n) => `e${(n * 3) % 7}`);
    const { catalog, ada } = await makeEntries(Object.fromEntries(names.map((name) => [name, {}])));
    const sorted = { name: [...names].sort(), updated: [...names].reverse() };
    for (const sort of ['name', 'updated'] as const) {
      const seen: string[] = [];
      let page = await listCatalogEntries(ada.ctx(), { catalog, sort, limit: 3 });
      expect(page).toMatchObject({ count: 7, previous: null });
      for (;;) {
        seen.push(...page.items.map(({ identifier }) => identifier));
        if (page.next === null) break;
        page = await listCatalogEntries(ada.ctx(), { catalog, sort, limit: 3, after: page.next });
      }
      expect(seen).toEqual(sorted[sort]);
      const back = await listCatalogEntries(ada.ctx(), {
        catalog,
        sort,
        limit: 3,
        after: page.previous ?? '',
      });
      expect(back.items.map(({ identifier }) => identifier)).toEqual(sorted[sort].slice(3, 6));
    }
  });

  it('finds by tag and quality attribute exactly, and by part of what a list shows', async () => {
    const { catalog, ada } = await makeEntries({
      clear: { tags: ['Audio', 'Tabular'], description: 'Reads 100% of it' },
      deep: { tags: [], qualityAttribute: 'Interpretability', description: null, code: 'secret_word = 1' },
      'fair/rows': { tags: ['Tabular'] },
    });
    const find = async (input: Omit<ListCatalogEntries, 'catalog'>) =>
      (await listCatalogEntries(ada.ctx(), { catalog, ...input })).items.map(({ identifier }) => identifier);
    expect(await find({ tag: 'Tabular' })).toEqual(['clear', 'fair/rows']);
    expect(await find({ tag: 'tabular' })).toEqual([]);
    expect(await find({ tag: 'Tab' })).toEqual([]);
    expect(await find({ qualityAttribute: 'Interpretability' })).toEqual(['deep']);
    expect(await find({ tag: 'Audio', qualityAttribute: 'Fairness' })).toEqual(['clear']);
    expect(await find({ search: 'AIR/' })).toEqual(['fair/rows']);
    expect(await find({ search: 'audio' })).toEqual(['clear']);
    expect(await find({ search: 'pretab' })).toEqual(['deep']);
    expect(await find({ search: '0%' })).toEqual(['clear']);
    expect(await find({ search: '%' })).toEqual(['clear']);
    expect(await find({ search: 'secret_word' })).toEqual([]);
    expect(await find({ search: '\0' })).toEqual([]);
  });

  it('carries no code, and the beginning of a long description', async () => {
    const { catalog, ada } = await makeEntries({ long: { description: 'x'.repeat(9_000) } });
    const [item] = (await listCatalogEntries(ada.ctx(), { catalog })).items;
    expect(item).not.toHaveProperty('code');
    expect(item?.description).toBe('x'.repeat(240));
  });

  it('lists all readable catalogs together, and refuses a cursor of another list', async () => {
    const { catalog, ada } = await makeEntries({ a: {}, b: {} });
    const everywhere = await listCatalogEntries(ada.ctx(), { limit: 200, sort: 'updated' });
    expect(new Set(everywhere.items.map((entry) => entry.catalog))).toContain(catalog);
    const { next } = await listCatalogEntries(ada.ctx(), { catalog, limit: 1 });
    await expect(listCatalogEntries(ada.ctx(), { after: next ?? '' })).rejects.toMatchObject({
      code: 'invalid',
    });
    await expect(listCatalogEntries(ada.ctx(), { catalog: 'nowhere' })).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});

describe('countBearers', () => {
  it('counts the readable entries that bear a tag or a quality attribute, and nothing of other lists', async () => {
    const ada = await makeUser(database.opened, { role: 'maintainer' });
    const [tag, attribute] = [unique('tag'), unique('attribute')];
    await createListEntry(ada.ctx(), { list: 'tags', name: tag, description: '', parent: null });
    const parent = 'Consistency';
    await createListEntry(ada.ctx(), {
      list: 'quality_attributes',
      name: attribute,
      description: '',
      parent,
    });
    await makeEntries({ a: { tags: ['Audio', tag] }, b: { tags: [tag], qualityAttribute: attribute } });
    expect(await countBearers(ada.ctx(), { list: 'tags', name: tag })).toBe(2);
    expect(await countBearers(ada.ctx(), { list: 'quality_attributes', name: attribute })).toBe(1);
    expect(await countBearers(ada.ctx(), { list: 'classification', name: 'PII' })).toBe(0);
    const nobody = await makeUser(database.opened);
    expect(await countBearers(nobody.ctx(), { list: 'tags', name: tag })).toBe(0);
  });
});

describe('all entries', () => {
  it('are read in the order of making, beyond a hundred, whole', async () => {
    const names = Array.from({ length: 120 }, (_, n) => `n${119 - n}`);
    const { catalog, ada } = await makeEntries(Object.fromEntries(names.map((name) => [name, {}])));
    const entries = await all(await listAllCatalogEntries(ada.ctx(), { catalog }), catalog);
    expect(entries.map(({ identifier }) => identifier)).toEqual(names);
    expect(entries[119]).toMatchObject(entryContent());
    expect(await all(await listAllCatalogEntries(ada.ctx()), catalog)).toHaveLength(120);
  });
});

describe('the filter language of the clients', () => {
  it('refuses what is no query, naming the filter and the field', async () => {
    const ada = await makeUser(database.opened, { role: 'viewer' });
    for (const [filter, path] of [
      [{ type: 'regex' }, 'filter.type'],
      [{ type: 'property', name: 'header', property: 'x' }, 'filter.name'],
      [{ type: 'property', name: 'code', property: 7 }, 'filter.property'],
      [{ type: 'tag', name: 'code', tag: 'x' }, 'filter.name'],
      [{ type: 'and', filters: [{ type: 'identifier' }] }, 'filter.filters.0.id'],
    ] as const)
      await expect(searchCatalogEntries(ada.ctx(), { query: { filter } })).rejects.toMatchObject({
        code: 'invalid',
        issues: [{ path }],
      });
  });

  it('finds with any filter what the same filter finds in memory', async () => {
    const { catalog, ada } = await makeEntries({
      plain: { tags: [], qualityAttribute: '', description: null, inputs: null, output: null, code: '' },
      Mixed: { tags: ['Audio', 'Tabular'], code: 'a_b%c\\d', description: 'A_b', inputs: 'tab' },
      'mixed/2': { tags: ['Tabular'], qualityAttribute: 'Robustness', output: '100%' },
      other: { tags: ['Computer Vision'], code: 'AB', description: '' },
    });
    const entries = await all(await listAllCatalogEntries(ada.ctx(), { catalog }), catalog);
    type Filter = Readonly<Record<string, unknown>>;
    const part = fc.constantFrom('', 'a', 'AB', 'a_', '%', '\\', 'tab', 'O', 'vision', 'none of it');
    const { filter } = fc.letrec<{ filter: Filter }>((tie) => ({
      filter: fc.oneof(
        { depthSize: 'small' },
        fc.constantFrom({ type: 'all' }, { type: 'none' }, {}, { type: 'type', item_type: 'card' }),
        fc.record({ type: fc.constant('identifier'), id: fc.constantFrom('Mixed', 'mixed', 'other') }),
        fc.record({ type: fc.constant('tag'), name: fc.constant('tags'), tag: part }),
        fc.record({
          type: fc.constant('property'),
          name: fc.constantFrom('quality_attribute', 'code', 'description', 'inputs', 'output'),
          property: part,
        }),
        fc.record({ type: fc.constantFrom('and', 'or'), filters: fc.array(tie('filter'), { maxLength: 3 }) }),
      ),
    }));
    const matches = (f: Filter, entry: CatalogEntry): boolean => {
      const holds = (text: string | null, wanted: unknown) =>
        text?.toLowerCase().includes(String(wanted).toLowerCase()) ?? false;
      const inner = () => f['filters'] as readonly Filter[];
      switch (f['type']) {
        case undefined:
        case 'all':
          return true;
        case 'identifier':
          return entry.identifier === f['id'];
        case 'tag':
          return entry.tags.some((tag) => holds(tag, f['tag']));
        case 'property': {
          const { quality_attribute, ...rest } = { ...entry, quality_attribute: entry.qualityAttribute };
          const name = String(f['name']) as
            | 'code'
            | 'description'
            | 'inputs'
            | 'output'
            | 'quality_attribute';
          return holds(name === 'quality_attribute' ? quality_attribute : rest[name], f['property']);
        }
        case 'and':
          return inner().every((one) => matches(one, entry));
        case 'or':
          return inner().some((one) => matches(one, entry));
        default:
          return false;
      }
    };
    await fc.assert(
      fc.asyncProperty(filter, async (f) => {
        const found = await all(await searchCatalogEntries(ada.ctx(), { query: { filter: f } }), catalog);
        expect(found).toEqual(entries.filter((entry) => matches(f, entry)));
      }),
      { numRuns: 150 },
    );
  });
});
