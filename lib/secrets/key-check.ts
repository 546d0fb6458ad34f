import { createHmac } from 'node:crypto';
import type { Database } from '@/db/client';
import { oldestSealed } from '@/db/queries/sealed';
import { readState, takeState } from '@/db/queries/store-state';
import { transact } from '@/db/transact';
import { CannotStart } from '@/lib/faults/start-failure';
import type { Keys } from './keys';
import { unseal } from './seal';

/** Key of `store_state` under which lies what only the store's own secret gives. */
const KEY_CHECK = 'key_check';

/**
 * Throws {@link CannotStart} where the secret is not the one that the store was made with: under another one sessions
 * and cursors would fail, and configurations could not be read, one request after the other. `source` is where the
 * secret came from. A store that has no check yet gets it from a secret that opens what it holds; of replicas that
 * start together the first one's counts.
 */
export async function checkKey(db: Database, keys: Keys, source: string): Promise<void> {
  const ours = createHmac('sha256', keys('key-check')).update('assay').digest('hex');
  const kept = (await readState(db, KEY_CHECK)) ?? (await firstCheck(db, keys, ours));
  if (kept !== ours)
    throw new CannotStart(
      `${source} holds another secret than the one that this store was made with: put that one back.`,
    );
}

/** Keeps the check, unless the secret opens nothing; what is kept in the end. */
async function firstCheck(db: Database, keys: Keys, ours: string): Promise<string | null> {
  const sample = await oldestSealed(db);
  if (sample !== null && !opens(keys, sample)) return null;
  await transact(db, (tx) => takeState(tx, KEY_CHECK, ours));
  return readState(db, KEY_CHECK);
}

function opens(keys: Keys, { id, sealed }: { id: string; sealed: Buffer }): boolean {
  try {
    unseal(keys, 'configurations', sealed, id);
    return true;
  } catch {
    return false;
  }
}
