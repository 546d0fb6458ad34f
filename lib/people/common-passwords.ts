import { dictionary } from '@zxcvbn-ts/language-common';

/** About 49,000 passwords by frequency, lower case; unpacked when the first password is judged. */
let words: ReadonlySet<string> | null = null;
/** Published with servers whose people move here: the first password of every MLTE store. */
const PUBLISHED: readonly string[] = ['admin1234'];

/** Whether a password is one of those that everybody tries first, whatever its case. */
export function isCommonPassword(text: string): boolean {
  words ??= new Set([...dictionary['passwords-common'], ...PUBLISHED]);
  return words.has(text.toLowerCase());
}
