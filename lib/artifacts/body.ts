import { z } from 'zod';

/**
 * Bodies as clients of releases 2.2 to today post them. What a later release added may be absent, what an earlier one
 * left empty may be null. `strict` schemas refuse unknown names (v1, forms); the others keep them.
 */
function schemas(strict: boolean) {
  const object = <T extends z.ZodRawShape>(shape: T) =>
    strict ? z.strictObject(shape) : z.looseObject(shape);
  // Absent in the copies that results and reports hold; at the top it is compared with the header first.
  const tag = <T extends string>(type: T) => z.literal(type).optional();
  const text = z.string().nullish();
  const texts = z.array(z.string()).nullish();
  const list = <T extends z.ZodType>(item: T) => z.array(item).nullish();
  const map = <T extends z.ZodType>(item: T) =>
    z.custom<Record<string, z.infer<T>>>(isObject, 'Expected an object').superRefine((value, at) => {
      // Not z.record: it passes over a member named __proto__ without looking at it.
      for (const [key, member] of Object.entries(value))
        for (const issue of item.safeParse(member).error?.issues ?? [])
          at.addIssue({ code: 'custom', message: issue.message, path: [key, ...issue.path] });
    });

  const resources = object({
    cpu: text,
    gpu: text,
    gpu_memory: text,
    main_memory: text,
    storage: text,
    memory: text,
  });
  const described = { name: text, description: text, type: text, expected_values: text };
  const inputOrOutput = list(object(described));
  const card = object({
    artifact_type: tag('card'),
    system: object({
      goals: list(
        object({ description: text, metrics: list(object({ description: text, baseline: text })) }),
      ),
      problem_type: text,
      task: text,
      usage_context: text,
      risks: texts,
    }).nullish(),
    data: list(
      object({
        description: text,
        purpose: text,
        source: text,
        classification: text,
        access: text,
        labeling_method: text,
        labels: list(object({ name: text, description: text, percentage: z.number().nullish() })),
        fields: list(object({ ...described, missing_values: text, special_values: text })),
        rights: text,
        policies: text,
      }),
    ),
    model: object({
      development_compute_resources: resources.nullish(),
      deployment_platform: text,
      capability_deployment_mechanism: text,
      model_source: text,
      input_specification: inputOrOutput,
      output_specification: inputOrOutput,
      production_compute_resources: resources.nullish(),
    }).nullish(),
    system_requirements: list(
      object({
        identifier: text,
        quality: text,
        stimulus: text,
        source: text,
        environment: text,
        response: text,
        measure: text,
      }),
    ),
  });

  const measurement = object({
    measurement_class: z.string(),
    output_class: z.string().nullish(),
    additional_data: map(z.string()).nullish(),
  });
  const metadata = object({ test_case_id: z.string(), measurement });
  const unit = text;
  // Python writes what is no number as one: a loss that diverged is evidence too.
  const number = z.custom<number>((value) => typeof value === 'number', 'Expected a number');
  // Not z.int(): integers above 2^53 are stored as they were written.
  const integer = z.number().refine(Number.isInteger, 'Expected an integer');
  const value = z.discriminatedUnion('evidence_type', [
    object({ evidence_type: z.literal('integer'), integer, unit }),
    object({ evidence_type: z.literal('real'), real: number, unit }),
    object({ evidence_type: z.literal('opaque'), data: map(z.unknown()) }),
    object({ evidence_type: z.literal('image'), data: z.string() }),
    object({ evidence_type: z.literal('array'), data: z.array(z.unknown()) }),
    object({ evidence_type: z.literal('string'), string: z.string() }),
  ]);
  const evidence = object({ artifact_type: tag('evidence'), metadata, evidence_class: z.string(), value });

  const validator = object({
    bool_exp: text,
    bool_exp_str: text,
    thresholds: texts,
    success: text,
    failure: text,
    default_success: text,
    default_failure: text,
    info: text,
    input_types: texts,
    creator_entity: text,
    creator_function: text,
    creator_args: list(z.unknown()),
  });
  const testCase = object({
    identifier: z.string().min(1),
    goal: text,
    qas_list: texts,
    measurement: measurement.nullish(),
    validator: validator.nullish(),
    note: text,
  });
  const suite = object({ artifact_type: tag('suite'), test_cases: list(testCase) });

  const result = object({
    type: z.enum(['Success', 'Failure', 'Info']),
    message: z.string(),
    additional_data: text,
    evidence_metadata: metadata.nullish(),
  });
  const results = object({
    artifact_type: tag('results'),
    test_suite_id: text,
    test_suite: suite,
    results: map(result),
  });

  const report = object({
    artifact_type: tag('report'),
    negotiation_card_id: text,
    negotiation_card: card,
    test_suite_id: text,
    test_suite: suite,
    test_results_id: text,
    test_results: results,
    comments: list(object({ content: z.string() })),
  });
  return { card, evidence, suite, results, report };
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export const TOLERANT = schemas(false);
export const STRICT = schemas(true);

export type CardBody = z.infer<typeof TOLERANT.card>;
export type EvidenceBody = z.infer<typeof TOLERANT.evidence>;
export type SuiteBody = z.infer<typeof TOLERANT.suite>;
export type ResultsBody = z.infer<typeof TOLERANT.results>;
export type ReportBody = z.infer<typeof TOLERANT.report>;
