import { casesOfResults, versionsHolding } from '@/db/queries/traces';
import { prefixed } from '@/lib/artifacts/identifier';
import { cut } from '@/lib/artifacts/summary';
import type { Ctx } from '@/lib/core/ctx';
import { resolveModel } from '@/lib/models/resolve-model';

/** An artifact that speaks of a test case by its id, and so keeps the old name when the case gets another. */
export interface CaseUse {
  readonly testCase: string;
  /** `evidence.accuracy`, `results.default`. */
  readonly artifact: string;
  readonly version: string;
}

/** Results beyond these many, newest first, are not asked which cases they name. */
const RESULTS_MAX = 20;

/**
 * Evidence in any version of the model that bears the name of one of these test cases, and the suite's latest results
 * that have a result for it (artifact:read).
 */
export async function listCaseUses(
  ctx: Ctx,
  input: {
    readonly project: string;
    readonly model: string;
    /** Identifier of the suite: `suite.default`. */
    readonly suite: string;
    readonly testCases: readonly string[];
  },
): Promise<CaseUse[]> {
  const { model } = await resolveModel(ctx, input, { operation: 'artifact', type: 'read' });
  if (input.testCases.length === 0) return [];
  const at = { projectId: model.projectId, modelId: model.id };
  const requested = new Map(input.testCases.map((id) => [prefixed('evidence', id), id]));
  const evidence = await versionsHolding(ctx.db, at, [...requested.keys()]);
  const results = await casesOfResults(ctx.db, at, cut(input.suite), RESULTS_MAX);
  const wanted = new Set(input.testCases);
  return [
    ...evidence.map(({ identifier, version }) => ({
      testCase: requested.get(identifier) ?? '',
      artifact: identifier,
      version,
    })),
    ...results.flatMap(({ identifier, version, cases }) =>
      (cases ?? [...wanted])
        .filter((id) => wanted.has(id))
        .map((testCase) => ({ testCase, artifact: identifier, version })),
    ),
  ];
}
