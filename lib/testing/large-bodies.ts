/** Bodies of artifacts as large as teams really have them, for measuring: nothing in them repeats to the letter. */

const measurement = (n: number) => ({
  measurement_class: 'mlte.measurement.external_measurement.ExternalMeasurement',
  output_class: 'mlte.evidence.types.real.Real',
  additional_data: { function: `sorting.evaluation.measure_${n}` },
});

const scenarioId = (n: number): string => `card.default-qas_${String(n).padStart(3, '0')}`;
const caseId = (n: number): string => `case-${String(n).padStart(4, '0')}`;
const QUALITIES = ['Functional Correctness', 'Time Behavior', 'Robustness', 'Resource Utilization'] as const;

/** A negotiation card with so many scenarios. */
export function largeCard(scenarios: number) {
  return {
    artifact_type: 'card',
    system: {
      goals: [
        {
          description: 'Sort parcels by size.',
          metrics: [{ description: 'Parcels an hour', baseline: '900' }],
        },
      ],
      problem_type: 'Classification',
      task: 'Say of a photograph which of three sizes the parcel has.',
      usage_context: 'Above the belt of one depot.',
      risks: ['A parcel that is too large jams the chute.'],
    },
    data: [],
    model: { development_compute_resources: {}, production_compute_resources: {} },
    system_requirements: Array.from({ length: scenarios }, (_, n) => ({
      identifier: scenarioId(n + 1),
      quality: QUALITIES[n % QUALITIES.length],
      stimulus: `a photograph of parcel kind ${n + 1}, taken while the belt runs at ${n + 40} cm/s`,
      source: 'the camera above the belt',
      environment: n % 3 === 0 ? 'normal operation' : `a depot at ${n % 45} °C with wet labels`,
      response: 'the model says the size of the parcel',
      measure: `and is right for ${90 + (n % 10)} of 100 photographs`,
    })),
  };
}

/** A test suite with so many cases, spread over so many scenarios. */
export function largeSuite(cases: number, scenarios: number) {
  return {
    artifact_type: 'suite',
    test_cases: Array.from({ length: cases }, (_, n) => ({
      identifier: caseId(n),
      goal: `Sizes of parcel kind ${n} are said rightly on wet labels, at night and in the rain.`,
      qas_list: [scenarioId((n % scenarios) + 1)],
      measurement: measurement(n),
      validator: {
        bool_exp: null,
        bool_exp_str: `lambda real: real.value > 0.${500 + (n % 400)}`,
        thresholds: [`0.${500 + (n % 400)}`],
        success: `Accuracy of kind ${n} is above 0.${500 + (n % 400)}`,
        failure: `Accuracy of kind ${n} is 0.${500 + (n % 400)} or less`,
        info: null,
        input_types: ['mlte.evidence.types.real.Real'],
        creator_entity: 'mlte.evidence.types.real.Real',
        creator_function: 'greater_than',
        creator_args: [`0.${500 + (n % 400)}`],
      },
      note: null,
    })),
  };
}

/** Test results of so many cases: every ninth failed, every fourteenth waits for a judgement. */
export function largeResults(cases: number, scenarios: number) {
  const suite = largeSuite(cases, scenarios);
  const results = suite.test_cases.map(({ identifier, validator }, n) => {
    const type = n % 9 === 4 ? 'Failure' : n % 14 === 6 ? 'Info' : 'Success';
    const message = type === 'Failure' ? validator.failure : validator.success;
    const result = {
      type,
      message,
      additional_data: `${message} - values: ["0.${600 + (n % 300)}"]`,
      evidence_metadata: { test_case_id: identifier, measurement: measurement(n) },
    };
    return [identifier, result] as const;
  });
  return {
    artifact_type: 'results',
    test_suite_id: 'suite.default',
    test_suite: suite,
    results: Object.fromEntries(results),
  };
}

/** A report that holds copies of all three. */
export function largeReport(cases: number, scenarios: number) {
  return {
    artifact_type: 'report',
    negotiation_card_id: 'card.default',
    negotiation_card: largeCard(scenarios),
    test_suite_id: 'suite.default',
    test_suite: largeSuite(scenarios, scenarios),
    test_results_id: 'results.default',
    test_results: largeResults(cases, scenarios),
    comments: [{ content: 'Not before the faster computer.' }],
  };
}
