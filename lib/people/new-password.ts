import type { Issue } from '@/lib/core/domain-error';
import { passwordProblem } from './passwords';

/** The complaint about a new password as an issue of a field, or none. Its value is never repeated. */
export function passwordIssues(
  password: string,
  context: readonly (string | null | undefined)[],
  path = 'password',
): Issue[] {
  const problem = passwordProblem(
    password,
    context.filter((word): word is string => typeof word === 'string'),
  );
  return problem === null ? [] : [{ path, message: problem }];
}
