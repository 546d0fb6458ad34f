import { hkdfSync, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** What each subkey is for; the word goes into the derivation, so that none can stand in for another. */
export type KeyUse =
  | 'configurations'
  | 'sessions'
  | 'cursors'
  | 'server-actions'
  | 'client-tokens'
  | 'credentials'
  | 'key-check';

/** Derives the 32-byte subkey for one use from the store's secret (HKDF-SHA-256). */
export type Keys = (use: KeyUse) => Buffer;

export function keysFrom(secret: string): Keys {
  const made = new Map<KeyUse, Buffer>();
  return (use) => {
    const key = made.get(use) ?? Buffer.from(hkdfSync('sha256', secret, 'assay', use, 32));
    made.set(use, key);
    return key;
  };
}

export const secretFile = (dataDirectory: string): string => path.join(dataDirectory, 'secret.key');

/** The embedded store's secret: `<data>/secret.key`, made on first start, readable by its owner only. */
export function readOrMakeSecret(dataDirectory: string): string {
  const file = secretFile(dataDirectory);
  mkdirSync(dataDirectory, { recursive: true, mode: 0o700 });
  try {
    writeFileSync(file, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readFileSync(file, 'utf8').trim();
}
