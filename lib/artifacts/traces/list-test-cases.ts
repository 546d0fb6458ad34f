import { modelBodies } from '@/db/queries/traces';
import type { EvidenceBody, SuiteBody } from '@/lib/artifacts/body';
import type { Ctx } from '@/lib/core/ctx';
import { plainValue } from '@/lib/json/exact-json';
import { resolveModel } from '@/lib/models/resolve-model';

/** A test case of some suite of a model. */
export interface SuiteCase {
  readonly id: string;
  readonly goal: string;
  /** Identifier of the suite: `suite.default`. */
  readonly suite: string;
  /** What the suite wants to have measured, and by what. */
  readonly measurement: EvidenceBody['metadata']['measurement'] | null;
}

/** The test cases of a model's suites (artifact:read), suite by suite in their order; one that several have once. */
export async function listTestCases(
  ctx: Ctx,
  input: { readonly project: string; readonly model: string },
): Promise<SuiteCase[]> {
  const { model } = await resolveModel(ctx, input, { operation: 'artifact', type: 'read' });
  const at = { projectId: model.projectId, modelId: model.id };
  const found = new Map<string, SuiteCase>();
  for (const { identifier: suite, body } of await modelBodies(ctx.db, at, 'suite', null))
    for (const { identifier: id, goal, measurement } of (plainValue(body) as SuiteBody).test_cases ?? [])
      if (!found.has(id)) found.set(id, { id, goal: goal ?? '', suite, measurement: measurement ?? null });
  return [...found.values()];
}
