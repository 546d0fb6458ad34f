import { hash, verify } from '@node-rs/argon2';
import bcrypt from 'bcryptjs';
import { isCommonPassword } from './common-passwords';

/** OWASP's argon2id parameters (the library's own algorithm): 19 MiB, 2 passes, 1 lane; about 30 ms. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const OURS = '$argon2id$v=19$m=19456,t=2,p=1$';
/** A bcrypt hash of a higher cost would keep a core busy for seconds at each try; imports drop those. */
const BCRYPT = /^\$2[aby]\$(0[4-9]|1[0-4])\$[./0-9A-Za-z]{53}$/;

const PASSWORD_MIN_CHARACTERS = 8;
/** A character that leaves something on paper: no white space, control character, or one that is drawn as nothing. */
const SEEN = /[^\p{White_Space}\p{Cc}\p{Default_Ignorable_Code_Point}\u2800]/u;
const PASSWORD_MAX_BYTES = 1024;

/** Hashes a new password with argon2id. */
export function hashPassword(text: string): Promise<string> {
  return hash(text, PARAMETERS);
}

/** Whether {@link verifyPassword} could ever accept this stored hash. */
export function isPasswordHash(stored: string): boolean {
  return stored.startsWith('$argon2id$') || BCRYPT.test(stored);
}

let dummy: Promise<string> | null = null;

/**
 * Compares a password with a stored hash: argon2id, or bcrypt from an import, which `needsRehash` once. A null or
 * unknown hash costs the same work and is never right, so that an absent account answers as slowly as a present one.
 */
export async function verifyPassword(
  stored: string | null,
  text: string,
): Promise<{ ok: boolean; needsRehash: boolean }> {
  // The empty text is nobody's password, though an import may bring its hash.
  const fits = text !== '' && Buffer.byteLength(text, 'utf8') <= PASSWORD_MAX_BYTES;
  if (fits && stored?.startsWith('$argon2id$') === true) {
    const ok = await verify(stored, text).catch(() => false);
    return { ok, needsRehash: ok && !stored.startsWith(OURS) };
  }
  if (fits && stored !== null && BCRYPT.test(stored)) {
    const ok = await bcrypt.compare(text, stored);
    return { ok, needsRehash: ok };
  }
  dummy ??= hashPassword('nobody has this password');
  await verify(await dummy, fits ? text : '');
  return { ok: false, needsRehash: false };
}

/**
 * What is wrong with a new password, as a sentence, or null: 8 characters to 1,024 bytes of any characters, not
 * white space alone, not common, and not made of context words (the user's names; `assay` always counts) with less than 8 others.
 */
export function passwordProblem(text: string, context: readonly string[]): string | null {
  if (Array.from(text).length < PASSWORD_MIN_CHARACTERS)
    return `Password must be at least ${PASSWORD_MIN_CHARACTERS} characters long.`;
  if (Buffer.byteLength(text, 'utf8') > PASSWORD_MAX_BYTES)
    return `Password must be at most ${PASSWORD_MAX_BYTES} bytes long.`;
  if (/\p{Cs}/u.test(text)) return 'Password must be well-formed Unicode text.';
  if (!SEEN.test(text)) return 'Password must hold other characters than white space.';
  if (isCommonPassword(text)) return 'Password is one of the most common ones: choose another.';
  const words = [...context, 'assay']
    .map((word) => word.trim().toLowerCase())
    .filter((word) => word.length >= 3);
  const rest = words.reduce((left, word) => left.replaceAll(word, ''), text.toLowerCase());
  if (rest.length !== text.toLowerCase().length && Array.from(rest).length < PASSWORD_MIN_CHARACTERS)
    return "Password must hold at least 8 characters besides your name and the word 'assay'.";
  return null;
}
