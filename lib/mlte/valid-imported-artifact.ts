import { knownScenarioIds } from '@/db/queries/artifacts';
import type { SuiteBody } from '@/lib/artifacts/body';
import { identify } from '@/lib/artifacts/identifier';
import { parseBody } from '@/lib/artifacts/posted';
import { assignScenarioIds } from '@/lib/artifacts/scenario-ids';
import type { ValidArtifact } from '@/lib/artifacts/store-artifact';
import { summarise } from '@/lib/artifacts/summary';
import { formerScenarios, validArtifactOf } from '@/lib/artifacts/valid-artifact';
import { checkShape, type ValidationScope, validate } from '@/lib/artifacts/validate';
import { checkScenarios, checkSuite } from '@/lib/artifacts/validate-suite';
import { invalid } from '@/lib/core/domain-error';
import { plainValue } from '@/lib/json/exact-json';
import type { ImportRun } from './import-run';
import type { ArtifactPath } from './layout';

/**
 * What will be stored of an imported artifact, after all checks of a write but that words are in their lists. A dry run
 * checks the same, counting in the scenarios that the import would bring before.
 */
export async function validImportedArtifact(
  run: ImportRun,
  at: ValidationScope,
  artifactPath: ArtifactPath,
  identifier: string,
  bodyText: string,
): Promise<ValidArtifact> {
  const posted = { type: artifactPath.type, identifier, bodyText };
  if (!run.dryRun)
    return validArtifactOf(run.ctx, at, posted, { strict: false, keepIdentifier: true, keepsUnlisted: true });
  const { value } = parseBody(artifactPath.type, bodyText);
  checkShape(artifactPath.type, value, false);
  const full = identify(posted, value, run.ctx.now, true);
  await check(run, at, artifactPath, value);
  const { body, made } =
    artifactPath.type === 'card'
      ? await assignScenarioIds(bodyText, full, () => formerScenarios(run.ctx, at, full))
      : { body: bodyText, made: [] };
  const facts = summarise(artifactPath.type, body === bodyText ? value : plainValue(body), body);
  return { type: artifactPath.type, identifier: full, body, madeIds: made, ...facts };
}

async function check(
  run: ImportRun,
  at: ValidationScope,
  artifactPath: ArtifactPath,
  value: unknown,
): Promise<void> {
  if (artifactPath.type !== 'suite') {
    await validate(run.ctx.db, at, artifactPath.type, value, { keepsUnlisted: true });
    return;
  }
  const body = value as SuiteBody;
  const known = await scenarios(run, at, artifactPath, body);
  const issues = [...checkSuite(body, 'body'), ...checkScenarios(body, known)];
  if (issues.length > 0) throw invalid(issues);
}

async function scenarios(
  run: ImportRun,
  { projectId, modelId }: ValidationScope,
  artifactPath: ArtifactPath,
  body: SuiteBody,
): Promise<Set<string>> {
  const ids = (body.test_cases ?? []).flatMap((testCase) => testCase.qas_list ?? []);
  const here =
    modelId === null
      ? new Set<string>()
      : await knownScenarioIds(run.ctx.db, { projectId, modelId }, ids, [...run.cardsReplaced(artifactPath)]);
  for (const id of run.plannedScenarios(artifactPath)) here.add(id);
  return here;
}
