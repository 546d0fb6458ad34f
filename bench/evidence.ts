/** JSON text of one measured number, as a client posts it. */
export const evidenceText = (testCase: string, real = 0.9): string =>
  JSON.stringify({
    header: { identifier: `evidence.${testCase}`, type: 'evidence' },
    body: evidenceBody(testCase, real),
  });

export const evidenceBody = (testCase: string, real: number) => ({
  artifact_type: 'evidence',
  metadata: {
    test_case_id: testCase,
    measurement: {
      measurement_class: 'mlte.measurement.external_measurement.ExternalMeasurement',
      output_class: 'mlte.evidence.types.real.Real',
      additional_data: { function: 'bench.accuracy' },
    },
  },
  evidence_class: 'mlte.evidence.types.real.Real',
  value: { evidence_type: 'real', real, unit: null },
});
