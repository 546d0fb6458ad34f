import type { Limits } from './limits';

const UNPRINTABLE = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/** A name from outside as it can be shown on a terminal or a page: nothing invisible, at most 200 characters. */
export function shown(text: string): string {
  return printable(text.length > 200 ? `${text.slice(0, 199)}…` : text);
}

/** The text with everything invisible spelled out: a name must not steer the terminal that shows it. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, (character) => `\\u{${character.codePointAt(0)?.toString(16) ?? ''}}`);
}

/** `./a/b/` and `a/b` name one entry; the root itself becomes the empty text. */
export function trimPath(raw: string): string {
  return raw
    .replace(/^(?:\.\/+)+/, '')
    .replace(/\/+$/, '')
    .replace(/^\.$/, '');
}

/**
 * Why an entry of this path is refused, or null. Nothing is ever written by its path, so these are refused for what
 * they say about the archive, and because two readers of it could understand them differently.
 */
export function pathProblem(path: string, limits: Limits): string | null {
  if (Buffer.byteLength(path, 'utf8') > limits.pathBytes)
    return `its path is longer than ${limits.pathBytes} bytes`;
  if (path.includes('\0')) return 'its path holds a NUL character';
  if (path.includes('\\')) return 'its path holds a backslash';
  if (path.startsWith('/')) return 'its path is absolute';
  if (/^[A-Za-z]:/.test(path)) return 'its path begins with a drive letter';
  if (path.includes('\u{FFFD}') || /\p{Cs}/u.test(path)) return 'its path is not Unicode';
  if (/\p{Cc}/u.test(path)) return 'its path holds a control character';
  const segments = path.split('/');
  if (segments.includes('..')) return "its path climbs with '..'";
  if (segments.includes('.') || segments.includes('')) return 'its path has an empty segment';
  if (segments.length > limits.depth) return `its path has more than ${limits.depth} segments`;
  return null;
}
