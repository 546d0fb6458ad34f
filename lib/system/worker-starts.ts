const SLOT = Symbol.for('assay.worker-starts');
const slots = globalThis as { [SLOT]?: readonly Date[] };

/** What the first process tells its workers: when each of them began, in milliseconds. */
export interface WorkersTold {
  readonly workersStartedAt: readonly number[];
}

/** Keeps what the first process told, for both bundles of this one; whatever else it sends is passed over. */
export function noteWorkers(message: unknown): void {
  if (typeof message !== 'object' || message === null || !('workersStartedAt' in message)) return;
  const { workersStartedAt: told } = message;
  if (!Array.isArray(told) || !told.every((at) => typeof at === 'number')) return;
  slots[SLOT] = told.map((at) => new Date(at));
}

/** When each process that answers beside this one began, itself included and the oldest first; null where nobody told. */
export const workerStarts = (): readonly Date[] | null => slots[SLOT] ?? null;
