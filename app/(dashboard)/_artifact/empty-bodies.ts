import type { ArtifactType } from '@/lib/artifacts/artifact';

const measurement = {
  measurement_class: 'mlte.measurement.external_measurement.ExternalMeasurement',
  output_class: 'mlte.evidence.types.real.Real',
  additional_data: {},
};
const suite = { artifact_type: 'suite', test_cases: [] };
const card = {
  artifact_type: 'card',
  system: { goals: [], problem_type: '', task: null, usage_context: null, risks: [] },
  data: [],
  model: { input_specification: [], output_specification: [] },
  system_requirements: [],
};
const results = { artifact_type: 'results', test_suite_id: 'suite.default', test_suite: suite, results: {} };

const json = (body: object): string => JSON.stringify(body, null, 2);

/** Where the JSON of a new artifact begins, by type: the least that is valid. */
export const EMPTY_BODIES: Readonly<Record<ArtifactType, string>> = {
  card: json(card),
  suite: json(suite),
  evidence: json({
    artifact_type: 'evidence',
    metadata: { test_case_id: 'accuracy', measurement },
    evidence_class: 'mlte.evidence.types.real.Real',
    value: { evidence_type: 'real', real: 0, unit: null },
  }),
  results: json(results),
  report: json({
    artifact_type: 'report',
    negotiation_card_id: 'card.default',
    negotiation_card: card,
    test_suite_id: 'suite.default',
    test_suite: suite,
    test_results_id: 'results.default',
    test_results: results,
    comments: [],
  }),
};
