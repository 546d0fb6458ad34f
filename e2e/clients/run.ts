import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type ClientOutcome, pythonWith, run } from './python';

/** 2.3.0: the last release that can use an HTTP store as it comes. From 2.6.0 on: with the repair of their search. */
export const RELEASES = ['2.3.0', '2.6.0', '2.7.0'] as const;
export type Release = (typeof RELEASES)[number];

/** The releases that have a store of everything over HTTP. */
export const WITH_STORES: readonly Release[] = ['2.6.0', '2.7.0'];

/** What the client is driven through; each tells in its head what that is. */
export type Script = 'mlte_flow.py' | 'mlte_stores.py' | 'mlte_writer.py';

const SCRIPT_MS = 120_000;

export interface ClientTarget {
  readonly url: string;
  readonly user: string;
  readonly password: string;
}

/**
 * Runs a script with the real MLTE client, as it comes from the Python package index. Each release lives in a virtual
 * environment in the user's cache directory, never in the repository. Throws with everything that was printed when the
 * client met something that it did not expect.
 */
export async function runMlteClient(
  release: Release,
  script: Script,
  target: ClientTarget,
  more: readonly string[] = [],
): Promise<ClientOutcome> {
  const python = await pythonWith(`mlte-${release}`, [`mlte==${release}`]);
  if (typeof python !== 'string') return { ran: false, ...python };
  const directory = mkdtempSync(path.join(tmpdir(), 'assay-mlte-'));
  try {
    const file = path.join(import.meta.dirname, script);
    const env = { MLTE_FLOW_PASSWORD: target.password, PYTHONDONTWRITEBYTECODE: '1' };
    // The client leaves a sample catalog in the directory it runs in.
    const { code, output } = await run(
      python,
      [file, target.url, target.user, ...more],
      SCRIPT_MS,
      directory,
      env,
    );
    if (code !== 0) throw new Error(`MLTE ${release} did not get through ${script}:\n${output}`);
    return { ran: true, output: output.replaceAll(target.password, '[password]') };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [url = 'http://127.0.0.1:3000', user = 'default', wanted = '2.3.0'] = process.argv.slice(2);
  const release = RELEASES.find((each) => each === wanted);
  if (release === undefined) throw new Error(`The releases are ${RELEASES.join(', ')}, not ${wanted}.`);
  const password = process.env['MLTE_FLOW_PASSWORD'] ?? '';
  const outcome = await runMlteClient(release, 'mlte_flow.py', { url, user, password });
  process.stdout.write(outcome.ran ? outcome.output : `Not run: ${outcome.reason}\n${outcome.output}`);
}
