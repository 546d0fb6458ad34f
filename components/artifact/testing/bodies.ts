const CLASSES = {
  measurement_class: 'mlte.measurement.external_measurement.ExternalMeasurement',
  output_class: 'mlte.evidence.types.real.Real',
};

/** A measurement that made a real number with a Python function. */
export const measurement = { ...CLASSES, additional_data: { function: 'metrics.accuracy' } };

export const scenario = (number: number, fields: object = {}) => ({
  identifier: `card.default-qas_${String(number).padStart(3, '0')}`,
  quality: 'Robustness',
  stimulus: 'the sorter sees a cracked egg',
  source: 'the north conveyor',
  environment: 'night shift',
  response: 'the egg is set aside',
  measure: 'in 99 of 100 cases',
  ...fields,
});

const resources = (fields: object) => ({
  cpu: null,
  gpu: null,
  gpu_memory: null,
  main_memory: null,
  storage: null,
  ...fields,
});

/** A card with everything said, and as many scenarios as asked for. */
export const card = (scenarios = 3, fields: object = {}) => ({
  artifact_type: 'card',
  system: {
    goals: [
      { description: 'Fewer broken eggs', metrics: [{ description: 'breakage', baseline: '4 in 1,000' }] },
    ],
    problem_type: 'Classification',
    task: 'Sort eggs',
    usage_context: 'Beside the packing line',
    risks: ['Whole eggs are thrown away'],
  },
  data: [
    {
      description: 'Two weeks of eggs',
      purpose: 'Training',
      source: 'https://eggs.example/2026?week=1.',
      classification: 'Unclassified',
      access: null,
      labeling_method: 'By hand',
      labels: [{ name: 'cracked', description: 'a visible crack', percentage: 3.5 }],
      fields: [{ name: 'image', description: null, type: 'PNG', expected_values: '', missing_values: null }],
      rights: null,
      policies: null,
    },
  ],
  model: {
    development_compute_resources: resources({ gpu: '2', main_memory: '64 GB' }),
    deployment_platform: 'The line controller',
    capability_deployment_mechanism: null,
    model_source: 'in-house',
    input_specification: [{ name: 'picture', description: 'of one egg', type: 'PNG', expected_values: null }],
    output_specification: [{ name: 'cracked', description: null, type: 'boolean', expected_values: null }],
    production_compute_resources: resources({ gpu: '0', main_memory: '2 GB' }),
  },
  system_requirements: Array.from({ length: scenarios }, (_, index) => scenario(index + 1)),
  ...fields,
});

export const validator = (fields: object = {}) => ({
  bool_exp: 'gASV'.repeat(100),
  bool_exp_str: 'lambda real: real.value > 0.9',
  thresholds: ['0.9'],
  success: 'Accuracy is above 0.9',
  failure: 'Accuracy is not above 0.9',
  info: null,
  input_types: ['mlte.evidence.types.real.Real'],
  creator_entity: 'mlte.evidence.types.real.Real',
  creator_function: 'greater_than',
  creator_args: ['0.9', 'None', '', ''],
  ...fields,
});

export const testCase = (identifier: string, fields: object = {}) => ({
  identifier,
  goal: `Goal of ${identifier}`,
  qas_list: ['card.default-qas_001'],
  measurement,
  validator: validator(),
  note: null,
  ...fields,
});

export const suite = (...cases: object[]) => ({ artifact_type: 'suite', test_cases: cases });

export const result = (type: string, message: string, fields: object = {}) => ({
  type,
  message,
  evidence_metadata: null,
  ...fields,
});

export const results = (testSuite: object, outcomes: object) => ({
  artifact_type: 'results',
  test_suite_id: 'suite.default',
  test_suite: testSuite,
  results: outcomes,
});

export const evidence = (value: unknown) => ({
  artifact_type: 'evidence',
  metadata: { test_case_id: 'accuracy', measurement },
  evidence_class: 'mlte.evidence.types.real.Real',
  value,
});

export const report = (fields: object = {}) => ({
  artifact_type: 'report',
  negotiation_card_id: 'card.default',
  negotiation_card: card(3),
  test_suite_id: 'suite.default',
  test_suite: suite(testCase('accuracy')),
  test_results_id: 'results.default',
  test_results: results(suite(testCase('accuracy')), {
    accuracy: result('Success', 'Accuracy is above 0.9'),
  }),
  comments: [{ content: 'Good enough for the pilot.' }],
  ...fields,
});
