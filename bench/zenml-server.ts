import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '@/.ci/free-port';
import { start, stop } from '@/.ci/processes';
import { clientOf, environment, type ZenmlRelease } from '@/e2e/clients/zenml';

const RELEASE: ZenmlRelease = '0.8.1';
/** The first import of all of it takes a while. */
const PATIENCE_MS = 120_000;

/** The server that ZenML's clients were written for, with a store in files of its own. */
export interface ZenmlServer {
  readonly url: string;
  readonly what: string;
  readonly remove: () => Promise<void>;
}

/** Starts ZenML's own server; a sentence where Python or the package cannot be had. Throws when it does not answer. */
export async function zenmlServer(): Promise<ZenmlServer | string> {
  const home = mkdtempSync(path.join(tmpdir(), 'assay-zenml-server-'));
  const client = await clientOf(RELEASE, home);
  if ('reason' in client) {
    rmSync(home, { recursive: true, force: true });
    return client.reason;
  }
  const port = await freePort();
  const script = path.join(import.meta.dirname, 'zenml_server.py');
  const child = start(client.python, [script, String(port)], {
    cwd: home,
    // It tells each thing that it registers.
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, ...environment(home, client.packages) },
  });
  const remove = async () => {
    await stop(child);
    rmSync(home, { recursive: true, force: true });
  };
  const url = `http://127.0.0.1:${port}`;
  for (const began = Date.now(); !(await answers(url)); await pause(100)) {
    if (child.exitCode === null && Date.now() - began < PATIENCE_MS) continue;
    await remove();
    throw new Error('The server of ZenML did not start.');
  }
  return { url, what: `the server of ZenML ${RELEASE}`, remove };
}

const answers = (url: string): Promise<boolean> =>
  fetch(`${url}/health`).then(
    ({ ok }) => ok,
    () => false,
  );
