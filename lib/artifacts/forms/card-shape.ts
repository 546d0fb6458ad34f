import { listed, number, object, rows, text, texts } from '@/lib/forms/form-shape';

const resources = object({ cpu: text, gpu: text, gpu_memory: text, main_memory: text, storage: text });
const described = { name: text, description: text, type: text, expected_values: text };

/** Every field of a negotiation card that current clients know. */
export const CARD_SHAPE = object({
  system: object({
    goals: rows({ description: text, metrics: rows({ description: text, baseline: text }) }),
    problem_type: listed('problem_types'),
    task: text,
    usage_context: text,
    risks: texts,
  }),
  data: rows({
    description: text,
    purpose: text,
    source: text,
    classification: listed('classification'),
    access: text,
    labeling_method: text,
    labels: rows({ name: text, description: text, percentage: number }),
    fields: rows({ ...described, missing_values: text, special_values: text }),
    rights: text,
    policies: text,
  }),
  model: object({
    development_compute_resources: resources,
    deployment_platform: text,
    capability_deployment_mechanism: text,
    model_source: text,
    input_specification: rows(described),
    output_specification: rows(described),
    production_compute_resources: resources,
  }),
  system_requirements: rows(
    {
      identifier: text,
      quality: listed('quality_attributes'),
      stimulus: text,
      source: text,
      environment: text,
      response: text,
      measure: text,
    },
    'identifier',
  ),
});
