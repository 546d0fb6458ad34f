import { ForksPoolWorker, type PoolOptions, type PoolWorker, type WorkerRequest } from 'vitest/node';

/**
 * A vitest worker that outlives a run. Stryker runs the tests anew for each mutant, and a worker of its own for each would
 * spend two seconds on reading modules and opening the embedded database before the first test.
 */
export const WARM = 'warm';

/** What the test runner of the mutation tests asks of the next run. */
interface Request {
  /** Evaluates our modules anew, so that a mutant in what a module does when it is read takes effect. */
  fresh: boolean;
  /** Ends the workers that wait, so that the run begins with a new one. */
  replaced: boolean;
}

const ASKED = Symbol.for('assay.mutation.asked');
const shared = globalThis as { [ASKED]?: Request };

/** Shared by the runner and by the vitest configuration, which is bundled into a copy of its own. */
export function asked(): Request {
  shared[ASKED] ??= { fresh: false, replaced: false };
  return shared[ASKED];
}

/** Runs after which a worker is replaced: each leaves listeners and old copies of test modules behind. */
const RUNS = 150;

interface Kept {
  readonly project: PoolOptions['project'];
  readonly inner: ForksPoolWorker;
  runs: number;
}

type Listener = (arg: unknown) => void;
const idle: Kept[] = [];

class WarmWorker implements PoolWorker {
  readonly name = WARM;
  readonly #options: PoolOptions;
  readonly #listeners: [event: string, listener: Listener][] = [];
  #kept: Kept | null = null;

  constructor(options: PoolOptions) {
    this.#options = options;
  }

  async start(): Promise<void> {
    if (asked().replaced) {
      asked().replaced = false;
      await Promise.all(idle.splice(0).map(({ inner }) => inner.stop()));
    }
    const { project } = this.#options;
    const waits = idle.findIndex((kept) => kept.project === project);
    this.#kept = idle.splice(waits, waits < 0 ? 0 : 1)[0] ?? null;
    if (this.#kept !== null) return;
    const inner = new ForksPoolWorker(this.#options);
    await inner.start();
    const kept = { project, inner, runs: 0 };
    this.#kept = kept;
    inner.on('exit', () => {
      if (idle.includes(kept)) idle.splice(idle.indexOf(kept), 1);
    });
  }

  on(event: string, listener: Listener): void {
    this.#listeners.push([event, listener]);
    this.#kept?.inner.on(event, listener);
  }

  off(event: string, listener: Listener): void {
    this.#kept?.inner.off(event, listener);
  }

  send(message: WorkerRequest): void {
    const kept = this.#kept;
    if (kept === null) return;
    if (message.type === 'run') {
      kept.runs += 1;
      if (asked().fresh) message.context.invalidates = this.#ownModules();
    }
    // Vitest ends a worker after each run: it is told that this one has ended.
    if (message.type === 'stop' && kept.runs < RUNS) this.#rest(kept);
    else kept.inner.send(message);
  }

  #rest(kept: Kept): void {
    const told = this.#listeners.filter(([event]) => event === 'message').map(([, listener]) => listener);
    for (const [event, listener] of this.#listeners) kept.inner.off(event, listener);
    this.#kept = null;
    idle.push(kept);
    setImmediate(() => {
      for (const listener of told) listener({ __vitest_worker_response__: true, type: 'stopped' });
    });
  }

  #ownModules(): string[] {
    const { moduleGraph } = this.#options.project.vite;
    return [...moduleGraph.fileToModulesMap.keys()].filter((file) => !file.includes('/node_modules/'));
  }

  async stop(): Promise<void> {
    await this.#kept?.inner.stop();
  }

  deserialize(data: unknown): unknown {
    return data;
  }
}

/** As vitest's `pool`. */
export const warmPool = { name: WARM, createPoolWorker: (options: PoolOptions) => new WarmWorker(options) };
