import type { Issue } from '@/lib/core/domain-error';

const MAX_BYTES = 4000;

/** Complaint about a free text such as a description: well-formed, no NUL, at most 4,000 bytes; or none. */
export function textIssues(text: string | null | undefined, field: string, path: string): Issue[] {
  if (text === null || text === undefined) return [];
  if (/[\0\p{Cs}]/u.test(text))
    return [{ path, message: `${field} must be well-formed Unicode text without NUL.`, value: text }];
  if (Buffer.byteLength(text, 'utf8') > MAX_BYTES)
    return [{ path, message: `${field} must be at most ${MAX_BYTES} bytes long.` }];
  return [];
}
