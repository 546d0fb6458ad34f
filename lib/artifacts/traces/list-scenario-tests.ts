import { modelBodies } from '@/db/queries/traces';
import type { SuiteBody } from '@/lib/artifacts/body';
import type { Ctx } from '@/lib/core/ctx';
import { plainValue } from '@/lib/json/exact-json';
import { resolveModel } from '@/lib/models/resolve-model';
import { renewedScenarios } from './renewed-scenarios';

/** A test case of some suite that names a scenario. */
export interface ScenarioTest {
  readonly scenario: string;
  /** Identifier of the suite: `suite.default`. */
  readonly suite: string;
  readonly testCase: string;
  /** It tested another requirement that had this id, and its suite was not written since. */
  readonly isFormer: boolean;
}

/** Which test cases of the model's suites name these scenarios (artifact:read), suite by suite in their order. */
export async function listScenarioTests(
  ctx: Ctx,
  input: {
    readonly project: string;
    readonly model: string;
    readonly scenarios: readonly string[];
    /** The card is too young to have got a scenario of an earlier id: nothing is asked about that. */
    readonly isYoung?: boolean;
  },
): Promise<ScenarioTest[]> {
  const { model } = await resolveModel(ctx, input, { operation: 'artifact', type: 'read' });
  if (input.scenarios.length === 0) return [];
  const wanted = new Set(input.scenarios);
  const at = { projectId: model.projectId, modelId: model.id };
  const suites = await modelBodies(ctx.db, at, 'suite', input.scenarios);
  const renewed =
    suites.length === 0 || input.isYoung === true
      ? new Map<string, Date>()
      : await renewedScenarios(ctx.db, at);
  return suites.flatMap(({ identifier, body, writtenAt }) =>
    ((plainValue(body) as SuiteBody).test_cases ?? []).flatMap((testCase) =>
      [...new Set(testCase.qas_list ?? [])]
        .filter((scenario) => wanted.has(scenario))
        .map((scenario) => ({
          scenario,
          suite: identifier,
          testCase: testCase.identifier,
          isFormer: writtenAt < (renewed.get(scenario) ?? writtenAt),
        })),
    ),
  );
}
