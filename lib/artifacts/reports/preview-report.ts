import type { CardBody, ResultsBody, SuiteBody } from '@/lib/artifacts/body';
import { type Verdict, verdictOf } from '@/lib/artifacts/verdict';
import type { Ctx } from '@/lib/core/ctx';
import { plainValue } from '@/lib/json/exact-json';
import { type ReportChoice, type ReportSources, readSources } from './report-sources';
import { type SuiteDifference, suiteDifference } from './suite-difference';

/** What a report of a card, a suite and results would say, before it is composed. */
export interface ReportPreview {
  readonly sources: ReportSources;
  readonly scenarios: number;
  readonly cases: number;
  readonly verdict: Verdict;
  /** Cases of the results' own suite that have no result: nothing can be composed of these. */
  readonly withoutResult: readonly string[];
  /** How the suite that the results were made against differs from the suite chosen. */
  readonly sinceResults: SuiteDifference;
  /** Scenarios of the card that no case of the suite tests. */
  readonly uncovered: readonly string[];
  /** Scenarios that the suite tests and the card does not have. */
  readonly strange: readonly string[];
}

/** What {@link composeReport} would copy, and what is stale in it (artifact:read). Errors as {@link readSources}. */
export async function previewReport(ctx: Ctx, choice: ReportChoice): Promise<ReportPreview> {
  const sources = await readSources(ctx, choice);
  const card = plainValue(sources.card.body) as CardBody;
  const suite = plainValue(sources.suite.body) as SuiteBody;
  const results = plainValue(sources.results.body) as ResultsBody;
  const scenarios = (card.system_requirements ?? []).map(({ identifier }) => identifier ?? '');
  const tested = new Set((suite.test_cases ?? []).flatMap(({ qas_list }) => qas_list ?? []));
  return {
    sources,
    scenarios: scenarios.length,
    cases: suite.test_cases?.length ?? 0,
    verdict: verdictOf(results),
    withoutResult: casesWithoutResult(results),
    sinceResults: suiteDifference(results.test_suite, suite),
    uncovered: scenarios.filter((id) => !tested.has(id)),
    strange: [...tested].filter((id) => !scenarios.includes(id)),
  };
}

/** Ids of the cases of its own suite that a body of results says nothing of. */
export function casesWithoutResult({ test_suite, results }: ResultsBody): string[] {
  return (test_suite.test_cases ?? [])
    .map(({ identifier }) => identifier)
    .filter((id) => !Object.hasOwn(results, id));
}
