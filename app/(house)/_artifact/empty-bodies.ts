/** Where the JSON of a new artifact begins: the least that is valid, or nearly. */
export const EMPTY_BODIES = {
  card: `{
  "artifact_type": "card",
  "system": { "goals": [], "problem_type": "Classification", "task": "", "usage_context": "", "risks": [] },
  "data": [],
  "model": { "input_specification": [], "output_specification": [] },
  "system_requirements": []
}`,
  evidence: `{
  "artifact_type": "evidence",
  "metadata": {
    "test_case_id": "accuracy",
    "measurement": {
      "measurement_class": "mlte.measurement.external_measurement.ExternalMeasurement",
      "output_class": "mlte.evidence.types.real.Real",
      "additional_data": {}
    }
  },
  "evidence_class": "mlte.evidence.types.real.Real",
  "value": { "evidence_type": "real", "real": 0.0, "unit": null }
}`,
} as const;
