import { and, desc, eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { auditEvents } from '@/db/schema';
import { testDatabase } from '@/db/testing/test-database';
import { ANONYMOUS } from '@/lib/core/actor';
import type { Ctx } from '@/lib/core/ctx';
import { createListEntry } from '@/lib/lists/create-list-entry';
import { deleteListEntry } from '@/lib/lists/delete-list-entry';
import { entryContent, makeCatalog } from '@/lib/testing/catalog';
import { ctxFor, makeProject, makeUser, unique } from '@/lib/testing/world';
import { createCatalogEntry } from './create-catalog-entry';
import { deleteCatalogEntry } from './delete-catalog-entry';
import { editCatalogEntry } from './edit-catalog-entry';
import { listAllCatalogEntries, searchCatalogEntries } from './list-all-catalog-entries';
import { listCatalogEntries } from './list-catalog-entries';
import { readCatalogEntry } from './read-catalog-entry';

const database = testDatabase();
const maintainer = () => makeUser(database.opened, { role: 'maintainer' });

/** A catalog with one entry, and who made it. */
async function makeEntry(over: Parameters<typeof entryContent>[0] = {}) {
  const catalog = await makeCatalog(database.opened);
  const ada = await maintainer();
  const at = { catalog: catalog.name, identifier: 'rows/count' };
  const made = await createCatalogEntry(ada.ctx(), { ...at, ...entryContent(over) });
  return { catalog, ada, at, made };
}

/** What changed with the last thing that the audit trail tells of this row, and what else it tells. */
async function lastTold(id: string): Promise<unknown> {
  const [row] = await database.opened.db
    .select({ payload: auditEvents.payload, action: auditEvents.action })
    .from(auditEvents)
    .where(and(eq(auditEvents.resourceId, id)))
    .orderBy(desc(auditEvents.seq))
    .limit(1);
  const { changes, details } = JSON.parse(row?.payload ?? '{}') as { changes: unknown; details: unknown };
  return { action: row?.action, changes, details };
}

const IN_LOCAL = { catalog: 'local', identifier: 'nobody wrote this' };
const verbs: Record<string, { call: (ctx: Ctx) => Promise<unknown>; permission: string }> = {
  listEntries: { call: (ctx) => listCatalogEntries(ctx, {}), permission: 'catalog:read' },
  listAllEntries: { call: (ctx) => listAllCatalogEntries(ctx), permission: 'catalog:read' },
  searchEntries: { call: (ctx) => searchCatalogEntries(ctx, { query: {} }), permission: 'catalog:read' },
  createEntry: {
    call: (ctx) => createCatalogEntry(ctx, { ...IN_LOCAL, ...entryContent() }),
    permission: 'catalog:create',
  },
  editEntry: {
    call: (ctx) => editCatalogEntry(ctx, { ...IN_LOCAL, ...entryContent() }),
    permission: 'catalog:update',
  },
  deleteEntry: { call: (ctx) => deleteCatalogEntry(ctx, IN_LOCAL), permission: 'catalog:delete' },
};

describe.each(Object.entries(verbs))('%s', (_, { call, permission }) => {
  it('refuses without credentials', async () => {
    await expect(call(ctxFor(database.opened, ANONYMOUS))).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  it('refuses who lacks the permission, by its name', async () => {
    const role = permission === 'catalog:read' ? null : ({ role: 'viewer' } as const);
    const user = await makeUser(database.opened, role);
    await expect(call(user.ctx())).rejects.toMatchObject({ code: 'forbidden', permission });
  });
});

describe('one entry', () => {
  it('is read back as it was written, with a slash in its name', async () => {
    const { ada, at, made } = await makeEntry({ description: null, code: 'print("ü")\r\n' });
    expect(made).toMatchObject({ ...at, description: null, code: 'print("ü")\r\n', createdBy: ada.name });
    expect(made.updatedAt).toEqual(made.createdAt);
    expect(await readCatalogEntry(ada.ctx(), at)).toEqual(made);
    expect(await lastTold(made.id)).toEqual({
      action: 'catalog_entry.create',
      changes: [
        { field: 'identifier', before: null, after: at.identifier },
        { field: 'tags', before: null, after: ['Tabular'] },
        { field: 'qualityAttribute', before: null, after: 'Fairness' },
        { field: 'code', before: null, after: '(text)' },
        { field: 'inputs', before: null, after: '(text)' },
        { field: 'output', before: null, after: '(text)' },
      ],
      details: {},
    });
  });

  it('looks absent to who may read no catalog, and is absent in another one', async () => {
    const { at, ada } = await makeEntry();
    const nobody = await makeUser(database.opened);
    for (const catalog of [at.catalog, 'no such catalog'])
      await expect(readCatalogEntry(nobody.ctx(), { ...at, catalog })).rejects.toMatchObject({
        code: 'not_found',
        hidden: true,
        message: `Catalog ${catalog} not found.`,
      });
    const other = await makeCatalog(database.opened);
    for (const catalog of [other.name, 'no such catalog', 'nul\0'])
      await expect(readCatalogEntry(ada.ctx(), { ...at, catalog })).rejects.toMatchObject({
        code: 'not_found',
        hidden: false,
      });
  });

  it('is read by who holds a role on one project, and written only by who holds one everywhere', async () => {
    const { at } = await makeEntry();
    const project = await makeProject(database.opened);
    const bob = await makeUser(database.opened, { role: 'maintainer', projectId: project.id });
    expect(await readCatalogEntry(bob.ctx(), at)).toMatchObject(at);
    await expect(editCatalogEntry(bob.ctx(), { ...at, ...entryContent() })).rejects.toMatchObject({
      code: 'forbidden',
      permission: 'catalog:update',
    });
  });

  it('is refused where the catalog has one of its name, and beside it only one of many at once gets through', async () => {
    const { at, ada, catalog } = await makeEntry();
    await expect(createCatalogEntry(ada.ctx(), { ...at, ...entryContent() })).rejects.toMatchObject({
      code: 'conflict',
      issues: [{ path: 'identifier' }],
    });
    const tries = await Promise.allSettled(
      Array.from({ length: 20 }, () =>
        createCatalogEntry(ada.ctx(), { catalog: catalog.name, identifier: 'race', ...entryContent() }),
      ),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('wants a sound name, known words and texts that can be kept, and says all that is wrong at once', async () => {
    const { catalog, ada } = await makeEntry();
    const create = (identifier: string, over: Parameters<typeof entryContent>[0]) =>
      createCatalogEntry(ada.ctx(), { catalog: catalog.name, identifier, ...entryContent(over) });
    await expect(create('a---b', {})).rejects.toMatchObject({ issues: [{ path: 'identifier' }] });
    const wrong = { tags: ['tabular', 'nul\0'], qualityAttribute: 'Beauty', code: '\ud800' };
    await expect(create('wrong', wrong)).rejects.toMatchObject({
      code: 'invalid',
      issues: [
        { path: 'code' },
        { path: 'tags', message: "'tabular' is not in the custom list tags." },
        { path: 'tags' },
        { path: 'qualityAttribute', message: "'Beauty' is not in the custom list quality_attributes." },
      ],
    });
    await expect(create('long', { code: 'x'.repeat(500_001) })).rejects.toMatchObject({
      issues: [{ path: 'code', message: 'Code must have 500,000 characters at most.' }],
    });
    expect(await create('bare', { tags: [], qualityAttribute: '', inputs: null })).toMatchObject({
      tags: [],
    });
  });

  it('cannot be written with a word that its list has lost', async () => {
    const { ada, at } = await makeEntry();
    const name = unique('tag');
    await createListEntry(ada.ctx(), { list: 'tags', name, description: '', parent: null });
    const changed = await editCatalogEntry(ada.ctx(), { ...at, ...entryContent({ tags: [name] }) });
    expect(changed.tags).toEqual([name]);
    await deleteListEntry(ada.ctx(), { list: 'tags', name });
    expect((await readCatalogEntry(ada.ctx(), at)).tags).toEqual([name]);
    await expect(
      editCatalogEntry(ada.ctx(), { ...at, ...entryContent({ tags: [name] }) }),
    ).rejects.toMatchObject({
      issues: [{ path: 'tags', value: name }],
    });
  });

  it('keeps who made it when somebody else changes it, and the audit trail tells what changed', async () => {
    const { ada, at, made } = await makeEntry();
    const bob = await maintainer();
    const content = entryContent({ tags: ['Audio'], qualityAttribute: '', code: 'one line' });
    const changed = await editCatalogEntry(bob.ctx(), { ...at, ...content });
    expect(changed).toMatchObject({ createdBy: ada.name, createdAt: made.createdAt, updatedBy: bob.name });
    expect(await lastTold(made.id)).toEqual({
      action: 'catalog_entry.update',
      changes: [
        { field: 'tags', before: ['Tabular'], after: ['Audio'] },
        { field: 'qualityAttribute', before: 'Fairness', after: '' },
        { field: 'code', before: '(text)', after: '(text)' },
      ],
      details: { codeLinesBefore: 3, codeLinesAfter: 1 },
    });
  });

  it('is not changed over somebody who changed it meanwhile', async () => {
    const { ada, at, made } = await makeEntry();
    const bob = await maintainer();
    const theirs = await editCatalogEntry(bob.ctx(), { ...at, ...entryContent({ output: 'theirs' }) });
    const mine = { ...at, ...entryContent({ output: 'mine' }) };
    await expect(
      editCatalogEntry(ada.ctx(), { ...mine, expectedUpdatedAt: made.updatedAt }),
    ).rejects.toMatchObject({
      code: 'precondition',
      message: expect.stringContaining(bob.name),
    });
    expect((await readCatalogEntry(ada.ctx(), at)).output).toBe('theirs');
    const after = await editCatalogEntry(ada.ctx(), { ...mine, expectedUpdatedAt: theirs.updatedAt });
    expect(after.output).toBe('mine');
  });

  it('says who deleted it, and its name inherits nothing', async () => {
    const { ada, at, made } = await makeEntry();
    const bob = await maintainer();
    expect(await deleteCatalogEntry(bob.ctx(), at)).toEqual(made);
    await expect(readCatalogEntry(ada.ctx(), at)).rejects.toMatchObject({
      code: 'not_found',
      gone: { by: bob.name },
    });
    await expect(editCatalogEntry(ada.ctx(), { ...at, ...entryContent() })).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(deleteCatalogEntry(ada.ctx(), at)).rejects.toMatchObject({ code: 'not_found' });
    const again = await createCatalogEntry(bob.ctx(), { ...at, ...entryContent({ tags: [] }) });
    expect(again).toMatchObject({ createdBy: bob.name, tags: [] });
    expect(again.id).not.toBe(made.id);
  });

  it('is written by nobody in a read-only catalog, administrators included', async () => {
    const sample = await makeCatalog(database.opened, { readOnly: true });
    const admin = await makeUser(database.opened, { role: 'admin' });
    const at = { catalog: sample.name, identifier: 'x' };
    const refused = { code: 'forbidden', message: `The catalog '${sample.name}' is read only.` };
    for (const call of [
      () => createCatalogEntry(admin.ctx(), { ...at, ...entryContent() }),
      () => editCatalogEntry(admin.ctx(), { ...at, ...entryContent() }),
      () => deleteCatalogEntry(admin.ctx(), at),
    ])
      await expect(call()).rejects.toMatchObject(refused);
  });
});
