import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '@/.ci/free-port';
import { start, stop } from '@/.ci/processes';
import type { Found } from '@/e2e/clients/python';

/** The server that clients were written for, running on a store of its own. */
export interface Upstream {
  readonly url: string;
  /** `the server of ZenML 0.8.1` */
  readonly what: string;
  readonly remove: () => Promise<void>;
}

/** A program and what it needs to know. */
interface Program {
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** The first import of all of it takes a while. */
const PATIENCE_MS = 120_000;

/**
 * Starts a server in an empty home directory and waits until `health` answers. A sentence where Python or the package
 * cannot be had; throws when the server does not answer.
 */
export async function startUpstream(
  what: string,
  health: string,
  program: (home: string, port: number) => Promise<Program | Exclude<Found, string>>,
): Promise<Upstream | string> {
  const home = mkdtempSync(path.join(tmpdir(), 'assay-upstream-'));
  const tidy = () => rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  const port = await freePort();
  const found = await program(home, port);
  if ('reason' in found) {
    tidy();
    return found.reason;
  }
  const child = start(found.command, found.args, {
    cwd: home,
    // Servers like these tell each thing that they do; only what they end with matters.
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, ...found.env },
  });
  let message = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    message = `${message}${chunk.toString()}`.slice(-4_000);
  });
  const remove = async () => {
    await stop(child);
    tidy();
  };
  const url = `http://127.0.0.1:${port}`;
  for (const began = Date.now(); !(await answers(url + health)); await pause(100)) {
    if (child.exitCode === null && Date.now() - began < PATIENCE_MS) continue;
    await remove();
    throw new Error(`${what} did not start:\n${message}`);
  }
  return { url, what, remove };
}

const answers = (url: string): Promise<boolean> =>
  fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );
