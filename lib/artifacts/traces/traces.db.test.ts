import { describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import { deleteArtifact } from '@/lib/artifacts/delete-artifact';
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
    expect(await listScenarioIds(ada.ctx(), at)).toEqual(found.map(({ id }) => id));
  });

  it('forgets the scenarios of a deleted card and of a revision that was replaced', async () => {
    const { at, ada, write } = await furnished();
    await deleteArtifact(ada.ctx(), { ...at, version: null, artifact: 'card.b' });
    await write(postedArtifactText('card', card(scenario('card.default-qas_002'))), 'v1', true);
    const found = await listScenarios(ada.ctx(), at);
    expect(found.map(({ id }) => id)).toEqual(['card.default-qas_002']);
    expect(await listScenarioIds(ada.ctx(), at)).toEqual(['card.default-qas_002']);
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
      { scenario: 'card.default-qas_001', suite: 'suite.a', testCase: 'a' },
      { scenario: 'card.default-qas_001', suite: 'suite.default', testCase: 'accuracy' },
      { scenario: 'card.default-qas_002', suite: 'suite.default', testCase: 'fairness' },
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
    async (ctx, at) => (await listScenarioIds(ctx, at)).map((id) => ({ id })),
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
