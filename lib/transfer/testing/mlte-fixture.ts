import bcrypt from 'bcryptjs';
import type { FixtureMember } from '@/lib/archives/testing/archives';
import { unique } from '@/lib/testing/world';

const json = (value: unknown): string => JSON.stringify(value, null, 4);

/** A small MLTE store whose names no other test has. */
export interface Fixture {
  /** Names in it start with this. */
  readonly id: string;
  readonly model: string;
  readonly members: readonly FixtureMember[];
}

const measurement = {
  measurement_class: 'fixture.measurements.Accuracy',
  output_class: 'fixture.evidence.Real',
  additional_data: {},
};

/** Two models, a card with one unnamed scenario, suite, evidence, results, a report, lists, a catalog and people. */
export function makeFixture(): Fixture {
  const id = unique('fx');
  const model = `${id}-Orchard`;
  const folder = `models/${model}`;
  const artifact = (type: string, name: string, seconds: number, body: object, level: string) =>
    json({
      header: { identifier: `${type}.${name}`, type, timestamp: seconds, creator: `${id}-maker`, level },
      body: { artifact_type: type, ...body },
    });
  const card = {
    system: { goals: [], problem_type: '', task: 'Sort apples', usage_context: null, risks: [] },
    data: [],
    model: {},
    system_requirements: [
      { identifier: 'card.default-qas_001', quality: `${id} Ripeness`, stimulus: 'an apple arrives' },
      { identifier: null, quality: '', stimulus: 'the belt stops' },
    ],
  };
  const suite = {
    test_cases: [
      {
        identifier: 'ripe',
        goal: 'Ripe apples pass',
        qas_list: ['card.default-qas_001'],
        measurement,
        validator: {
          bool_exp: null,
          bool_exp_str: null,
          thresholds: [],
          success: null,
          failure: null,
          info: 'Look at it',
          input_types: [],
          creator_entity: null,
          creator_function: null,
          creator_args: [],
        },
        note: null,
      },
    ],
  };
  const results = {
    test_suite_id: 'suite.default',
    test_suite: { artifact_type: 'suite', ...suite },
    results: { ripe: { type: 'Info', message: 'Look at it', evidence_metadata: null } },
  };
  const user = (name: string, rest: object): FixtureMember => ({
    name: `users/users/${id}-${name}.json`,
    body: json({ username: `${id}-${name}`, email: null, full_name: null, groups: [], ...rest }),
  });
  const group = { name: `${id}-edit-model-x`, permissions: [] };
  const entry = (catalog: string, name: string) => ({
    header: {
      identifier: `${id}-${name}`,
      creator: `${id}-maker`,
      created: 1_600_000_000,
      updater: null,
      updated: 1_600_000_100,
      catalog_id: catalog,
    },
    tags: [`${id} Fruit`],
    quality_attribute: `${id} Ripeness`,
    code: 'def ripe(x):\n\treturn x > 1\n',
    description: 'Whether it is ripe',
    inputs: null,
    output: null,
  });
  const members: FixtureMember[] = [
    {
      name: `custom_lists/quality_attributes/${id} Ripeness.json`,
      body: json({ name: `${id} Ripeness`, description: 'Soft enough', parent: `${id} Taste` }),
    },
    {
      name: `custom_lists/qa_categories/${id} Taste.json`,
      body: json({ name: `${id} Taste`, description: 'How it tastes', parent: null }),
    },
    {
      name: `custom_lists/tags/${id} Fruit.json`,
      body: json({ name: `${id} Fruit`, description: 'Grows on trees', parent: null }),
    },
    { name: `catalogs/sample/entries/${id}-ripe.json`, body: json(entry('sample', 'ripe')) },
    { name: `catalogs/${id}-own/entries/${id}-firm.json`, body: json(entry(`${id}-own`, 'firm')) },
    user('maker', {
      role: 'admin',
      hashed_password: bcrypt.hashSync('pippin orchard gate', 4),
      groups: [group],
    }),
    user('guest', { role: 'regular', hashed_password: bcrypt.hashSync('admin1234', 4) }),
    user('gone', { role: 'regular', disabled: true, hashed_password: '<bcrypt>' }),
    {
      name: `users/groups/${id}-edit-model-x.json`,
      body: json({
        name: `${id}-edit-model-x`,
        permissions: [{ resource_type: 'model', resource_id: 'x', method: 'put' }],
      }),
    },
    { name: 'users/permissions/model-put-x.json', body: json({}) },
    {
      name: `${folder}/suite.default.json`,
      body: artifact('suite', 'default', 1_700_000_002, suite, 'model'),
    },
    { name: `${folder}/card.default.json`, body: artifact('card', 'default', 1_700_000_001, card, 'model') },
    {
      name: `${folder}/1.0/evidence.ripe.json`,
      body: artifact(
        'evidence',
        'ripe',
        1_700_000_003,
        {
          metadata: { test_case_id: 'ripe', measurement },
          evidence_class: 'fixture.evidence.Real',
          value: { evidence_type: 'real', real: 0.5, unit: null },
        },
        'version',
      ),
    },
    {
      name: `${folder}/1.0/results.default.json`,
      body: artifact('results', 'default', 1_700_000_004, results, 'version'),
    },
    {
      name: `${folder}/1.0/report.default-20231114-221324.json`,
      body: artifact(
        'report',
        'default-20231114-221324',
        1_700_000_005,
        {
          negotiation_card_id: 'card.default',
          negotiation_card: { artifact_type: 'card', ...card },
          test_suite_id: 'suite.default',
          test_suite: { artifact_type: 'suite', ...suite },
          test_results_id: 'results.default',
          test_results: { artifact_type: 'results', ...results },
          comments: [],
        },
        'version',
      ),
    },
    { name: `${folder}/2.0/empty.txt`, body: 'keeps the folder' },
    { name: `models/${id}-a___b/1___0/empty.txt`, body: '' },
    { name: 'README.md', body: 'hello' },
  ];
  return { id, model, members };
}
