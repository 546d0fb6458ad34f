import type { Opened } from '@/db/client';
import type { Keys } from '@/lib/secrets/keys';
import type { Env } from './env';

/** What a process has one of. The server and Next are two bundles in it, so it hangs on globalThis. */
export interface Runtime {
  readonly env: Env;
  readonly keys: Keys;
  readonly database: Opened;
  /** The address as people see it, without a trailing slash. */
  readonly url: string;
}

const SLOT = Symbol.for('assay.runtime');
const slots = globalThis as { [SLOT]?: Runtime };

export function setRuntime(runtime: Runtime): void {
  slots[SLOT] = runtime;
}

/** Whether this process has a store already, opened by either bundle. */
export const isStarted = (): boolean => slots[SLOT] !== undefined;

/** The running process's database, keys and settings. Throws before start-up has finished. */
export function runtime(): Runtime {
  const found = slots[SLOT];
  if (found === undefined)
    throw new Error('Assay has not been started: server.ts opens the store before anything asks for it.');
  return found;
}
