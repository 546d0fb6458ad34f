/** Bodies as clients of 2.6 and of today post them, about a classifier of leaf spots. */

const resources = { cpu: '4', gpu: '1', gpu_memory: '8 GB', main_memory: '32 GB', storage: null };

export const scenario = (stimulus: string, quality: string, identifier: string | null = null) => ({
  identifier,
  quality,
  stimulus,
  source: 'a gardener',
  environment: 'bright day',
  response: 'the disease is named',
  measure: 'in 9 of 10 cases',
});

/** Every field of a card, two scenarios without ids. */
export const card = {
  artifact_type: 'card',
  system: {
    goals: [
      { description: 'Fewer lost plants', metrics: [{ description: 'Losses a year', baseline: '12 %' }] },
    ],
    problem_type: 'Classification',
    task: 'Name the disease on a leaf',
    usage_context: 'A phone in a greenhouse',
    risks: ['A healthy plant is thrown away'],
  },
  data: [
    {
      description: 'Photographs of leaves',
      purpose: 'Training',
      source: 'Two summers in one greenhouse',
      classification: 'Unclassified',
      access: 'Anybody in the team',
      labeling_method: 'By hand, twice',
      labels: [{ name: 'black spot', description: 'A fungus', percentage: 12.5 }],
      fields: [
        {
          name: 'leaf',
          description: 'The photograph',
          type: 'image',
          expected_values: '1024 × 1024',
          missing_values: null,
          special_values: null,
        },
      ],
      rights: 'Ours',
      policies: null,
    },
  ],
  model: {
    development_compute_resources: resources,
    deployment_platform: 'phone',
    capability_deployment_mechanism: 'app',
    model_source: 'in-house',
    input_specification: [{ name: 'leaf', description: null, type: 'image', expected_values: null }],
    output_specification: [
      { name: 'disease', description: null, type: 'text', expected_values: 'six names' },
    ],
    production_compute_resources: { ...resources, gpu: null, gpu_memory: null },
  },
  system_requirements: [
    scenario('a leaf with black spot', 'Functional Correctness'),
    scenario('a photograph out of focus', 'Robustness'),
  ],
};

/** The same as it is stored: scenarios have their ids. */
export const storedCard = {
  ...card,
  system_requirements: card.system_requirements.map((each, n) => ({
    ...each,
    identifier: `card.default-qas_00${n + 1}`,
  })),
};

const measurement = {
  measurement_class: 'mlte.measurement.external_measurement.ExternalMeasurement',
  output_class: 'mlte.evidence.types.real.Real',
  additional_data: { function: 'leaves.share_named' },
};

/** A validator as 2.6 writes it: without the two texts that came after. */
const validator26 = {
  bool_exp: 'gASVBAAAAAAAAACMAXiULg==',
  bool_exp_str: 'lambda real: real.value > 0.9',
  thresholds: ['0.9'],
  success: 'More than 0.9 were named',
  failure: 'Less than 0.9 were named',
  info: null,
  input_types: ['mlte.evidence.types.real.Real'],
  creator_entity: 'mlte.evidence.types.real.Real',
  creator_function: 'greater_than',
  creator_args: [0.9],
};

export const testCase = (identifier: string, over: object = {}) => ({
  identifier,
  goal: 'Name what is on the leaf',
  qas_list: ['card.default-qas_001'],
  measurement,
  validator: validator26,
  note: null,
  ...over,
});

/** Judged by people: its validator only informs. */
const looked = testCase('focus', {
  qas_list: ['card.default-qas_002'],
  measurement: null,
  validator: { ...validator26, success: null, failure: null, info: 'Look at the blurred ones' },
  note: 'asked for by the head gardener',
});

export const suite = { artifact_type: 'suite', test_cases: [testCase('share-named'), looked] };

const completed = (each: ReturnType<typeof testCase>) => ({
  ...each,
  validator: { ...each.validator, default_success: '', default_failure: '' },
});
/** As replies carry it: what today's clients require is there, empty. */
export const repliedSuite = { ...suite, test_cases: suite.test_cases.map(completed) };

const metadata = (testCaseId: string) => ({ test_case_id: testCaseId, measurement });

export const evidence = (testCaseId: string, value: object, evidenceClass: string) => ({
  artifact_type: 'evidence',
  metadata: metadata(testCaseId),
  evidence_class: evidenceClass,
  value,
});

/** Results as 2.6 writes them: without the additional data that came after. */
export const results = {
  artifact_type: 'results',
  test_suite_id: 'suite.default',
  test_suite: suite,
  results: {
    'share-named': {
      type: 'Success',
      message: 'More than 0.9 were named',
      evidence_metadata: metadata('share-named'),
    },
    focus: { type: 'Info', message: 'Look at the blurred ones', evidence_metadata: null },
  },
};

export const repliedResults = {
  ...results,
  test_suite: repliedSuite,
  results: {
    'share-named': { ...results.results['share-named'], additional_data: '' },
    focus: { ...results.results.focus, additional_data: '' },
  },
};

export const report = {
  artifact_type: 'report',
  negotiation_card_id: 'card.default',
  negotiation_card: storedCard,
  test_suite_id: 'suite.default',
  test_suite: repliedSuite,
  test_results_id: 'results.default',
  test_results: repliedResults,
  comments: [{ content: 'Ready for a second summer' }],
};

type Type = 'card' | 'suite' | 'evidence' | 'results' | 'report';

/** A write request as the client sends it: its own stamps, which the store replaces. */
export const write = (
  type: Type,
  body: object,
  { id = `${type}.default`, force = false, parents = false } = {},
) => ({
  artifact: {
    header: { identifier: id, type, timestamp: 1_700_000_000, creator: null, level: 'version' },
    body,
  },
  force,
  parents,
});
