import { describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import { apiOver } from '@/lib/testing/api';
import { makeProject, makeUser, unique } from '@/lib/testing/world';

const database = testDatabase();
const entryOf = (name: string, parent: string | null = null) => ({ name, description: 'd', parent });

describe('custom lists at the MLTE door', () => {
  it('names the five in the order that clients know, and shows their entries', async () => {
    const { send } = apiOver(database.opened);
    const viewer = await makeUser(database.opened, { role: 'viewer' });
    expect((await send(viewer, 'GET', '/api/custom_lists')).json()).toEqual([
      'classification',
      'problem_types',
      'tags',
      'qa_categories',
      'quality_attributes',
    ]);
    const tags = await send(viewer, 'GET', '/api/custom_list/classification');
    expect(tags.json()).toContainEqual(expect.objectContaining({ name: 'PII', parent: null }));
    const parent = (list: string) => send(viewer, 'GET', `/api/custom_list/${list}/parent`);
    expect((await parent('quality_attributes')).json()).toBe('qa_categories');
    expect((await parent('tags')).json()).toBeNull();
    expect((await send(viewer, 'GET', '/api/custom_list/nothing')).status).toBe(404);
  });

  it('makes, changes, shows and deletes an entry, in every project alike', async () => {
    const { send } = apiOver(database.opened);
    const maintainer = await makeUser(database.opened, { role: 'maintainer' });
    const project = await makeProject(database.opened);
    const name = unique('tag/x');
    const path = '/api/custom_list/tags/entry';
    const made = await send(maintainer, 'POST', path, { body: entryOf(name) });
    expect([made.status, made.json()]).toEqual([200, entryOf(name)]);
    expect((await send(maintainer, 'POST', path, { body: entryOf(name) })).status).toBe(409);
    const changed = await send(maintainer, 'PUT', path, { body: { ...entryOf(name), description: 'new' } });
    expect(changed.json()).toMatchObject({ description: 'new' });
    const at = `/p/${project.name}${path}/${name.replace('/', '---')}`;
    expect((await send(maintainer, 'GET', at)).json()).toMatchObject({ name, description: 'new' });
    expect((await send(maintainer, 'DELETE', at)).status).toBe(200);
    expect((await send(maintainer, 'GET', at)).status).toBe(404);
  });

  it('wants a category for a quality attribute and none elsewhere', async () => {
    const { send } = apiOver(database.opened);
    const maintainer = await makeUser(database.opened, { role: 'maintainer' });
    const post = (list: string, body: unknown) =>
      send(maintainer, 'POST', `/api/custom_list/${list}/entry`, { body });
    const orphan = await post('quality_attributes', entryOf(unique('qa')));
    expect([orphan.status, orphan.json()]).toEqual([
      404,
      { detail: 'Parent None does not exist in list qa_categories' },
    ]);
    expect((await post('tags', entryOf(unique('tag'), 'Consistency'))).status).toBe(422);
    expect((await post('tags', { name: 7 })).status).toBe(422);
    expect((await post('quality_attributes', entryOf(unique('qa'), 'Consistency'))).status).toBe(200);
  });

  it('tells who has not signed in that an entry exists, and nothing else', async () => {
    const { send } = apiOver(database.opened);
    const post = (list: string, body: unknown) =>
      send(null, 'POST', `/api/custom_list/${list}/entry`, { body });
    expect((await post('tags', entryOf(unique('tag')))).status).toBe(401);
    expect((await post('classification', entryOf('PII'))).status).toBe(409);
    expect((await post('no_such_list', entryOf('PII'))).status).toBe(401);
    expect((await post('classification', { nonsense: true })).status).toBe(401);
    expect((await send(null, 'GET', '/api/custom_list/classification/entry/PII')).status).toBe(401);
    const forged = { Authorization: 'Bearer forged' };
    const stale = await send(null, 'POST', '/api/custom_list/classification/entry', {
      body: entryOf('PII'),
      headers: forged,
    });
    expect(stale.status).toBe(401);
  });

  it('refuses a reader who writes', async () => {
    const { send } = apiOver(database.opened);
    const viewer = await makeUser(database.opened, { role: 'viewer' });
    const refused = await send(viewer, 'POST', '/api/custom_list/tags/entry', { body: entryOf(unique('t')) });
    expect([refused.status, refused.text]).toEqual([403, expect.stringContaining('custom_list:create')]);
    expect((await send(viewer, 'DELETE', '/api/custom_list/classification/entry/PII')).status).toBe(403);
  });
});

describe('GET /user/me', () => {
  it('tells name and role and nothing that looks like a secret', async () => {
    const { send } = apiOver(database.opened);
    const admin = await makeUser(database.opened, { role: 'admin' });
    const viewer = await makeUser(database.opened, { role: 'viewer' });
    const me = await send(admin, 'GET', '/api/user/me');
    expect(me.json()).toEqual({
      username: admin.name,
      email: null,
      full_name: null,
      disabled: false,
      role: 'admin',
      groups: [],
    });
    expect((await send(viewer, 'GET', '/api/user/me')).json()).toMatchObject({ role: 'regular' });
    expect((await send(null, 'GET', '/api/user/me')).status).toBe(401);
  });
});
