import { describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import { assignRole } from '@/lib/access/assign-role';
import { createRole } from '@/lib/access/create-role';
import type { Ctx } from '@/lib/core/ctx';
import { entryContent, makeCatalog } from '@/lib/testing/catalog';
import { makeUser, unique } from '@/lib/testing/world';
import { whyNotInCatalog } from './catalog';
import { createEntry } from './create-entry';
import { editEntry } from './edit-entry';
import { listAllEntries, searchEntries } from './list-all-entries';
import { listCatalogs } from './list-catalogs';
import { listEntries } from './list-entries';
import { readEntry } from './read-entry';

const database = testDatabase();

/** Somebody who may read and update one catalog, an entry in it, and one in a catalog beside it. */
async function makeWorld() {
  const admin = await makeUser(database.opened, { role: 'admin' });
  const [mine, theirs] = [await makeCatalog(database.opened), await makeCatalog(database.opened)];
  for (const { name } of [mine, theirs])
    await createEntry(admin.ctx(), { catalog: name, identifier: 'e', ...entryContent() });
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
    expect(await listEntries(ada.ctx(), {})).toMatchObject({ count: 1, items: [{ catalog: mine }] });
    expect(await catalogsOf(await listAllEntries(ada.ctx()))).toEqual([mine]);
    expect(await catalogsOf(await searchEntries(ada.ctx(), { query: {} }))).toEqual([mine]);
  });

  it('hides the others behind the answer for absent ones, and gives the type it names alone', async () => {
    const { ada, mine, theirs } = await makeWorld();
    const edit = (ctx: Ctx, catalog: string) =>
      editEntry(ctx, { catalog, identifier: 'e', ...entryContent({ tags: [] }) });
    expect(await edit(ada.ctx(), mine)).toMatchObject({ tags: [], updatedBy: ada.name });
    for (const catalog of [theirs, 'nowhere'])
      for (const call of [
        () => readEntry(ada.ctx(), { catalog, identifier: 'e' }),
        () => listEntries(ada.ctx(), { catalog }),
        () => edit(ada.ctx(), catalog),
      ])
        await expect(call()).rejects.toMatchObject({
          code: 'not_found',
          hidden: true,
          message: `Catalog ${catalog} not found.`,
        });
    await expect(
      createEntry(ada.ctx(), { catalog: mine, identifier: 'new', ...entryContent() }),
    ).rejects.toMatchObject({ code: 'forbidden', permission: 'catalog:create' });
    expect(await whyNotInCatalog(ada.ctx(), mine, 'update')).toBeNull();
    expect(await whyNotInCatalog(ada.ctx(), mine, 'delete')).toContain('catalog:delete');
  });
});
