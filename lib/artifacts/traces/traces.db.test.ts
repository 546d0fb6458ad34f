import { describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import { deleteArtifact } from '@/lib/artifacts/delete-artifact';
import { editArtifact } from '@/lib/artifacts/edit-artifact';
import { readArtifact } from '@/lib/artifacts/read-artifact';
import { writeArtifact } from '@/lib/artifacts/write-artifact';
import { ANONYMOUS } from '@/lib/core/actor';
import type { Ctx } from '@/lib/core/ctx';
import { body, makeWorkplace, postedArtifactText, result, testCase } from '@/lib/testing/artifacts';
import { ctxFor, makeProject, makeUser } from '@/lib/testing/world';
import { listCaseUses } from './list-case-uses';
import { listScenarioIds } from './list-scenario-ids';
import { listScenarioTests } from './list-scenario-tests';
import { listScenarios } from './list-scenarios';

const database = testDatabase();
const NOW = new Date();

const scenario = (identifier: string | null, quality = 'Robustness') => ({ identifier, quality });
const card = (...scenarios: object[]) => body.card({ system_requirements: scenarios });

/** Two cards with three scenarios, a suite with three cases, evidence in two versions, results in one. */
async function furnished() {
  const place = await makeWorkplace(database.opened);
  const { at, ada } = place;
  const write = (text: string, version = at.version, force = false) =>
    writeArtifact(ada.ctx(), { ...at, version, artifactText: text, parents: true, force });
  await write(postedArtifactText('card', card(scenario(null), scenario(null, 'Fairness'))));
  await write(postedArtifactText('card', card(scenario('card.b-qas_001')), 'card.b'));
  const cases = [
    testCase('accuracy', { qas_list: ['card.default-qas_001', 'card.b-qas_001'] }),
    testCase('fairness', { qas_list: ['card.default-qas_002', 'card.gone-qas_009'] }),
    testCase('idle'),
  ];
  const suite = body.suite({ test_cases: cases });
  await write(postedArtifactText('suite', suite));
  for (const version of ['v1', 'v2']) await write(postedArtifactText('evidence'), version);
  const outcomes = { accuracy: result('Success'), fairness: result('Info'), idle: result('Info') };
  await write(postedArtifactText('results', body.results({ test_suite: suite, results: outcomes })), 'v2');
  return { ...place, write };
}

describe('a number of a scenario', () => {
  const first = 'card.default-qas_001';
  const second = 'card.default-qas_002';
  const asking = (identifier: string | null, stimulus: string) => ({ ...scenario(identifier), stimulus });
  const idsOf = async (ada: { ctx(): Ctx }, at: { project: string; model: string }) =>
    (await listScenarioIds(ada.ctx(), { ...at, since: NOW })).ids.filter((id) =>
      id.startsWith('card.default'),
    );

  it('is never given again, by whatever way the card is written', async () => {
    const { at, ada, write } = await furnished();
    await write(postedArtifactText('card', card(scenario(first))), 'v1', true);
    await write(postedArtifactText('card', card(scenario(first), asking(null, 'Safety'))), 'v1', true);
    expect(await idsOf(ada, at)).toEqual([first, 'card.default-qas_003']);
    const edit = async (stimulus: string) => {
      const { revision } = await readArtifact(ada.ctx(), { ...at, version: null, artifact: 'card.default' });
      await editArtifact(ada.ctx(), {
        ...at,
        version: null,
        artifact: 'card.default',
        expectedRevision: revision.revision,
        bodyText: JSON.stringify(card(asking(null, stimulus))),
      });
    };
    // A script saves the same scenario again without its id: it is the same one.
    await edit('Safety');
    expect(await idsOf(ada, at)).toEqual(['card.default-qas_003']);
    await edit('Privacy');
    expect(await idsOf(ada, at)).toEqual(['card.default-qas_004']);
    await deleteArtifact(ada.ctx(), { ...at, version: null, artifact: 'card.default' });
    await write(postedArtifactText('card', card(scenario(null))), 'v1');
    expect(await idsOf(ada, at)).toEqual(['card.default-qas_005']);
  });

  it('is given to one of two who write at the same moment', async () => {
    const { at, ada, write } = await furnished();
    const all = await Promise.allSettled(
      ['Safety', 'Privacy', 'Cost'].map((stimulus) =>
        write(postedArtifactText('card', card(asking(null, stimulus))), 'v1', true),
      ),
    );
    const given = all.flatMap((each) =>
      each.status === 'fulfilled' ? /card\.default-qas_\d+/.exec(each.value?.body ?? '') : [],
    );
    expect(given.length).toBeGreaterThan(0);
    expect(new Set(given).size).toBe(given.length);
    for (const each of all)
      if (each.status === 'rejected') expect(each.reason).toMatchObject({ code: 'conflict' });
    expect(given).toContain((await idsOf(ada, at))[0]);
  });

  it('that comes back with another text is another requirement, until the suite is written anew', async () => {
    const { at, ada, write } = await furnished();
    const tests = () => listScenarioTests(ada.ctx(), { ...at, scenarios: [first, second] });
    const formerIn = async () => (await tests()).map(({ scenario: id, isFormer }) => [id, isFormer]);
    const suite = await readArtifact(ada.ctx(), { ...at, version: null, artifact: 'suite.default' });
    await write(postedArtifactText('card', card(scenario(first))), 'v1', true);
    await write(postedArtifactText('card', card(asking(first, 'Speed'), asking(second, 'Cost'))), 'v1', true);
    // The first was only edited.
    expect(await formerIn()).toEqual([
      [first, false],
      [second, true],
    ]);
    const since = suite.revision.writtenAt;
    expect((await listScenarioIds(ada.ctx(), { ...at, since })).renewed).toEqual([second]);
    await new Promise((resolve) => setTimeout(resolve, 5));
    await write(`{"header":{"identifier":"suite.default","type":"suite"},"body":${suite.body}}`, 'v1', true);
    expect(await formerIn()).toEqual([
      [first, false],
      [second, false],
    ]);
  });

  it('that comes back with its own text is the requirement that it was', async () => {
    const { at, ada, write } = await furnished();
    await write(postedArtifactText('card', card(scenario(first))), 'v1', true);
    await write(postedArtifactText('card', card(scenario(first), scenario(second, 'Fairness'))), 'v1', true);
    const tests = await listScenarioTests(ada.ctx(), { ...at, scenarios: [second] });
    expect(tests.map(({ isFormer }) => isFormer)).toEqual([false]);
  });
});

describe('listScenarios', () => {
  it('gives every scenario of every card of the model, with its card and its words', async () => {
    const { at, ada } = await furnished();
    const found = await listScenarios(ada.ctx(), at);
    expect(found.map(({ card, id, quality }) => [card, id, quality])).toEqual([
      ['card.b', 'card.b-qas_001', 'Robustness'],
      ['card.default', 'card.default-qas_001', 'Robustness'],
      ['card.default', 'card.default-qas_002', 'Fairness'],
    ]);
    expect(found[0]).toMatchObject({ stimulus: '', measure: '' });
    expect((await listScenarioIds(ada.ctx(), { ...at, since: NOW })).ids).toEqual(found.map(({ id }) => id));
  });

  it('forgets the scenarios of a deleted card and of a revision that was replaced', async () => {
    const { at, ada, write } = await furnished();
    await deleteArtifact(ada.ctx(), { ...at, version: null, artifact: 'card.b' });
    await write(postedArtifactText('card', card(scenario('card.default-qas_002'))), 'v1', true);
    const found = await listScenarios(ada.ctx(), at);
    expect(found.map(({ id }) => id)).toEqual(['card.default-qas_002']);
    expect((await listScenarioIds(ada.ctx(), { ...at, since: NOW })).ids).toEqual(['card.default-qas_002']);
  });
});

describe('listScenarioTests', () => {
  it('names each test case with its suite under each scenario that it tests, and no other', async () => {
    const { at, ada, write } = await furnished();
    const second = body.suite({ test_cases: [testCase('a', { qas_list: ['card.default-qas_001'] })] });
    await write(postedArtifactText('suite', second, 'suite.a'));
    const found = await listScenarioTests(ada.ctx(), {
      ...at,
      scenarios: ['card.default-qas_001', 'card.default-qas_002'],
    });
    expect(found).toEqual([
      { scenario: 'card.default-qas_001', suite: 'suite.a', testCase: 'a', isFormer: false },
      { scenario: 'card.default-qas_001', suite: 'suite.default', testCase: 'accuracy', isFormer: false },
      { scenario: 'card.default-qas_002', suite: 'suite.default', testCase: 'fairness', isFormer: false },
    ]);
    expect(await listScenarioTests(ada.ctx(), { ...at, scenarios: [] })).toEqual([]);
  });
});

describe('listCaseUses', () => {
  it('finds evidence in every version and results that name a case, and nothing for a case nobody used', async () => {
    const { at, ada } = await furnished();
    const uses = await listCaseUses(ada.ctx(), {
      ...at,
      suite: 'suite.default',
      testCases: ['accuracy', 'idle', 'new'],
    });
    expect(uses).toEqual([
      { testCase: 'accuracy', artifact: 'evidence.accuracy', version: 'v1' },
      { testCase: 'accuracy', artifact: 'evidence.accuracy', version: 'v2' },
      { testCase: 'accuracy', artifact: 'results.default', version: 'v2' },
      { testCase: 'idle', artifact: 'results.default', version: 'v2' },
    ]);
  });

  it('leaves out the results of another suite', async () => {
    const { at, ada } = await furnished();
    const uses = await listCaseUses(ada.ctx(), { ...at, suite: 'suite.other', testCases: ['idle'] });
    expect(uses).toEqual([]);
  });
});

describe('traces of a model', () => {
  type Verb = (ctx: Ctx, at: { project: string; model: string }) => Promise<readonly object[]>;
  const verbs: readonly Verb[] = [
    (ctx, at) => listScenarios(ctx, at),
    async (ctx, at) => (await listScenarioIds(ctx, { ...at, since: NOW })).ids.map((id) => ({ id })),
    (ctx, at) => listScenarioTests(ctx, { ...at, scenarios: ['card.default-qas_001'] }),
    (ctx, at) => listCaseUses(ctx, { ...at, suite: 'suite.default', testCases: ['accuracy'] }),
  ];

  it('are absent for a stranger, for somebody of another project and for nobody', async () => {
    const { at } = await furnished();
    const stranger = await makeUser(database.opened);
    const elsewhere = await makeProject(database.opened);
    const neighbour = await makeUser(database.opened, { role: 'maintainer', projectId: elsewhere.id });
    const nobody = ctxFor(database.opened, ANONYMOUS);
    for (const verb of verbs) {
      await expect(verb(stranger.ctx(), at)).rejects.toMatchObject({ code: 'not_found' });
      await expect(verb(neighbour.ctx(), at)).rejects.toMatchObject({ code: 'not_found' });
      await expect(verb(nobody, at)).rejects.toMatchObject({ code: 'unauthenticated' });
    }
  });

  it('show nothing of another model of the same project, and that a model is not there', async () => {
    const { at, ada } = await furnished();
    const other = { ...at, model: `${at.model}-2` };
    await writeArtifact(ada.ctx(), { ...other, artifactText: postedArtifactText('card'), parents: true });
    await deleteArtifact(ada.ctx(), { ...other, version: null, artifact: 'card.default' });
    for (const verb of verbs) {
      expect(await verb(ada.ctx(), other)).toEqual([]);
      await expect(verb(ada.ctx(), { ...at, model: 'absent' })).rejects.toMatchObject({ code: 'not_found' });
    }
  });
});
