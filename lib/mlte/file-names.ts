import { createHash } from 'node:crypto';
import { nameKey } from '@/lib/core/name';

/** The name that a file or folder name stands for. */
export const fromFileName = (text: string): string => text.replaceAll('___', '/');
/** The file or folder name of a name. */
export const toFileName = (name: string): string => name.replaceAll('/', '___');

/** Most file systems take 255 bytes; some of that stays free for what tools add. */
const MAX_BYTES = 230;
const KEPT_BYTES = 120;
const DIGITS = 12;
/** What Windows, our own reader or a terminal takes amiss in a file name. */
const UNSAFE = /[<>:"\\|?*\u{FFFD}\p{C}]/gu;
/** Devices on Windows, whatever the ending. */
const DEVICE = /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/i;

/**
 * File names of one folder, each given once. A name keeps its plain form (`/` written `___`, as MLTE does) unless some
 * file system could not hold it, or one that was given before differs only in what file systems fold. Then it becomes
 * a readable beginning, `~`, and digits of the SHA-256 of the name: nothing is ever overwritten, and a reader who has
 * the name can tell that the file is its own ({@link isFileNameOf}).
 */
export class FileNames {
  /** 48 bits of a hash of each folded name; two that share them by chance cost one escaped name. */
  private readonly taken = new Set<number>();
  private readonly escapesHidden: boolean;

  /** `escapesHidden`: no file begins with a dot, for readers that pass over those. */
  constructor({ escapesHidden = false } = {}) {
    this.escapesHidden = escapesHidden;
  }

  /** `key` is hashed instead of the name where names alone do not tell apart: models of several projects. */
  give(name: string, ending = '', key = name): string {
    const plain = toFileName(name) + ending;
    if (isSafe(plain) && !(this.escapesHidden && plain.startsWith('.')) && this.take(plain)) return plain;
    for (let digits = DIGITS; ; digits += 4) {
      const escaped = escapedName(name, key, digits) + ending;
      if (digits >= 64 || this.take(escaped)) return escaped;
    }
  }

  private take(fileName: string): boolean {
    const folded = createHash('sha256').update(nameKey(fileName)).digest().readUIntBE(0, 6);
    if (this.taken.has(folded)) return false;
    this.taken.add(folded);
    return true;
  }
}

function isSafe(fileName: string): boolean {
  return (
    Buffer.byteLength(fileName, 'utf8') <= MAX_BYTES &&
    fileName.search(UNSAFE) === -1 &&
    !DEVICE.test(fileName) &&
    !/[. ]$/.test(fileName) &&
    !fileName.startsWith('._')
  );
}

function escapedName(name: string, key: string, digits: number): string {
  let kept = '';
  for (const character of toFileName(name).replaceAll(UNSAFE, '_').replace(/^\./, '_')) {
    if (Buffer.byteLength(kept + character, 'utf8') > KEPT_BYTES) break;
    kept += character;
  }
  return `${kept}~${hashOf(key).slice(0, digits)}`;
}

const hashOf = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** Whether a file of this (decoded) name can be that of an object called so. */
export function isFileNameOf(fileName: string, name: string): boolean {
  if (toFileName(fileName) === toFileName(name)) return true;
  const digits = /~([0-9a-f]{12,64})$/.exec(fileName)?.[1];
  return digits !== undefined && hashOf(name).startsWith(digits);
}
