import type { Database } from '@/db/client';
import { ClientCounts } from './client-counts';
import { RequestTimes } from './request-times';

/** What a process counts of the requests that it answers. */
export interface Traffic {
  readonly times: RequestTimes;
  readonly clients: ClientCounts;
}

const SLOT = Symbol.for('assay.traffic');
const slots = globalThis as { [SLOT]?: WeakMap<Database, Traffic> };

/** The counts of this process for a database: one, whichever bundle asks. */
export function trafficOf(database: Database): Traffic {
  slots[SLOT] ??= new WeakMap();
  const known = slots[SLOT].get(database);
  if (known !== undefined) return known;
  const made = { times: new RequestTimes(), clients: new ClientCounts() };
  slots[SLOT].set(database, made);
  return made;
}
