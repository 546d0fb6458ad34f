import type { Issue } from '@/lib/core/domain-error';
import type { SuiteBody } from './body';

type TestCase = NonNullable<SuiteBody['test_cases']>[number];

/** What must hold of a suite by itself, also where results and reports hold a copy: ids once, messages in pairs. */
export function checkSuite(body: SuiteBody, at: string): Issue[] {
  const issues: Issue[] = [];
  const seen = new Set<string>();
  for (const [n, testCase] of (body.test_cases ?? []).entries()) {
    const path = `${at}.test_cases.${n}`;
    const { identifier } = testCase;
    if (seen.has(identifier))
      issues.push({
        path: `${path}.identifier`,
        message: `Test case id '${identifier}' (${path}.identifier) is there twice; every test case needs its own.`,
        value: identifier,
      });
    seen.add(identifier);
    issues.push(...checkMessages(testCase, `${path}.validator`));
  }
  return issues;
}

function checkMessages({ identifier, validator }: TestCase, path: string): Issue[] {
  if (!validator) return [];
  const [success, failure, info] = [validator.success, validator.failure, validator.info].map(
    (message) => typeof message === 'string',
  );
  if (success !== failure) {
    const [there, lacking] = success ? ['success', 'failure'] : ['failure', 'success'];
    const message = `The validator of test case '${identifier}' has a ${there} message but no ${lacking} message (${path}.${lacking}).`;
    return [{ path: `${path}.${lacking}`, message, value: null }];
  }
  if (success || info) return [];
  const message = `The validator of test case '${identifier}' (${path}) has no message: it needs success and failure, or info.`;
  return [{ path, message, value: null }];
}

/** Every test case that refers to scenarios must refer to at least one that a card of the model defines. */
export function checkScenarios(body: SuiteBody, known: ReadonlySet<string>): Issue[] {
  const issues: Issue[] = [];
  for (const [n, { identifier, qas_list }] of (body.test_cases ?? []).entries()) {
    const ids = qas_list ?? [];
    if (ids.length === 0 || ids.some((id) => known.has(id))) continue;
    const path = `body.test_cases.${n}.qas_list`;
    const named = ids.map((id) => `'${id}'`).join(', ');
    const message = `Test case '${identifier}' refers to ${named} (${path}), which no negotiation card of this model defines.`;
    issues.push({ path, message, value: ids });
  }
  return issues;
}
