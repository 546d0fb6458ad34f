import type { Issue } from '@/lib/core/domain-error';

const MOST = 1_000;

/** Complaints about an address at which commits are shown: http(s), `{sha}` in it, and not where its host is. */
export function commitUrlIssues(template: string | null | undefined): Issue[] {
  if (template === undefined || template === null || template === '') return [];
  const complain = (message: string): Issue[] => [{ path: 'commitUrl', message, value: template }];
  if (template.length > MOST) return complain(`The address has at most ${MOST} characters.`);
  if (!template.includes('{sha}')) return complain('The address must say {sha} where the commit stands.');
  const [there, elsewhere] = ['0', 'f'].map((digit) => parsed(template, digit.repeat(40)));
  if (there == null || elsewhere == null || !['http:', 'https:'].includes(there.protocol))
    return complain('The address must be one of http:// or https://.');
  if (there.username !== '' || there.password !== '')
    return complain('The address must not hold a user name or a password.');
  return there.host === elsewhere.host ? [] : complain('{sha} cannot be a part of the host.');
}

/** The address at which a commit is shown, or null where none is set or the commit is no hexadecimal text. */
export const commitAddress = (template: string | null, sha: string | null): string | null =>
  template === null || sha === null || !/^[0-9a-f]{4,64}$/i.test(sha)
    ? null
    : template.replaceAll('{sha}', sha.toLowerCase());

function parsed(template: string, sha: string): URL | null {
  try {
    return new URL(template.replaceAll('{sha}', sha));
  } catch {
    return null;
  }
}
