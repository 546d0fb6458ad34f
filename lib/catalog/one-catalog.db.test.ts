import { describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import type { Ctx } from '@/lib/core/ctx';
import { assignRole } from '@/lib/roles/assign-role';
import { createRole } from '@/lib/roles/create-role';
import { entryContent, makeCatalog } from '@/lib/testing/catalog';
import { makeUser, unique } from '@/lib/testing/world';
import { whyNotInCatalog } from './catalog';
import { createCatalogEntry } from './create-catalog-entry';
import { editCatalogEntry } from './edit-catalog-entry';
import { listAllCatalogEntries, searchCatalogEntries } from './list-all-catalog-entries';
import { listCatalogEntries } from './list-catalog-entries';
import { listCatalogs } from './list-catalogs';
import { readCatalogEntry } from './read-catalog-entry';

const database = testDatabase();

/** Somebody who may read and update one catalog, an entry in it, and one in a catalog beside it. */
async function makeWorld() {
  const admin = await makeUser(database.opened, { role: 'admin' });
  const mine = await makeCatalog(database.opened);
  const theirs = await makeCatalog(database.opened);
  for (const { name } of [mine, theirs])
    await createCatalogEntry(admin.ctx(), { catalog: name, identifier: 'e', ...entryContent() });
  const role = unique('role');
  const permissions = (['read', 'update'] as const).map((type) => ({
    operation: 'catalog' as const,
    type,
    resourceId: mine.id,
  }));
  await createRole(admin.ctx(), { name: role, permissions });
  const ada = await makeUser(database.opened);
  await assignRole(admin.ctx(), { role, user: ada.name });
  return { ada, mine: mine.name, theirs: theirs.name };
}

const catalogsOf = async (items: AsyncIterable<{ catalog: string }>) => {
  const found: string[] = [];
  for await (const { catalog } of items) found.push(catalog);
  return found;
};

describe('a permission on one catalog', () => {
  it('opens that one in every list, and no other', async () => {
    const { ada, mine } = await makeWorld();
    expect(await listCatalogs(ada.ctx())).toEqual([{ name: mine, readOnly: false }]);
    expect(await listCatalogEntries(ada.ctx(), {})).toMatchObject({ count: 1, items: [{ catalog: mine }] });
    expect(await catalogsOf(await listAllCatalogEntries(ada.ctx()))).toEqual([mine]);
    expect(await catalogsOf(await searchCatalogEntries(ada.ctx(), { query: {} }))).toEqual([mine]);
  });

  it('hides the others behind the answer for absent ones, and gives the type it names alone', async () => {
    const { ada, mine, theirs } = await makeWorld();
    const edit = (ctx: Ctx, catalog: string) =>
      editCatalogEntry(ctx, { catalog, identifier: 'e', ...entryContent({ tags: [] }) });
    expect(await edit(ada.ctx(), mine)).toMatchObject({ tags: [], updatedBy: ada.name });
    for (const catalog of [theirs, 'nowhere'])
      for (const call of [
        () => readCatalogEntry(ada.ctx(), { catalog, identifier: 'e' }),
        () => listCatalogEntries(ada.ctx(), { catalog }),
        () => edit(ada.ctx(), catalog),
      ])
        await expect(call()).rejects.toMatchObject({
          code: 'not_found',
          hidden: true,
          message: `Catalog ${catalog} not found.`,
        });
    await expect(
      createCatalogEntry(ada.ctx(), { catalog: mine, identifier: 'new', ...entryContent() }),
    ).rejects.toMatchObject({ code: 'forbidden', permission: 'catalog:create' });
    expect(await whyNotInCatalog(ada.ctx(), mine, 'update')).toBeNull();
    expect(await whyNotInCatalog(ada.ctx(), mine, 'delete')).toContain('catalog:delete');
  });
});
