import { createHash, randomBytes } from 'node:crypto';

/** A new unguessable text: 256 bits, 43 characters of base64url. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored of a secret: its SHA-256. It has 256 bits of its own, so no slower function is needed. */
export function secretHash(secret: string): Buffer {
  return createHash('sha256').update(secret, 'utf8').digest();
}
