import { modelBodies } from '@/db/queries/traces';
import type { SuiteBody } from '@/lib/artifacts/body';
import type { Ctx } from '@/lib/core/ctx';
import { plainValue } from '@/lib/json/exact-json';
import { resolveModel } from '@/lib/models/resolve-model';

/** A test case of some suite that names a scenario. */
export interface ScenarioTest {
  readonly scenario: string;
  /** Identifier of the suite: `suite.default`. */
  readonly suite: string;
  readonly testCase: string;
}

/** Which test cases of the model's suites name these scenarios (artifact:read), suite by suite in their order. */
export async function listScenarioTests(
  ctx: Ctx,
  input: { readonly project: string; readonly model: string; readonly scenarios: readonly string[] },
): Promise<ScenarioTest[]> {
  const { model } = await resolveModel(ctx, input, { operation: 'artifact', type: 'read' });
  if (input.scenarios.length === 0) return [];
  const wanted = new Set(input.scenarios);
  const at = { projectId: model.projectId, modelId: model.id };
  const suites = await modelBodies(ctx.db, at, 'suite', input.scenarios);
  return suites.flatMap(({ identifier, body }) =>
    ((plainValue(body) as SuiteBody).test_cases ?? []).flatMap((testCase) =>
      [...new Set(testCase.qas_list ?? [])]
        .filter((scenario) => wanted.has(scenario))
        .map((scenario) => ({ scenario, suite: identifier, testCase: testCase.identifier })),
    ),
  );
}
