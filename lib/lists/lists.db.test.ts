import { describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import { ANONYMOUS } from '@/lib/core/actor';
import type { Ctx } from '@/lib/core/ctx';
import { ctxFor, makeProject, makeUser, unique } from '@/lib/testing/world';
import { createListEntry } from './create-list-entry';
import { deleteListEntry } from './delete-list-entry';
import { editListEntry } from './edit-list-entry';
import { listLists } from './list-lists';
import { readList } from './read-list';
import { readListEntry } from './read-list-entry';

const database = testDatabase();
const anonymous = () => ctxFor(database.opened, ANONYMOUS);
const maintainer = () => makeUser(database.opened, { role: 'maintainer' });
const tag = (name: string) => ({ list: 'tags', name, description: 'd', parent: null });

const verbs: Record<string, { call: (ctx: Ctx) => Promise<unknown>; permission: string }> = {
  listLists: { call: (ctx) => listLists(ctx), permission: 'custom_list:read' },
  readList: { call: (ctx) => readList(ctx, { list: 'tags' }), permission: 'custom_list:read' },
  readEntry: { call: (ctx) => readListEntry(ctx, tag('Audio')), permission: 'custom_list:read' },
  createEntry: { call: (ctx) => createListEntry(ctx, tag(unique('t'))), permission: 'custom_list:create' },
  editEntry: { call: (ctx) => editListEntry(ctx, tag('Audio')), permission: 'custom_list:update' },
  deleteEntry: { call: (ctx) => deleteListEntry(ctx, tag('Audio')), permission: 'custom_list:delete' },
};

describe.each(Object.entries(verbs))('%s', (_, { call, permission }) => {
  it('refuses without credentials', async () => {
    await expect(call(anonymous())).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  it('refuses who lacks the permission, by its name', async () => {
    const role = permission === 'custom_list:read' ? null : ({ role: 'viewer' } as const);
    const user = await makeUser(database.opened, role);
    await expect(call(user.ctx())).rejects.toMatchObject({ code: 'forbidden', permission });
  });
});

describe('custom lists', () => {
  it('are five, in the order that clients know', async () => {
    const ada = await maintainer();
    expect((await listLists(ada.ctx())).map(({ name, parent }) => [name, parent])).toEqual([
      ['classification', null],
      ['problem_types', null],
      ['tags', null],
      ['qa_categories', null],
      ['quality_attributes', 'qa_categories'],
    ]);
  });

  it('are read by who holds a role on one project, and written only by who holds one everywhere', async () => {
    const project = await makeProject(database.opened);
    const ada = await makeUser(database.opened, { role: 'maintainer', projectId: project.id });
    const list = await readList(ada.ctx(), { list: 'quality_attributes' });
    expect(list.entries.find(({ name }) => name === 'Fairness')?.parent).toBe('Responsible AI');
    await expect(createListEntry(ada.ctx(), tag(unique('t')))).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('answer not found for a list or an entry that is not there', async () => {
    const ada = await maintainer();
    await expect(readList(ada.ctx(), { list: 'colours' })).rejects.toMatchObject({ code: 'not_found' });
    await expect(readListEntry(ada.ctx(), { list: 'tags', name: 'aud\0io' })).rejects.toMatchObject({
      code: 'not_found',
    });
    const ghost = { ...tag(unique('ghost')) };
    await expect(editListEntry(ada.ctx(), ghost)).rejects.toMatchObject({ code: 'not_found' });
    await expect(deleteListEntry(ada.ctx(), ghost)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('tell names apart by code point, and refuse the same one twice', async () => {
    const ada = await maintainer();
    const name = unique('Tag');
    const made = await createListEntry(ada.ctx(), tag(name));
    expect(made).toMatchObject({ name, createdBy: ada.name, parent: null });
    expect(await readListEntry(ada.ctx(), tag(name))).toEqual(made);
    await createListEntry(ada.ctx(), tag(name.toLowerCase()));
    await expect(createListEntry(ada.ctx(), tag(name))).rejects.toMatchObject({ code: 'conflict' });
  });

  it('let one of many concurrent creators of an entry through', async () => {
    const ada = await maintainer();
    const name = unique('race');
    const tries = await Promise.allSettled(
      Array.from({ length: 30 }, () => createListEntry(ada.ctx(), tag(name))),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('say that an entry exists to who has not signed in, and nothing else', async () => {
    await expect(createListEntry(anonymous(), tag('Audio'))).rejects.toMatchObject({ code: 'conflict' });
    await expect(createListEntry(anonymous(), tag(unique('new')))).rejects.toMatchObject({
      code: 'unauthenticated',
    });
  });

  it('want a category above a quality attribute and nothing above anything else', async () => {
    const ada = await maintainer();
    const attribute = { list: 'quality_attributes', name: unique('qa'), description: 'd' };
    for (const parent of [null, 'No such category'])
      await expect(createListEntry(ada.ctx(), { ...attribute, parent })).rejects.toMatchObject({
        code: 'not_found',
        message: `Parent ${parent ?? 'None'} does not exist in list qa_categories`,
      });
    await expect(
      createListEntry(ada.ctx(), { ...tag(unique('t')), parent: 'Confidence' }),
    ).rejects.toMatchObject({ code: 'invalid', issues: [{ path: 'parent', value: 'Confidence' }] });
    expect(await createListEntry(ada.ctx(), { ...attribute, parent: 'Confidence' })).toMatchObject({
      parent: 'Confidence',
    });
    expect(
      await editListEntry(ada.ctx(), { ...attribute, description: 'e', parent: 'Consistency' }),
    ).toMatchObject({ parent: 'Consistency', description: 'e', updatedBy: ada.name });
  });

  it('lose the attributes of a category with it, and no others', async () => {
    const ada = await maintainer();
    const category = { list: 'qa_categories', name: unique('cat'), description: 'd', parent: null };
    const attribute = {
      list: 'quality_attributes',
      name: unique('qa'),
      description: 'd',
      parent: category.name,
    };
    await createListEntry(ada.ctx(), category);
    await createListEntry(ada.ctx(), attribute);
    await deleteListEntry(ada.ctx(), category);
    await expect(readListEntry(ada.ctx(), attribute)).rejects.toMatchObject({ code: 'not_found' });
    expect(await readListEntry(ada.ctx(), { list: 'quality_attributes', name: 'Privacy' })).toBeDefined();
    await createListEntry(ada.ctx(), category);
    await expect(readListEntry(ada.ctx(), attribute)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('refuse a bad name or description with the field', async () => {
    const ada = await maintainer();
    await expect(createListEntry(ada.ctx(), tag(' '))).rejects.toMatchObject({ issues: [{ path: 'name' }] });
    await expect(
      createListEntry(ada.ctx(), { ...tag(unique('t')), description: 'a\0b' }),
    ).rejects.toMatchObject({
      issues: [{ path: 'description' }],
    });
  });
});
