/** Artifacts of a small, made-up model, as a client posts them. */

const measurement = (unit: string) => ({
  measurement_class: 'mlte.measurement.external_measurement.ExternalMeasurement',
  output_class: `mlte.evidence.types.${unit.toLowerCase()}.${unit}`,
  additional_data: { function: 'sorting.measure' },
});

const of = (type: string, name: string, body: object) => ({
  header: { identifier: `${type}.${name}`, type, timestamp: -1, creator: null },
  body: { artifact_type: type, ...body },
});

export const cardBody = {
  artifact_type: 'card',
  system: {
    goals: [
      {
        description: 'Sort parcels by size.',
        metrics: [{ description: 'Parcels an hour', baseline: '900, by hand' }],
      },
    ],
    problem_type: 'Classification',
    task: 'Say of a photograph which of three sizes the parcel has.',
    usage_context: 'Above the belt of one depot.',
    risks: ['A parcel that is too large jams the chute.'],
  },
  data: [
    {
      description: 'Photographs from the belt',
      purpose: 'Training',
      source: 'The depot',
      classification: 'Unclassified',
      access: 'The team',
      labeling_method: 'By hand, twice',
      labels: [
        { name: 'small', description: 'Fits the upper chute', percentage: 61.5 },
        { name: 'large', description: 'Does not', percentage: 38.5 },
      ],
      fields: [{ name: 'photo', description: 'Grey, 640 × 480', type: 'image', expected_values: 'any' }],
      rights: 'Ours',
      policies: 'No people in the picture',
    },
  ],
  model: {
    development_compute_resources: { cpu: '8', gpu: '1', main_memory: '32 GB', storage: '1 TB' },
    deployment_platform: 'One small computer at the belt',
    capability_deployment_mechanism: 'HTTP on the local network',
    model_source: 'Trained here',
    input_specification: [{ name: 'photo', description: 'As above', type: 'image' }],
    output_specification: [{ name: 'size', description: 'small or large', type: 'string' }],
    production_compute_resources: { cpu: '4', main_memory: '8 GB' },
  },
  system_requirements: [
    {
      identifier: 'card.default-qas_001',
      quality: 'Functional Correctness',
      stimulus: 'a photograph of a parcel',
      source: 'the camera',
      environment: 'normal operation',
      response: 'The model says its size',
      measure: 'and is right for 95 of 100',
    },
    {
      identifier: 'card.default-qas_002',
      quality: 'Time Behavior',
      stimulus: 'a photograph of a parcel',
      source: 'the camera',
      environment: 'normal operation',
      response: 'The model answers',
      measure: 'within 200 ms',
    },
  ],
} as const;

const validator = (success: string, failure: string) => ({
  bool_exp: null,
  bool_exp_str: 'lambda real: real.value > 0.95',
  thresholds: ['0.95'],
  success,
  failure,
  default_success: success,
  default_failure: failure,
  info: null,
  input_types: ['mlte.evidence.types.real.Real'],
  creator_entity: 'mlte.evidence.types.real.Real',
  creator_function: 'greater_than',
  creator_args: ['0.95'],
});

export const suiteBody = {
  artifact_type: 'suite',
  test_cases: [
    {
      identifier: 'accuracy',
      goal: 'Sizes are said rightly.',
      qas_list: ['card.default-qas_001'],
      measurement: measurement('Real'),
      validator: validator('Accuracy is above 0.95', 'Accuracy is 0.95 or less'),
      note: null,
    },
    {
      identifier: 'latency',
      goal: 'Answers come in time.',
      qas_list: ['card.default-qas_002'],
      measurement: measurement('Integer'),
      validator: validator('Faster than 200 ms', 'Slower than 200 ms'),
      note: 'Measured on the computer at the belt.',
    },
  ],
} as const;

const evidence = (testCase: string, unit: string, value: object) =>
  of('evidence', testCase, {
    metadata: { test_case_id: testCase, measurement: measurement(unit) },
    evidence_class: `mlte.evidence.types.${unit.toLowerCase()}.${unit}`,
    value,
  });

/** One pixel, PNG. */
export const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==\n';

const resultOf = (type: string, message: string, testCase: string) => ({
  type,
  message,
  additional_data: '',
  evidence_metadata: { test_case_id: testCase, measurement: measurement('Real') },
});

export const resultsBody = {
  artifact_type: 'results',
  test_suite_id: 'suite.default',
  test_suite: suiteBody,
  results: {
    accuracy: resultOf('Success', 'Accuracy is above 0.95', 'accuracy'),
    latency: resultOf('Failure', 'Slower than 200 ms', 'latency'),
  },
} as const;

/** One artifact of each type and one evidence of each kind of value, in an order in which they can be written. */
export const sampleArtifacts = [
  { header: { identifier: 'card.default', type: 'card' }, body: cardBody },
  { header: { identifier: 'suite.default', type: 'suite' }, body: suiteBody },
  evidence('accuracy', 'Real', { evidence_type: 'real', real: 0.962, unit: null }),
  evidence('latency', 'Integer', { evidence_type: 'integer', integer: 231, unit: 'millisecond' }),
  evidence('confusion', 'Image', { evidence_type: 'image', data: PIXEL }),
  evidence('sizes', 'Array', { evidence_type: 'array', data: [1, 2, { wide: true }] }),
  evidence('belt', 'Opaque', { evidence_type: 'opaque', data: { speed: { avg: 1.2, unit: 'm/s' } } }),
  evidence('remark', 'String', { evidence_type: 'string', string: 'Wet labels shine.' }),
  { header: { identifier: 'results.default', type: 'results' }, body: resultsBody },
  {
    header: { identifier: 'report.default', type: 'report' },
    body: {
      artifact_type: 'report',
      negotiation_card_id: 'card.default',
      negotiation_card: cardBody,
      test_suite_id: 'suite.default',
      test_suite: suiteBody,
      test_results_id: 'results.default',
      test_results: resultsBody,
      comments: [{ content: 'Not before the faster computer.' }],
    },
  },
] as const;

/** Results whose suite copy holds cases that a person has to judge. */
export function waitingResults(count: number, name = 'default') {
  const look = Array.from({ length: count }, (_, n) => `look "${n}"`);
  const info = (n: number) => `Look at example ${n}.`;
  return {
    header: { identifier: `results.${name}`, type: 'results' },
    body: {
      ...resultsBody,
      test_suite: {
        ...suiteBody,
        test_cases: [
          ...suiteBody.test_cases,
          ...look.map((identifier, n) => ({
            ...suiteBody.test_cases[0],
            identifier,
            validator: { ...suiteBody.test_cases[0].validator, success: null, failure: null, info: info(n) },
          })),
        ],
      },
      results: {
        ...resultsBody.results,
        ...Object.fromEntries(
          look.map((identifier, n) => [
            identifier,
            { ...resultsBody.results.accuracy, type: 'Info', message: info(n), additional_data: `seen ${n}` },
          ]),
        ),
      },
    },
  };
}
