const SLOT = Symbol.for('assay.signInTurns');
const slots = globalThis as { [SLOT]?: Map<string, Queue> };

interface Queue {
  running: number;
  readonly waiting: (() => void)[];
}

const AT_ONCE = 4;

/**
 * Runs `work` when fewer than four of the same key run in this process. Guesses made all at once would otherwise
 * pass a limit together before the first of them is counted.
 */
export async function inTurn<T>(key: string, work: () => Promise<T>): Promise<T> {
  slots[SLOT] ??= new Map();
  const queues = slots[SLOT];
  const queue = queues.get(key) ?? { running: 0, waiting: [] };
  queues.set(key, queue);
  if (queue.running >= AT_ONCE) await new Promise<void>((resolve) => queue.waiting.push(resolve));
  else queue.running += 1;
  try {
    return await work();
  } finally {
    // The turn is handed on without being given back, so that nobody slips in between.
    const next = queue.waiting.shift();
    if (next !== undefined) next();
    else {
      queue.running -= 1;
      if (queue.running === 0) queues.delete(key);
    }
  }
}
