import { timingSafeEqual } from 'node:crypto';
import type { Executor } from '@/db/client';
import { hasLastingAdministrator } from '@/db/queries/administrators';
import { readState, writeState } from '@/db/queries/store-state';
import { newSecret, secretHash } from '@/lib/secrets/secret-text';

/** Key of `store_state` under which the hash of the one-time set-up secret lies. */
export const SETUP_SECRET = 'setup_secret';

/** Whether somebody administers the store. Until then only the set-up page answers. */
export function isSetUp(db: Executor): Promise<boolean> {
  return hasLastingAdministrator(db);
}

/** A new set-up secret, told once; the one before stops working. Only its hash is kept. */
export async function createSetupSecret(db: Executor): Promise<string> {
  const secret = newSecret();
  await writeState(db, SETUP_SECRET, secretHash(secret).toString('hex'));
  return secret;
}

/** Whether this is the set-up secret that was told last. */
export async function isSetupSecret(executor: Executor, secret: string): Promise<boolean> {
  const stored = await readState(executor, SETUP_SECRET);
  return stored !== null && timingSafeEqual(Buffer.from(stored, 'hex'), secretHash(secret));
}
