import { describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import { ANONYMOUS } from '@/lib/core/actor';
import { createModel } from '@/lib/models/create-model';
import { recentModels } from '@/lib/models/recent-models';
import { makeWorkplace, postedArtifactText } from '@/lib/testing/artifacts';
import { ctxFor, makeProject, makeUser } from '@/lib/testing/world';
import { deleteArtifact } from './delete-artifact';
import { recentArtifacts } from './recent-artifacts';
import { writeArtifact } from './write-artifact';

const database = testDatabase();

describe('what happened last', () => {
  it('tells the newest write first, with the names of where it is', async () => {
    const { at, ada } = await makeWorkplace(database.opened);
    await writeArtifact(ada.ctx(), { ...at, artifactText: postedArtifactText('card') });
    await writeArtifact(ada.ctx(), { ...at, artifactText: postedArtifactText('evidence') });
    const found = await recentArtifacts(ada.ctx(), { project: at.project, limit: 10 });
    expect(found.map(({ type }) => type)).toEqual(['evidence', 'card']);
    expect(found[0]).toMatchObject({ project: at.project, model: at.model, version: at.version });
    expect(found[1]).toMatchObject({ model: at.model, version: null });
    expect(await recentArtifacts(ada.ctx(), { limit: 1 })).toHaveLength(1);
  });

  it('leaves out what was deleted', async () => {
    const { at, ada } = await makeWorkplace(database.opened);
    await writeArtifact(ada.ctx(), { ...at, artifactText: postedArtifactText('evidence') });
    await deleteArtifact(ada.ctx(), { ...at, artifact: 'evidence.accuracy' });
    expect(await recentArtifacts(ada.ctx(), { project: at.project, limit: 10 })).toEqual([]);
  });

  it('shows nobody what lies in a project that they do not read', async () => {
    const { at, ada } = await makeWorkplace(database.opened);
    await writeArtifact(ada.ctx(), { ...at, artifactText: postedArtifactText('evidence') });
    const elsewhere = await makeProject(database.opened);
    const bob = await makeUser(database.opened, { role: 'admin', projectId: elsewhere.id });
    expect(await recentArtifacts(bob.ctx(), { limit: 50 })).toEqual([]);
    expect(await recentModels(bob.ctx(), { limit: 50 })).toEqual([]);
    await expect(recentArtifacts(bob.ctx(), { project: at.project, limit: 5 })).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(recentModels(bob.ctx(), { project: at.project, limit: 5 })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('refuses without credentials', async () => {
    const nobody = ctxFor(database.opened, ANONYMOUS);
    await expect(recentArtifacts(nobody, { limit: 5 })).rejects.toMatchObject({ code: 'unauthenticated' });
    await expect(recentModels(nobody, { limit: 5 })).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  it('tells the newest model first', async () => {
    const project = await makeProject(database.opened);
    const ada = await makeUser(database.opened, { role: 'maintainer', projectId: project.id });
    for (const name of ['first', 'second']) await createModel(ada.ctx(), { project: project.name, name });
    const found = await recentModels(ada.ctx(), { limit: 5 });
    expect(found.map(({ name, project: where }) => [name, where])).toEqual([
      ['second', project.name],
      ['first', project.name],
    ]);
  });
});
