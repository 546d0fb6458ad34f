import type { Judgement } from '@/lib/artifacts/reports/validate-manually';
import { type Issue, invalid } from '@/lib/core/domain-error';

/** A test case's id as a field name carries it: ids may hold anything, and browsers rewrite quotes in names. */
export const keyOfCase = (id: string): string => Buffer.from(id, 'utf8').toString('base64url');
const caseOfKey = (key: string): string => Buffer.from(key, 'base64url').toString('utf8');

const TYPES: Readonly<Record<string, Judgement['type']>> = { Success: 'Success', Failure: 'Failure' };

/**
 * The judgements that a form holds: `verdict.<key>` and `message.<key>` for each case, `verdict` and `message` for
 * those that have none of their own. `invalid` beside a reason without a verdict.
 */
export function judgementsIn(fields: ReadonlyMap<string, string>): Judgement[] {
  const judgements: Judgement[] = [];
  const issues: Issue[] = [];
  const all = { verdict: fields.get('verdict') ?? '', message: fields.get('message') ?? '' };
  for (const [name, reason] of fields) {
    if (!name.startsWith('message.')) continue;
    const key = name.slice('message.'.length);
    const type = TYPES[fields.get(`verdict.${key}`) ?? all.verdict];
    if (type !== undefined)
      judgements.push({ testCase: caseOfKey(key), type, message: reason.trim() || all.message });
    else if (reason.trim() !== '')
      issues.push({ path: name, message: 'Say whether it passed or failed, or clear this.' });
  }
  if (issues.length > 0) throw invalid(issues);
  return judgements;
}

/** The complaints of {@link judgementsIn}'s judgements beside the fields that they came from. */
export function besideFields(issues: readonly Issue[], judgements: readonly Judgement[]): Issue[] {
  return issues.map((issue) => {
    const judgement = judgements[Number(/^judgements\.(\d+)\./.exec(issue.path)?.[1] ?? Number.NaN)];
    return judgement === undefined ? issue : { ...issue, path: `message.${keyOfCase(judgement.testCase)}` };
  });
}
