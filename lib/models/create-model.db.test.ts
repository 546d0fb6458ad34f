import { describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import { ANONYMOUS } from '@/lib/core/actor';
import { ctxFor, makeProject, makeUser, unique } from '@/lib/testing/world';
import { createModel } from './create-model';

const database = testDatabase();

describe('createModel', () => {
  it('makes a model stamped with the actor', async () => {
    const project = await makeProject(database.opened);
    const ada = await makeUser(database.opened, { role: 'maintainer', projectId: project.id });
    const model = await createModel(ada.ctx(), { project: project.name, name: 'GardenBuddy/β' });
    expect(model).toMatchObject({ name: 'GardenBuddy/β', createdBy: ada.name, projectId: project.id });
  });

  it('refuses without credentials', async () => {
    const project = await makeProject(database.opened);
    await expect(
      createModel(ctxFor(database.opened, ANONYMOUS), { project: project.name, name: 'm' }),
    ).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  it('refuses a viewer and names the missing permission', async () => {
    const project = await makeProject(database.opened);
    const viewer = await makeUser(database.opened, { role: 'viewer', projectId: project.id });
    await expect(createModel(viewer.ctx(), { project: project.name, name: 'm' })).rejects.toMatchObject({
      code: 'forbidden',
      permission: 'model:create',
    });
  });

  it("answers for another project's as for an absent one", async () => {
    const mine = await makeProject(database.opened);
    const other = await makeProject(database.opened);
    const ada = await makeUser(database.opened, { role: 'admin', projectId: mine.id });
    const absent = unique('absent');
    const refusals = await Promise.all(
      [other.name, absent].map((project) =>
        createModel(ada.ctx(), { project, name: 'm' }).catch((error: Error & { code: string }) => ({
          code: error.code,
          message: error.message.replace(project, '…'),
        })),
      ),
    );
    expect(refusals[0]).toEqual(refusals[1]);
  });

  it('names the field of a bad name', async () => {
    const project = await makeProject(database.opened);
    const ada = await makeUser(database.opened, { role: 'admin' });
    await expect(createModel(ada.ctx(), { project: project.name, name: 'a---b' })).rejects.toMatchObject({
      code: 'invalid',
      issues: [{ path: 'name', value: 'a---b' }],
    });
  });

  it('lets exactly one of many concurrent creators of each spelling through', async () => {
    const project = await makeProject(database.opened);
    const ada = await makeUser(database.opened, { role: 'admin' });
    const tries = await Promise.allSettled(
      Array.from({ length: 50 }, (_, n) =>
        createModel(ada.ctx(), { project: project.name, name: n % 2 === 0 ? 'Straße' : 'STRASSE' }),
      ),
    );
    expect(tries.filter((result) => result.status === 'fulfilled')).toHaveLength(2);
    for (const result of tries)
      if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'conflict' });
  });
});
