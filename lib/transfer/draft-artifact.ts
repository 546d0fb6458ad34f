import { knownScenarioIds } from '@/db/queries/artifacts';
import type { CardBody, SuiteBody } from '@/lib/artifacts/body';
import { draftOf } from '@/lib/artifacts/draft';
import { identify } from '@/lib/artifacts/identifier';
import { parseBody } from '@/lib/artifacts/posted';
import { assignScenarioIds } from '@/lib/artifacts/scenario-ids';
import type { Draft } from '@/lib/artifacts/store-artifact';
import { summarise } from '@/lib/artifacts/summary';
import { checkListed, listedInCard } from '@/lib/artifacts/validators/card';
import { checkScenarios, checkSuite } from '@/lib/artifacts/validators/suite';
import { checkShape, type ValidationPlace, validate } from '@/lib/artifacts/validators/validate';
import { type Issue, invalid } from '@/lib/core/domain-error';
import type { ImportRun } from './import-run';
import { knownWords } from './known-entries';
import type { ArtifactPlace } from './layout';

/**
 * What will be stored of an imported artifact, after all checks of a write. A dry run checks the same, counting in what
 * the import would bring before: list entries for cards, scenarios for suites.
 */
export async function draftArtifact(
  run: ImportRun,
  at: ValidationPlace,
  place: ArtifactPlace,
  identifier: string,
  bodyText: string,
): Promise<Draft> {
  const posted = { type: place.type, identifier, bodyText };
  if (!run.dryRun) return draftOf(run.ctx, at, posted, { strict: false, keepIdentifier: true });
  const { value } = parseBody(place.type, bodyText);
  checkShape(place.type, value, false);
  const full = identify(posted, value, run.ctx.now, true);
  await check(run, at, place, value);
  const body = place.type === 'card' ? assignScenarioIds(bodyText, full) : bodyText;
  const facts = summarise(place.type, body === bodyText ? value : JSON.parse(body));
  if (place.type === 'card') run.planScenarios(place, facts.qasIds);
  return { type: place.type, identifier: full, body, ...facts };
}

async function check(
  run: ImportRun,
  at: ValidationPlace,
  place: ArtifactPlace,
  value: unknown,
): Promise<void> {
  const issues: Issue[] = [];
  if (place.type === 'card') {
    const listed = listedInCard(value as CardBody);
    issues.push(...checkListed(listed, await knownWords(run, listed)));
  } else if (place.type === 'suite') {
    const body = value as SuiteBody;
    issues.push(...checkSuite(body, 'body'), ...checkScenarios(body, await scenarios(run, at, place, body)));
  } else await validate(run.ctx.db, at, place.type, value);
  if (issues.length > 0) throw invalid(issues);
}

async function scenarios(
  run: ImportRun,
  { projectId, modelId }: ValidationPlace,
  place: ArtifactPlace,
  body: SuiteBody,
): Promise<Set<string>> {
  const ids = (body.test_cases ?? []).flatMap((testCase) => testCase.qas_list ?? []);
  const here =
    modelId === null ? new Set<string>() : await knownScenarioIds(run.ctx.db, { projectId, modelId }, ids);
  for (const id of run.plannedScenarios(place)) here.add(id);
  return here;
}
