import { DomainError, type Issue } from './domain-error';

/** Kinds of names; `free` ones may hold `/` because the MLTE client sends it as `---`. */
export type NameRule = 'path' | 'free';

const MAX_BYTES = 255;
/** Control, format (zero-width, bidi, tags), lone surrogates, line and paragraph separators, ignorable fillers. */
const FORBIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;

/**
 * What is wrong with a name, as a sentence that names the field, or null.
 * A name is NFC, 1 to 255 bytes of UTF-8, without control, zero-width or bidi characters, without leading or
 * trailing white space, and not `.` or `..`. `path` names hold none of `/ ? # %` (ZenML clients do not encode
 * them); `free` names may hold `/`, but not `---`, which is how the MLTE client writes a slash.
 */
export function nameProblem(name: string, field: string, rule: NameRule): string | null {
  if (name.length === 0) return `${field} must not be empty.`;
  if (Buffer.byteLength(name, 'utf8') > MAX_BYTES) return `${field} must be at most ${MAX_BYTES} bytes long.`;
  if (FORBIDDEN.test(name))
    return `${field} must not contain control, zero-width or bidirectional characters.`;
  if (name !== name.normalize('NFC')) return `${field} must be in Unicode normalisation form C.`;
  if (/^\s|\s$/u.test(name)) return `${field} must not begin or end with a space.`;
  if (name === '.' || name === '..') return `${field} must not be '${name}'.`;
  if (rule === 'path' && /[/?#%]/.test(name)) return `${field} must not contain any of / ? # %.`;
  if (rule === 'free' && name.includes('---'))
    return `${field} must not contain '---', which stands for '/' in addresses.`;
  return null;
}

/** Throws `invalid` naming the field unless the name is a good one. Never rewrites it. */
export function checkName(name: string, field: string, rule: NameRule, path = field): void {
  const message = nameProblem(name, capitalise(field), rule);
  if (message !== null) {
    const issue: Issue = { path, message, value: name };
    throw new DomainError('invalid', message, { issues: [issue] });
  }
}

/**
 * The key under which folded names are unique: compatibility-composed and case-folded. Lower, upper, lower: upper-casing
 * unfolds `ß` and its like, and leaves `ẞ` alone unless it was lowered first. 'Ａria', 'ARIA' and 'aria' share one.
 */
export function nameKey(name: string): string {
  return name.normalize('NFKC').toLowerCase().toUpperCase().toLowerCase().normalize('NFKC');
}

function capitalise(field: string): string {
  return field.charAt(0).toUpperCase() + field.slice(1);
}
