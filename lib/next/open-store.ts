import 'server-only';
import { readEnv } from '@/lib/core/env';
import { isStarted } from '@/lib/core/runtime';
import { startStore } from '@/lib/core/start';
import { isSetUp } from '@/lib/sign-in/setup-state';
import { keepCounts } from '@/lib/wire/keep-counts';

/**
 * Opens the store on hosts where only Next runs. With `server.ts` it is open already and this does nothing. Without
 * it no gate guards the set-up page, so a store that has no administrator yet is not served at all.
 */
export async function openStoreForNext(
  variables: Readonly<Record<string, string | undefined>>,
): Promise<void> {
  if (isStarted()) return;
  const { database } = await startStore(readEnv(variables));
  if (await isSetUp(database.db)) {
    keepCounts(database, () => {});
    return;
  }
  await database.close();
  throw new Error(
    'This store has no administrator yet: run `npm start` on it once, then serve it by Next alone.',
  );
}
