import { ForksPoolWorker, type PoolOptions, type PoolWorker, type WorkerRequest } from 'vitest/node';

/**
 * A vitest worker that outlives a run. Stryker runs the tests anew for each mutant, and a worker of its own for each would
 * spend two seconds on reading modules and opening the embedded database before the first test.
 */
export const WARM = 'warm';

/** A mutant that takes effect while its module is read, and the path of that file. */
interface StaticMutant {
  readonly id: string;
  readonly file: string;
}

/** What the test runner of the mutation tests asks of the next run. */
interface Request {
  /** The mutant under which modules are to be read: what the worker has read under another one is read anew. */
  under: StaticMutant | null;
  /** Whether the tests look at what all modules together leave behind, as declared writes do: then all are read anew. */
  isOfAll: boolean;
  /** Ends the workers that wait, so that the run begins with a new one. */
  replaced: boolean;
}

const ASKED = Symbol.for('assay.mutation.asked');
const shared = globalThis as { [ASKED]?: Request };

/** Shared by the runner and by the vitest configuration, which is bundled into a copy of its own. */
export function asked(): Request {
  shared[ASKED] ??= { under: null, isOfAll: false, replaced: false };
  return shared[ASKED];
}

/** Runs after which a worker is replaced: each leaves listeners and old copies of test modules behind. */
const RUNS = 150;

interface Kept {
  readonly project: PoolOptions['project'];
  readonly inner: ForksPoolWorker;
  runs: number;
  under: StaticMutant | null;
  /** Whether some modules were read anew and others not, so that some have declared what they declare twice. */
  isMixed: boolean;
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
    const kept = { project, inner, runs: 0, under: asked().under, isMixed: false };
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
      message.context.invalidates = this.#toReadAnew(kept);
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

  /** Paths of the modules that the worker must read anew for what is asked. */
  #toReadAnew(kept: Kept): string[] {
    const { under, isOfAll } = asked();
    const before = kept.under;
    const isOther = before?.id !== under?.id;
    kept.under = under;
    const { fileToModulesMap } = this.#options.project.vite.moduleGraph;
    if (isOfAll && (isOther || kept.isMixed)) {
      kept.isMixed = false;
      return [...fileToModulesMap.keys()].filter((file) => !file.includes('/node_modules/'));
    }
    if (!isOther) return [];
    kept.isMixed = true;
    const files = new Set([before, under].flatMap((mutant) => (mutant === null ? [] : [mutant.file])));
    // A set that grows while it is walked: what imports a module that is read anew is read anew, too.
    for (const file of files)
      for (const module of fileToModulesMap.get(file) ?? [])
        for (const importer of module.importers) if (importer.file !== null) files.add(importer.file);
    return [...files];
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
