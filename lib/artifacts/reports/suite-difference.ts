import type { SuiteBody } from '@/lib/artifacts/body';

type TestCase = NonNullable<SuiteBody['test_cases']>[number];

/** Ids of test cases that two copies of a suite do not share, or do not describe alike. */
export interface SuiteDifference {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly changed: readonly string[];
}

/**
 * What became of the test cases of one copy of a suite in another. Only what a verdict rests on counts: goal,
 * scenarios, measurement and validator. Clients drop fields that they do not know and write others as null or empty,
 * so absent, null and empty are one; the pickled condition differs between Python releases, so its source counts
 * where there is one.
 */
export function suiteDifference(then: SuiteBody, now: SuiteBody): SuiteDifference {
  const [before, after] = [casesOf(then), casesOf(now)];
  const shared = [...before.keys()].filter((id) => after.has(id));
  return {
    added: [...after.keys()].filter((id) => !before.has(id)),
    removed: [...before.keys()].filter((id) => !after.has(id)),
    changed: shared.filter((id) => before.get(id) !== after.get(id)),
  };
}

export function isSameSuite({ added, removed, changed }: SuiteDifference): boolean {
  return added.length + removed.length + changed.length === 0;
}

function casesOf(suite: SuiteBody): Map<string, string> {
  return new Map((suite.test_cases ?? []).map((testCase) => [testCase.identifier, facts(testCase)]));
}

function facts({ goal, qas_list, measurement, validator }: TestCase): string {
  return JSON.stringify([
    goal || '',
    qas_list ?? [],
    measurement && [
      measurement.measurement_class,
      measurement.output_class || '',
      Object.entries(measurement.additional_data ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)),
    ],
    validator && [
      validator.bool_exp_str || validator.bool_exp || '',
      validator.success || '',
      validator.failure || '',
      validator.info || '',
    ],
  ]);
}
