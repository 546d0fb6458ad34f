import { describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import { listRevisions } from '@/lib/artifacts/list-revisions';
import { readArtifact } from '@/lib/artifacts/read-artifact';
import { writeArtifact } from '@/lib/artifacts/write-artifact';
import { ANONYMOUS } from '@/lib/core/actor';
import { formTree } from '@/lib/forms/form-body';
import { ANOTHER, fieldsOf, MARK, NEW_ROW, type Tree, treeAt, treeOf, treeWith } from '@/lib/forms/form-tree';
import { readListEntry } from '@/lib/lists/read-list-entry';
import { body, makeWorkplace, postedArtifactText } from '@/lib/testing/artifacts';
import { ctxFor, makeProject, makeUser, unique } from '@/lib/testing/world';
import { CARD_SHAPE } from './card-shape';
import { type FormWrite, type Written, writeByForm } from './write-by-form';

const database = testDatabase();

const CARD = body.card({
  x_team: { name: 'weeds' },
  data: [
    {
      description: 'Fields',
      classification: 'Unclassified',
      labels: [{ name: 'weed', percentage: 40 }],
      x_farm: 7,
    },
  ],
});

/** A workplace with a card that holds names of no release, and the form of it. */
async function withCard(role?: 'admin' | 'maintainer' | 'viewer') {
  const place = await makeWorkplace(database.opened, role);
  await writeArtifact(place.owner.ctx(), { ...place.at, artifactText: postedArtifactText('card', CARD) });
  const address = { ...place.at, version: null, artifact: 'card.default' };
  const stored = () => readArtifact(place.owner.ctx(), address);
  const { body: text } = await stored();
  const tree = treeOf(fieldsOf(formTree(CARD_SHAPE, JSON.parse(text))));
  const form: FormWrite = {
    ...address,
    type: 'card',
    tree,
    revision: 1,
    newEntries: new Map(),
    decisions: [],
  };
  return { ...place, address, stored, form, text };
}
const collisionOf = (written: Written) => {
  if (!('collision' in written)) throw new Error('It was written.');
  return written.collision;
};
const edited = (form: FormWrite, path: string, value: Tree | undefined): FormWrite => ({
  ...form,
  tree: treeWith(form.tree, path, value),
});

describe('writeByForm', () => {
  it('changes exactly what was edited and keeps what the form does not know', async () => {
    const { ada, form, stored, text } = await withCard();
    await writeByForm(ada.ctx(), edited(form, 'body.system.task', 'Count them'));
    const now = await stored();
    expect(now.headRevision).toBe(2);
    expect(now.body).toBe(text.replace('Tell weeds from seedlings', 'Count them'));
  });

  it('makes a new card of what the form holds, named as it was called', async () => {
    const { ada, at, form } = await withCard();
    const tree = treeOf([
      ['body.system.task', 'Weigh'],
      ['body.system_requirements.@', 'list'],
      [`body.system_requirements.0.${MARK}`, NEW_ROW],
      ['body.system_requirements.0.stimulus', 'rain'],
    ]);
    const made = await writeByForm(ada.ctx(), { ...form, ...at, artifact: 'scales', revision: 0, tree });
    if (!('artifact' in made)) throw new Error('Nobody was faster.');
    expect(made.artifact.identifier).toBe('card.scales');
    expect(JSON.parse(made.artifact.body)).toEqual({
      artifact_type: 'card',
      system: { task: 'Weigh' },
      system_requirements: [{ stimulus: 'rain', identifier: 'card.scales-qas_001' }],
    });
  });

  it('is refused to strangers, readers and people of other projects', async () => {
    const { ada, form } = await withCard('viewer');
    const elsewhere = await makeProject(database.opened);
    const bob = await makeUser(database.opened, { role: 'maintainer', projectId: elsewhere.id });
    for (const write of [form, { ...form, version: 'v1', artifact: 'other', revision: 0 }]) {
      await expect(writeByForm(ada.ctx(), write)).rejects.toMatchObject({ code: 'forbidden' });
      await expect(writeByForm(bob.ctx(), write)).rejects.toMatchObject({ code: 'not_found', hidden: true });
      await expect(writeByForm(ctxFor(database.opened, ANONYMOUS), write)).rejects.toMatchObject({
        code: 'unauthenticated',
      });
    }
  });

  it('refuses names that the form does not have, other types, and a name that is taken', async () => {
    const { ada, form } = await withCard();
    const strange: Tree = { system: { task: 'x', secret: 'y' } };
    await expect(writeByForm(ada.ctx(), { ...form, tree: strange })).rejects.toMatchObject({
      issues: [{ message: "'body.system.secret' is no field of this form." }],
    });
    await expect(writeByForm(ada.ctx(), { ...form, type: 'poem' as 'card' })).rejects.toThrow(/no form/);
    await expect(
      writeByForm(ada.ctx(), { ...form, version: 'v1', artifact: 'default', revision: 0 }),
    ).rejects.toMatchObject({ code: 'conflict' });
  });

  it('complains with the path of the field, and writes nothing', async () => {
    const { ada, form, stored } = await withCard();
    const path = 'body.data.0.labels.0.percentage';
    await expect(writeByForm(ada.ctx(), edited(form, path, 'half'))).rejects.toMatchObject({
      code: 'invalid',
      issues: [{ path }],
    });
    await expect(
      writeByForm(ada.ctx(), edited(form, 'body.data.0.classification', 'Homework')),
    ).rejects.toMatchObject({ issues: [{ path: 'body.data.0.classification', value: 'Homework' }] });
    expect((await stored()).headRevision).toBe(1);
  });

  it('adds a new word to its list, with its category', async () => {
    const { owner, form, stored } = await withCard();
    const name = unique('Tidiness');
    const path = 'body.system_requirements.0.quality';
    const words = new Map([[path, { name, parent: 'Consistency' }]]);
    await writeByForm(owner.ctx(), { ...edited(form, path, ANOTHER), newEntries: words });
    expect(JSON.parse((await stored()).body).system_requirements[0].quality).toBe(name);
    expect(await readListEntry(owner.ctx(), { list: 'quality_attributes', name })).toMatchObject({
      parent: 'Consistency',
    });
    await writeByForm(owner.ctx(), { ...edited(form, path, ANOTHER), newEntries: words, revision: 2 });
  });

  it('complains beside the field when the word is missing, lacks its category, or may not be added', async () => {
    const { ada, owner, form } = await withCard();
    const path = 'body.system_requirements.0.quality';
    const write = edited(form, path, ANOTHER);
    const word = (parent: string | null) => new Map([[path, { name: unique('Calm'), parent }]]);
    await expect(writeByForm(owner.ctx(), write)).rejects.toMatchObject({
      issues: [{ path, message: 'Write the new word, or choose one of the list.' }],
    });
    await expect(writeByForm(owner.ctx(), { ...write, newEntries: word(null) })).rejects.toMatchObject({
      issues: [{ path }],
    });
    await expect(writeByForm(ada.ctx(), { ...write, newEntries: word('Consistency') })).rejects.toMatchObject(
      {
        issues: [{ path, message: expect.stringMatching(/custom_list:create/) }],
      },
    );
  });
});

describe('somebody who was faster', () => {
  it('is merged field by field; nothing is written before it was looked at, and then both are', async () => {
    const { ada, owner, form, stored } = await withCard();
    await writeByForm(owner.ctx(), edited(form, 'body.system.task', 'Theirs'));
    const mine = edited(form, 'body.data.0.description', 'Mine');
    const { revision, tree, by, conflicts } = collisionOf(await writeByForm(ada.ctx(), mine));
    expect({ revision, by, conflicts }).toEqual({ revision: 2, by: owner.name, conflicts: [] });
    expect((await stored()).headRevision).toBe(2);
    await writeByForm(ada.ctx(), { ...form, tree, revision });
    const now = JSON.parse((await stored()).body);
    expect(now).toMatchObject({ system: { task: 'Theirs' }, x_team: { name: 'weeds' } });
    expect(now.data[0]).toMatchObject({ description: 'Mine', x_farm: 7 });
  });

  it.each(['mine', 'theirs'] as const)('and changed the same is chosen from: %s', async (choice) => {
    const { ada, owner, form, stored } = await withCard();
    const path = 'body.system.task';
    await writeByForm(owner.ctx(), edited(form, path, 'theirs'));
    const { tree, revision, conflicts } = collisionOf(
      await writeByForm(ada.ctx(), edited(form, path, 'mine')),
    );
    expect(conflicts).toEqual([{ path, kind: 'value', mine: 'mine', theirs: 'theirs' }]);
    const again = { ...form, tree, revision };
    const undecided = [{ path, kind: 'value', choice: null }] as const;
    await expect(writeByForm(ada.ctx(), { ...again, decisions: undecided })).rejects.toMatchObject({
      issues: [{ path: `choice.${path}` }],
    });
    await writeByForm(ada.ctx(), { ...again, decisions: [{ path, kind: 'value', choice }] });
    expect(JSON.parse((await stored()).body).system.task).toBe(choice);
  });

  it('again while one chose is merged again', async () => {
    const { ada, owner, form, stored } = await withCard();
    const path = 'body.system.task';
    await writeByForm(owner.ctx(), edited(form, path, 'second'));
    const met = collisionOf(await writeByForm(ada.ctx(), edited(form, path, 'mine')));
    await writeByForm(owner.ctx(), { ...edited(form, path, 'third'), revision: 2 });
    const again = await writeByForm(ada.ctx(), {
      ...form,
      tree: met.tree,
      revision: met.revision,
      decisions: [{ path, kind: 'value', choice: 'mine' }],
    });
    expect(collisionOf(again)).toMatchObject({
      revision: 3,
      conflicts: [{ path, mine: 'mine', theirs: 'third' }],
    });
    expect(treeAt(collisionOf(again).tree, path)).toBe('mine');
    expect(
      (await listRevisions(owner.ctx(), { ...(await stored()), artifact: 'card.default' })).items,
    ).toHaveLength(3);
  });

  it('and removed a row that one edited does not take it away without being asked', async () => {
    const { ada, owner, form, stored } = await withCard();
    await writeByForm(owner.ctx(), edited(form, 'body.data.0', undefined));
    const mine = edited(form, 'body.data.0.description', 'Still needed');
    const { tree, revision, conflicts } = collisionOf(await writeByForm(ada.ctx(), mine));
    expect(conflicts).toMatchObject([{ path: 'body.data.0', kind: 'gone there', theirs: null }]);
    const decisions = [{ path: 'body.data.0', kind: 'gone there', choice: 'mine' }] as const;
    await writeByForm(ada.ctx(), { ...form, tree, revision, decisions });
    expect(JSON.parse((await stored()).body).data[0]).toMatchObject({ description: 'Still needed' });
  });
});
