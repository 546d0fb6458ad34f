import { type ChildProcess, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '../.ci/free-port';

/** The built server as a process of its own, on a free port and a data directory that goes with it. */
export interface AssayProcess {
  /** Address without a trailing slash. */
  readonly url: string;
  readonly pid: number;
  readonly dataDirectory: string;
  /** The one-time set-up address that it printed; null when it has an administrator. */
  readonly setupLink: string | null;
  /** All that it has written so far. */
  readonly output: () => string;
  /** Ends it by SIGTERM, or at once by SIGKILL; the data stays until {@link AssayProcess.remove}. */
  readonly stop: (signal?: 'SIGTERM' | 'SIGKILL') => Promise<number | null>;
  /** Ends it and removes its data. */
  readonly remove: () => Promise<void>;
}

export interface AssayOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** A data directory of an earlier process; a new one when absent. */
  readonly dataDirectory?: string;
  /** The new one is empty, for what is about a first start; else it is a copy of one that started once, without anybody in it. */
  readonly isFirstStart?: true;
  readonly port?: number;
  /** Given to Node before the server's file. */
  readonly nodeArguments?: readonly string[];
  /** All that Node is given, in the place of the server's file and what goes before it. */
  readonly args?: readonly string[];
  /** An open file for what it writes, which {@link AssayProcess.output} then lacks. */
  readonly output?: number;
}

/** The variable that names the template of data directories, for the workers of one run. */
export const TEMPLATE = 'ASSAY_E2E_TEMPLATE';

/** What `npm start` gives Node. */
const AS_STARTED = ['--disable-proto=delete', '--max-semi-space-size=4'];

/** Milliseconds for the first answer: 2 s on a quiet machine, and over a minute where ten others want each core. */
const PATIENCE_MS = 180_000;

/** What is yet to be done for the servers of this process when it ends. */
const LEFT = new Set<() => void>();
process.once('exit', () => {
  for (const tidyUp of LEFT) tidyUp();
});

/** Starts `dist/server.js` and waits until it answers. Throws what it printed when it does not. */
export async function startAssay(options: AssayOptions = {}): Promise<AssayProcess> {
  const dataDirectory = options.dataDirectory ?? (await newDataDirectory(options));
  const temporary = path.join(dataDirectory, 'tmp');
  await mkdir(temporary, { recursive: true });
  const port = options.port ?? (await freePort());
  const given = [...AS_STARTED, ...(options.nodeArguments ?? []), path.join('dist', 'server.js')];
  const child = spawn(process.execPath, options.args ?? given, {
    stdio: ['ignore', options.output ?? 'pipe', options.output ?? 'pipe'],
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      TMPDIR: temporary,
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      PORT: String(port),
      ASSAY_DATA_DIR: dataDirectory,
      ...options.env,
    },
  });
  let written = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => {
      written += chunk.toString();
    });
  const url = `http://127.0.0.1:${port}`;
  const stop = (signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM') => end(child, signal);
  // A test that fails stops without tidying up.
  const tidyUp = () => {
    child.kill('SIGKILL');
    if (options.dataDirectory === undefined)
      rmSync(dataDirectory, { recursive: true, force: true, maxRetries: 5 });
  };
  LEFT.add(tidyUp);
  const remove = async () => {
    await stop();
    await rm(dataDirectory, { recursive: true, force: true, maxRetries: 5 });
    LEFT.delete(tidyUp);
  };
  if (!(await answers(url, child))) {
    await remove();
    throw new Error(`The server did not start. It wrote:\n${written}`);
  }
  return {
    url,
    pid: child.pid ?? 0,
    dataDirectory,
    get setupLink() {
      return /https?:\/\/\S+\/setup\?secret=[\w-]+/.exec(written)?.[0] ?? null;
    },
    output: () => written,
    stop,
    remove,
  };
}

/** A folder of its own. A copy of the template saves making and migrating the database, half the time of a start. */
async function newDataDirectory({ env = {}, isFirstStart }: AssayOptions): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'assay-e2e-'));
  const template = process.env[TEMPLATE];
  // The template has a secret of its own, and its database is the embedded one.
  const hasOwn = 'ASSAY_SECRET_KEY' in env || 'DATABASE_URL' in env;
  if (template !== undefined && isFirstStart === undefined && !hasOwn)
    await cp(template, folder, { recursive: true });
  return folder;
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const gone = new Promise<number | null>((resolve) => child.once('exit', resolve));
  child.kill(signal);
  return gone;
}

async function answers(url: string, child: ChildProcess): Promise<boolean> {
  const deadline = Date.now() + PATIENCE_MS;
  while (Date.now() < deadline && child.exitCode === null && child.signalCode === null) {
    const healthy = await fetch(`${url}/api/healthz`).then(
      (response) => response.ok,
      () => false,
    );
    if (healthy) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}
