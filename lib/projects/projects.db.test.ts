import { describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import { ANONYMOUS } from '@/lib/core/actor';
import { createModel } from '@/lib/models/create-model';
import { ctxFor, makeProject, makeUser, unique } from '@/lib/testing/world';
import { createProject } from './create-project';
import { deleteProject, previewDeleteProject } from './delete-project';
import { listProjects } from './list-projects';
import { readProject } from './read-project';
import { resolveProjectAlias } from './resolve-project';
import { updateProject } from './update-project';

const database = testDatabase();
const admin = () => makeUser(database.opened, { role: 'admin' });
const anonymous = () => ctxFor(database.opened, ANONYMOUS);

describe('createProject', () => {
  it('makes a project that its maker can read by its name', async () => {
    const ada = await admin();
    const name = unique('Straße');
    const made = await createProject(ada.ctx(), { name, description: 'Street scenes' });
    expect(made).toMatchObject({ name, description: 'Street scenes', createdBy: ada.name });
    expect(await readProject(ada.ctx(), { project: name })).toEqual(made);
  });

  it('refuses without credentials, a maintainer, a bad name and a taken one', async () => {
    const ada = await admin();
    const taken = await makeProject(database.opened);
    const maintainer = await makeUser(database.opened, { role: 'maintainer' });
    const name = unique('p');
    await expect(createProject(anonymous(), { name })).rejects.toMatchObject({ code: 'unauthenticated' });
    await expect(createProject(maintainer.ctx(), { name })).rejects.toMatchObject({
      code: 'forbidden',
      permission: 'project:create',
    });
    await expect(createProject(ada.ctx(), { name: 'a/b' })).rejects.toMatchObject({ code: 'invalid' });
    await expect(createProject(ada.ctx(), { name: taken.name.toUpperCase() })).rejects.toMatchObject({
      code: 'conflict',
    });
  });
});

describe('listProjects', () => {
  it('shows the projects on which one holds something, and the count of models one may read', async () => {
    const mine = await makeProject(database.opened);
    const other = await makeProject(database.opened);
    const ada = await admin();
    for (const project of [mine, other]) await createModel(ada.ctx(), { project: project.name, name: 'm' });
    const viewer = await makeUser(database.opened, { role: 'viewer', projectId: mine.id });
    const page = await listProjects(viewer.ctx(), {});
    expect(page).toMatchObject({ items: [{ name: mine.name, models: 1 }], next: null, count: 1 });
    const found = await listProjects(ada.ctx(), { search: other.name.toUpperCase() });
    expect(found.items.map((project) => project.name)).toEqual([other.name]);
  });

  it('goes through all pages, both ways, without a gap', async () => {
    const ada = await admin();
    const word = unique('paged');
    for (let n = 0; n < 5; n += 1) await createProject(ada.ctx(), { name: `${word}-${n}` });
    const first = await listProjects(ada.ctx(), { search: word, sort: 'created', limit: 2 });
    const second = await listProjects(ada.ctx(), {
      search: word,
      sort: 'created',
      limit: 2,
      after: first.next ?? '',
    });
    expect([...first.items, ...second.items].map((project) => project.name)).toEqual(
      [4, 3, 2, 1].map((n) => `${word}-${n}`),
    );
    const back = await listProjects(ada.ctx(), {
      search: word,
      sort: 'created',
      limit: 2,
      after: second.previous ?? '',
    });
    expect(back.items).toEqual(first.items);
  });

  it('refuses without credentials', async () => {
    await expect(listProjects(anonymous(), {})).rejects.toMatchObject({ code: 'unauthenticated' });
  });
});

describe('updateProject', () => {
  it('leaves the old name leading to the new one, for readers only', async () => {
    const project = await makeProject(database.opened);
    const ada = await admin();
    const stranger = await makeUser(database.opened);
    const name = unique('renamed');
    await updateProject(ada.ctx(), { project: project.name, name });
    expect(await resolveProjectAlias(ada.ctx(), project.name)).toBe(name);
    expect(await resolveProjectAlias(stranger.ctx(), project.name)).toBeNull();
  });

  it('refuses a viewer by 403, a stranger by 404, a taken name, and another name for default', async () => {
    const project = await makeProject(database.opened);
    const taken = await makeProject(database.opened);
    const ada = await admin();
    const viewer = await makeUser(database.opened, { role: 'viewer', projectId: project.id });
    const stranger = await makeUser(database.opened, { role: 'admin', projectId: taken.id });
    const input = { project: project.name, description: 'x' };
    await expect(updateProject(anonymous(), input)).rejects.toMatchObject({ code: 'unauthenticated' });
    await expect(updateProject(viewer.ctx(), input)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(updateProject(stranger.ctx(), input)).rejects.toMatchObject({
      code: 'not_found',
      hidden: true,
    });
    await expect(updateProject(ada.ctx(), { project: project.name, name: taken.name })).rejects.toMatchObject(
      { code: 'conflict' },
    );
    await expect(updateProject(ada.ctx(), { project: 'default', name: 'other' })).rejects.toMatchObject({
      code: 'precondition',
    });
  });
});

describe('deleteProject', () => {
  it('tells beforehand what goes, and its name used again inherits nothing', async () => {
    const project = await makeProject(database.opened);
    const ada = await admin();
    const holder = await makeUser(database.opened, { role: 'maintainer', projectId: project.id });
    await createModel(ada.ctx(), { project: project.name, name: 'm' });
    expect(await previewDeleteProject(ada.ctx(), { project: project.name })).toMatchObject({
      models: 1,
      assignments: 2,
    });
    await deleteProject(ada.ctx(), { project: project.name });
    await expect(readProject(ada.ctx(), { project: project.name })).rejects.toMatchObject({
      code: 'not_found',
      gone: { by: ada.name, at: expect.any(Date) },
    });
    await expect(readProject(holder.ctx(), { project: project.name })).rejects.toMatchObject({
      code: 'not_found',
      gone: null,
    });
    await createProject(ada.ctx(), { name: project.name });
    await expect(readProject(holder.ctx(), { project: project.name })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('refuses a viewer, a stranger, nobody, and the project default', async () => {
    const project = await makeProject(database.opened);
    const mine = await makeProject(database.opened);
    const viewer = await makeUser(database.opened, { role: 'viewer', projectId: project.id });
    const stranger = await makeUser(database.opened, { role: 'admin', projectId: mine.id });
    const input = { project: project.name };
    await expect(deleteProject(anonymous(), input)).rejects.toMatchObject({ code: 'unauthenticated' });
    await expect(deleteProject(viewer.ctx(), input)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(deleteProject(stranger.ctx(), input)).rejects.toMatchObject({ code: 'not_found' });
    await expect(previewDeleteProject(stranger.ctx(), input)).rejects.toMatchObject({ code: 'not_found' });
    await expect(deleteProject((await admin()).ctx(), { project: 'default' })).rejects.toMatchObject({
      code: 'precondition',
    });
  });
});
