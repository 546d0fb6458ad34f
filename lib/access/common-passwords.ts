import { dictionary } from '@zxcvbn-ts/language-common';

/** About 49,000 passwords by frequency, lower case; unpacked when the first password is judged. */
let words: ReadonlySet<string> | null = null;

/** Whether a password is one of those that everybody tries first, whatever its case. */
export function isCommonPassword(text: string): boolean {
  words ??= new Set(dictionary['passwords-common']);
  return words.has(text.toLowerCase());
}
