import { hkdfSync, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { CannotStart } from '@/lib/faults/start-failure';

const SECRET_BYTES = 32;

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

/**
 * The embedded store's secret: `<data>/secret.key`, made on first start, readable by its owner only. It has its name when
 * it is whole: what a full disk leaves of it would be a secret that everybody knows. The folder is held by its opener.
 */
export function readOrCreateSecret(dataDirectory: string): string {
  const file = secretFile(dataDirectory);
  if (!existsSync(file)) {
    const part = `${file}.part`;
    writeFileSync(part, `${randomBytes(SECRET_BYTES).toString('base64url')}\n`, { mode: 0o600 });
    renameSync(part, file);
  }
  const secret = readFileSync(file, 'utf8').trim();
  if (secret.length < SECRET_BYTES)
    throw new CannotStart(
      `${file} is no secret any more, it has ${secret.length} characters: put a copy in its place, or set ASSAY_SECRET_KEY.`,
    );
  return secret;
}
