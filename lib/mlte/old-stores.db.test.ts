import { describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import { readArtifact } from '@/lib/artifacts/read-artifact';
import { exitCodeOf } from '@/lib/import-report/report';
import { body } from '@/lib/testing/artifacts';
import { makeProject, unique } from '@/lib/testing/world';
import { importWorld } from '@/lib/transfer/testing/import-world';
import { applyImport, planImport } from './import-store';

const database = testDatabase();
const { importer, sourceOf } = importWorld(() => database.opened);

/** A body of today with what MLTE 2.2 called its types and its references. */
const old = (value: unknown): object =>
  JSON.parse(
    JSON.stringify(value)
      .replaceAll('"artifact_type":"card"', '"artifact_type":"negotiation_card"')
      .replaceAll('"artifact_type":"suite"', '"artifact_type":"test_suite"')
      .replaceAll('"artifact_type":"results"', '"artifact_type":"test_results"')
      .replaceAll('"card.default"', '"default.card"')
      .replaceAll('"suite.default"', '"default.suite"')
      .replaceAll('"results.default"', '"default.results"'),
  ) as object;

const file = (name: string, identifier: string, type: string, level: string, value: object) => ({
  name,
  body: JSON.stringify(
    { header: { identifier, type, timestamp: 1_745_958_596, creator: null, level }, body: value },
    null,
    4,
  ),
});

describe('a store of MLTE 2.0 to 2.2', () => {
  it('comes whole: its files are called after what they are, and tell their types inside', async () => {
    const model = unique('OldFlower');
    const project = await makeProject(database.opened);
    const card = {
      artifact_type: 'negotiation_card',
      system: { goals: [], problem_type: 'classification', risks: { fp: 'a', fn: 'b', other: ['c'] } },
      system_requirements: [
        { identifier: 'default.card-qas_001', quality: 'Swiftness', stimulus: 'a flower' },
      ],
    };
    const suite = body.suite() as { test_cases: { qas_list: string[] }[] };
    const test_suite = {
      ...old(suite),
      test_cases: suite.test_cases.map((each) => ({ ...each, qas_list: ['default.card-qas_001'] })),
    };
    const folder = `models/${model}`;
    const source = await sourceOf([
      file(`${folder}/default.card.json`, 'default.card', 'negotiation_card', 'model', card),
      file(`${folder}/default.suite.json`, 'default.suite', 'test_suite', 'model', test_suite),
      file(
        `${folder}/v1/accuracy.evidence.json`,
        'accuracy.evidence',
        'evidence',
        'version',
        body.evidence() as object,
      ),
      file(
        `${folder}/v1/default.results.json`,
        'default.results',
        'test_results',
        'version',
        old(body.results()),
      ),
      file(`${folder}/v1/default.report.json`, 'default.report', 'report', 'version', old(body.report())),
      file(`${folder}/v1/mine.json`, 'mine', 'test_results', 'version', old(body.results())),
    ]);
    const plan = await planImport(importer(), source, { project: project.name });
    const report = await applyImport(importer(), source, { project: project.name });
    expect(report.lines).toEqual(plan.lines);
    expect(report.totals).toMatchObject({ take: 8, refused: 0, skipped: 0, differs: 0 });
    expect(exitCodeOf(report)).toBe(0);
    const note = (end: string) => report.lines.find(({ name }) => name.endsWith(end))?.notes.join(' ');
    expect(note('default.card')).toMatch(
      /Was called default\.card: identifiers begin with their type since MLTE 2\.3\..*artifact_type: 'negotiation_card' is 'card' since MLTE 2\.3\..*Kept: 'Swiftness', not in the custom list quality_attributes\./,
    );
    const read = async (version: string | null, artifact: string) => {
      const found = await readArtifact(importer(), { project: project.name, model, version, artifact });
      return JSON.parse(found.body) as Record<string, unknown>;
    };
    expect(await read(null, 'card.default')).toMatchObject({
      artifact_type: 'card',
      system: { risks: ['False positives: a', 'False negatives: b', 'c'] },
    });
    expect(await read(null, 'suite.default')).toMatchObject({ artifact_type: 'suite' });
    expect(await read('v1', 'results.default')).toMatchObject({
      artifact_type: 'results',
      test_suite_id: 'suite.default',
      test_suite: { artifact_type: 'suite' },
    });
    expect(await read('v1', 'results.mine')).toMatchObject({ artifact_type: 'results' });
    expect(await read('v1', 'report.default')).toMatchObject({
      negotiation_card_id: 'card.default',
      negotiation_card: { artifact_type: 'card' },
      test_results: { artifact_type: 'results', test_suite: { artifact_type: 'suite' } },
    });
    const again = await applyImport(importer(), source, { project: project.name, overwrite: true });
    expect(again.totals).toMatchObject({ take: 0, replace: 0, refused: 0, differs: 0 });
  });

  it('of MLTE 1 is told what of it is not read, and nothing of it is passed over in silence', async () => {
    const model = unique('First');
    const folder = `models/${model}/0.1`;
    const source = await sourceOf([
      file(`${folder}/accuracy.value.json`, 'accuracy.value', 'value', 'version', { artifact_type: 'value' }),
      { name: `${folder}/notes.json`, body: '{"header": 1}' },
      { name: `${folder}/torn.json`, body: '{"header": ' },
    ]);
    for (const run of [planImport, applyImport]) {
      const report = await run(importer(), source, { project: 'default' });
      expect(
        report.lines.flatMap(({ kind, action }) =>
          kind === 'model' || kind === 'version' ? [] : [`${kind} ${action}`],
        ),
      ).toEqual(['artifact refused', 'file skipped', 'file skipped']);
      expect(exitCodeOf(report)).toBe(1);
    }
  });
});

describe('list entries that MLTE itself puts into a new store', () => {
  const entry = (name: string, description: string) => ({
    name: `custom_lists/problem_types/${name}.json`,
    body: JSON.stringify({ name, description, parent: null }),
  });

  it('are not told as different from those that this store began with, while somebody’s own words are', async () => {
    const source = await sourceOf([entry('Control', 'Control'), entry('Clustering', 'Our word for it')]);
    for (const overwrite of [false, true]) {
      const plan = await planImport(importer(), source, { project: 'default', overwrite });
      expect(plan.lines.filter(({ kind }) => kind === 'list_entry')).toMatchObject([
        { name: 'problem_types / Clustering', action: overwrite ? 'replace' : 'differs' },
        { name: 'problem_types / Control', action: 'present' },
      ]);
    }
  });
});
