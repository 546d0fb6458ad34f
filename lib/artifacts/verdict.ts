import type { ResultsBody } from './body';

/** How many test cases passed, failed, or only inform until somebody judges them. */
export interface Verdict {
  readonly passed: number;
  readonly failed: number;
  readonly info: number;
}

/** Counts the results of a body by their types. */
export function verdictOf(body: Pick<ResultsBody, 'results'>): Verdict {
  let [passed, failed, info] = [0, 0, 0];
  for (const { type } of Object.values(body.results)) {
    if (type === 'Success') passed += 1;
    else if (type === 'Failure') failed += 1;
    else info += 1;
  }
  return { passed, failed, info };
}
