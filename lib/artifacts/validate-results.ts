import type { Issue } from '@/lib/core/domain-error';
import type { ReportBody, ResultsBody } from './body';
import { checkSuite } from './validate-suite';

/** Every case of the copied suite needs a result; results of other cases are fine, and any suite id is. */
export function checkResults(body: ResultsBody, at: string): Issue[] {
  const issues = checkSuite(body.test_suite, `${at}.test_suite`);
  for (const { identifier } of body.test_suite.test_cases ?? []) {
    if (Object.hasOwn(body.results, identifier)) continue;
    const path = `${at}.results`;
    const message = `Test case '${identifier}' does not have a result (${path}).`;
    issues.push({ path: `${path}.${identifier}`, message, value: identifier });
  }
  return issues;
}

/** A report's copies must hold together by themselves; they are not compared with the store. */
export function checkReport(body: ReportBody): Issue[] {
  return [
    ...checkSuite(body.test_suite, 'body.test_suite'),
    ...checkResults(body.test_results, 'body.test_results'),
  ];
}
