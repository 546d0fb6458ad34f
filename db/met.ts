import { AsyncLocalStorage } from 'node:async_hooks';

/** What some work has met so far. */
export interface Met {
  /** A question of it failed because the database was away. */
  isAway: boolean;
  /** Something that it would have written had no room. */
  hasNoRoom?: boolean;
}

const SLOT = Symbol.for('assay.met');
const slots = globalThis as { [SLOT]?: AsyncLocalStorage<Met> };
slots[SLOT] ??= new AsyncLocalStorage<Met>();
const storage = slots[SLOT];

/** Runs `work`; `met` says from then on what it has met. */
export const withMet = <T>(met: Met, work: () => T): T => storage.run(met, work);

/** Notes it for the work in which this is called, if anybody wants to know. */
export function note(what: keyof Met): void {
  const met = storage.getStore();
  if (met !== undefined) met[what] = true;
}
