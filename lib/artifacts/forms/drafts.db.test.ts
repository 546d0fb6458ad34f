import { describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import { deleteArtifact } from '@/lib/artifacts/delete-artifact';
import { writeArtifact } from '@/lib/artifacts/write-artifact';
import { ANONYMOUS } from '@/lib/core/actor';
import { createModel } from '@/lib/models/create-model';
import { createVersion } from '@/lib/models/create-version';
import { deleteModel } from '@/lib/models/delete-model';
import { moveModel } from '@/lib/models/move-model';
import { deleteProject } from '@/lib/projects/delete-project';
import { makeWorkplace, postedArtifactText } from '@/lib/testing/artifacts';
import { ctxFor, makeProject, makeUser, SYSTEM, unique } from '@/lib/testing/world';
import { discardDraft } from './discard-draft';
import { readDraft } from './read-draft';
import { saveDraft } from './save-draft';

const database = testDatabase();

/** A workplace with a card, and the address of it and of a card that is yet to be made. */
async function withCard(role?: 'admin' | 'maintainer' | 'viewer') {
  const place = await makeWorkplace(database.opened, role);
  await writeArtifact(place.owner.ctx(), { ...place.at, artifactText: postedArtifactText('card') });
  const card = { ...place.at, version: null, artifact: 'card.default', type: 'card' } as const;
  return { ...place, card, newCard: { ...card, artifact: '' } };
}
const tree = { system: { task: 'Half a thought' } };
const first = { tree, revision: 1, seen: null };

describe('a draft', () => {
  it('is what its owner typed, for every place apart, until another takes its stead', async () => {
    const { ada, card, newCard } = await withCard();
    const ctx = ada.ctx();
    expect(await readDraft(ada.ctx(), card)).toBeNull();
    const savedAt = await saveDraft(ctx, { ...card, ...first });
    expect(savedAt).toEqual(ctx.now);
    expect(await readDraft(ada.ctx(), card)).toEqual({ tree, revision: 1, savedAt });
    expect(await readDraft(ada.ctx(), newCard)).toBeNull();
    await saveDraft(ada.ctx(), { ...newCard, ...first, revision: 0 });
    const more = { system: { task: 'A whole thought' } };
    await saveDraft(ada.ctx(), { ...card, tree: more, revision: 1, seen: savedAt });
    expect((await readDraft(ada.ctx(), card))?.tree).toEqual(more);
    expect((await readDraft(ada.ctx(), newCard))?.tree).toEqual(tree);
  });

  it('of another window is not written over by one that has not seen it', async () => {
    const { ada, card } = await withCard();
    const savedAt = await saveDraft(ada.ctx(), { ...card, ...first });
    for (const seen of [null, new Date(savedAt.getTime() - 1)])
      await expect(saveDraft(ada.ctx(), { ...card, tree: {}, revision: 1, seen })).rejects.toMatchObject({
        code: 'precondition',
      });
    expect((await readDraft(ada.ctx(), card))?.tree).toEqual(tree);
  });

  it('is read by nobody else, administrators included, who keep their own', async () => {
    const { ada, owner, card } = await withCard();
    await saveDraft(ada.ctx(), { ...card, ...first });
    expect(await readDraft(owner.ctx(), card)).toBeNull();
    await saveDraft(owner.ctx(), { ...card, tree: {}, revision: 1, seen: null });
    await discardDraft(owner.ctx(), card);
    expect((await readDraft(ada.ctx(), card))?.tree).toEqual(tree);
  });

  it('is kept by nobody without credentials, by nobody who may only read, and not by the store', async () => {
    const { card, newCard, ada } = await withCard('viewer');
    for (const at of [card, newCard]) {
      await expect(saveDraft(ctxFor(database.opened, ANONYMOUS), { ...at, ...first })).rejects.toMatchObject({
        code: 'unauthenticated',
      });
      await expect(saveDraft(ada.ctx(), { ...at, ...first })).rejects.toMatchObject({ code: 'forbidden' });
      await expect(readDraft(ada.ctx(), at)).rejects.toMatchObject({ code: 'forbidden' });
      await expect(discardDraft(ada.ctx(), at)).rejects.toMatchObject({ code: 'forbidden' });
      await expect(saveDraft(ctxFor(database.opened, SYSTEM), { ...at, ...first })).rejects.toMatchObject({
        code: 'forbidden',
      });
    }
  });

  it('of a place in another project is absent', async () => {
    const { card } = await withCard();
    const elsewhere = await makeProject(database.opened);
    const bob = await makeUser(database.opened, { role: 'maintainer', projectId: elsewhere.id });
    for (const work of [
      () => saveDraft(bob.ctx(), { ...card, ...first }),
      () => readDraft(bob.ctx(), card),
      () => discardDraft(bob.ctx(), card),
    ])
      await expect(work()).rejects.toMatchObject({ code: 'not_found', hidden: true });
  });

  it('of an artifact that is not there, and of no known type, is refused', async () => {
    const { ada, card } = await withCard();
    await expect(saveDraft(ada.ctx(), { ...card, artifact: 'card.other', ...first })).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(
      saveDraft(ada.ctx(), { ...card, type: 'poem' as 'card', artifact: '', ...first }),
    ).rejects.toMatchObject({ code: 'invalid' });
  });

  it('may have 2 MiB', async () => {
    const { ada, card } = await withCard();
    const long = { task: 'x'.repeat(2 * 1024 * 1024) };
    await expect(saveDraft(ada.ctx(), { ...card, ...first, tree: long })).rejects.toMatchObject({
      code: 'too_large',
    });
  });

  it('goes when it is the oldest of more than fifty', async () => {
    const { ada, at, owner, card } = await withCard();
    await saveDraft(ada.ctx(), { ...card, ...first });
    for (let n = 0; n < 50; n += 1) {
      const model = unique('other');
      await createModel(owner.ctx(), { project: at.project, name: model });
      await saveDraft(ada.ctx(), { ...card, model, artifact: '', ...first });
      if (n === 48) expect(await readDraft(ada.ctx(), card)).not.toBeNull();
    }
    expect(await readDraft(ada.ctx(), card)).toBeNull();
  });

  it('goes with its artifact, its version and its model, and inherits nothing to their names', async () => {
    const { ada, owner, at, card, newCard } = await withCard();
    await saveDraft(ada.ctx(), { ...card, ...first });
    await saveDraft(ada.ctx(), { ...newCard, ...first });
    await deleteArtifact(owner.ctx(), card);
    await writeArtifact(owner.ctx(), { ...at, artifactText: postedArtifactText('card') });
    expect(await readDraft(ada.ctx(), card)).toBeNull();
    expect(await readDraft(ada.ctx(), newCard)).not.toBeNull();
    await deleteModel(owner.ctx(), at);
    await createModel(owner.ctx(), { project: at.project, name: at.model });
    await createVersion(owner.ctx(), { project: at.project, model: at.model, name: at.version });
    expect(await readDraft(ada.ctx(), newCard)).toBeNull();
  });

  it('moves with its model, and is out of reach with its project', async () => {
    const { owner, at, newCard } = await withCard();
    const target = await makeProject(database.opened);
    await saveDraft(owner.ctx(), { ...newCard, ...first });
    await moveModel(owner.ctx(), { project: at.project, model: at.model, to: target.name });
    const there = { ...newCard, project: target.name };
    expect((await readDraft(owner.ctx(), there))?.tree).toEqual(tree);
    await deleteProject(owner.ctx(), { project: target.name });
    await expect(readDraft(owner.ctx(), there)).rejects.toMatchObject({ code: 'not_found' });
  });
});
