import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import type { Keys, KeyUse } from './keys';

const VERSION = 1;
const [KEY_ID, NONCE, TAG] = [8, 12, 16];
const HEAD = 1 + KEY_ID + NONCE + TAG;

/**
 * Encrypts with AES-256-GCM under the subkey of a use: version, key id, nonce, tag, ciphertext. `bound` (a row id) is
 * authenticated with it, so that a ciphertext moved to another row does not open.
 */
export function seal(keys: Keys, use: KeyUse, plain: Buffer, bound: string): Buffer {
  const key = keys(use);
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(bound, 'utf8'));
  const text = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([Buffer.from([VERSION]), keyId(key), nonce, cipher.getAuthTag(), text]);
}

/** What {@link seal} took. Throws when it was sealed under another key, for another row, or was changed. */
export function unseal(keys: Keys, use: KeyUse, sealed: Buffer, bound: string): Buffer {
  const key = keys(use);
  if (sealed.length < HEAD || sealed[0] !== VERSION) throw new Error('This is no ciphertext of ours.');
  const part = (from: number, length: number) => sealed.subarray(from, from + length);
  if (!part(1, KEY_ID).equals(keyId(key)))
    throw new Error('A ciphertext was made under another ASSAY_SECRET_KEY than the one in use.');
  const decipher = createDecipheriv('aes-256-gcm', key, part(1 + KEY_ID, NONCE))
    .setAAD(Buffer.from(bound, 'utf8'))
    .setAuthTag(part(1 + KEY_ID + NONCE, TAG));
  return Buffer.concat([decipher.update(sealed.subarray(HEAD)), decipher.final()]);
}

const keyId = (key: Buffer): Buffer => createHash('sha256').update(key).digest().subarray(0, KEY_ID);
