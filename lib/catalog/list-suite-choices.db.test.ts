import { describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import { writeArtifact } from '@/lib/artifacts/write-artifact';
import { ANONYMOUS } from '@/lib/core/actor';
import { createModel } from '@/lib/models/create-model';
import { deleteModel } from '@/lib/models/delete-model';
import { makeWorkplace, postedArtifactText } from '@/lib/testing/artifacts';
import { ctxFor, makeUser, unique } from '@/lib/testing/world';
import { listSuiteChoices } from './list-suite-choices';

const database = testDatabase();

describe('listSuitePlaces', () => {
  it('names the models that somebody may write, with their suites, and no other project’s', async () => {
    const { ada, at, project } = await makeWorkplace(database.opened);
    const other = await makeWorkplace(database.opened);
    await createModel(ada.ctx(), { project: project.name, name: 'zebra' });
    await createModel(ada.ctx(), { project: project.name, name: 'gone' });
    await deleteModel(ada.ctx(), { project: project.name, model: 'gone' });
    for (const name of ['suite.b', 'suite.a'])
      await writeArtifact(ada.ctx(), { ...at, artifactText: postedArtifactText('suite', undefined, name) });
    await writeArtifact(ada.ctx(), { ...at, artifactText: postedArtifactText('card') });
    const { items, count } = await listSuiteChoices(ada.ctx(), {});
    expect(count).toBe(2);
    expect(items.map(({ model, suites, hasVersion }) => [model, suites, hasVersion])).toEqual([
      [at.model, ['suite.a', 'suite.b'], true],
      ['zebra', [], false],
    ]);
    expect(items.every((choice) => choice.project === project.name)).toBe(true);
    const found = await listSuiteChoices(other.ada.ctx(), { search: other.at.model.toUpperCase() });
    expect(found.items).toMatchObject([{ model: other.at.model }]);
  });

  it('names none to a reader, goes on from a cursor, and refuses without credentials', async () => {
    const { at, project, owner } = await makeWorkplace(database.opened);
    const viewer = await makeUser(database.opened, { role: 'viewer', projectId: project.id });
    expect(await listSuiteChoices(viewer.ctx(), {})).toMatchObject({ items: [], count: 0 });
    const name = unique('owned');
    await createModel(owner.ctx(), { project: project.name, name });
    const all = await listSuiteChoices(owner.ctx(), { search: name });
    expect(all.items.map(({ model }) => model)).toEqual([name]);
    const first = await listSuiteChoices(owner.ctx(), { limit: 1 });
    const second = await listSuiteChoices(owner.ctx(), { limit: 1, after: first.next ?? '' });
    expect(second.items[0]?.id).not.toBe(first.items[0]?.id);
    expect(at.model).not.toBe(name);
    await expect(listSuiteChoices(ctxFor(database.opened, ANONYMOUS), {})).rejects.toMatchObject({
      code: 'unauthenticated',
    });
  });

  it('names none through a token that only reads', async () => {
    const { ada } = await makeWorkplace(database.opened);
    const ctx = ada.ctx();
    if (ctx.actor.kind !== 'session') throw new Error('people act by sessions here');
    const actor = { ...ctx.actor, limit: { readOnly: true, projectId: null } };
    expect(await listSuiteChoices({ ...ctx, actor }, {})).toMatchObject({ items: [], count: 0 });
  });
});
