import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** 2.3.0: the last release that can use an HTTP store as it comes. From 2.6.0 on: with the repair of their search. */
export const RELEASES = ['2.3.0', '2.6.0', '2.7.0'] as const;
export type Release = (typeof RELEASES)[number];

/** What the client is driven through; each tells in its head what that is. */
export type Script = 'mlte_flow.py' | 'mlte_stores.py' | 'mlte_writer.py';

const INSTALL_MS = 300_000;
const SCRIPT_MS = 120_000;

export interface ClientTarget {
  readonly url: string;
  readonly user: string;
  readonly password: string;
}

export interface ClientOutcome {
  /** False where Python or the package cannot be had; `reason` says which. A script that fails throws. */
  readonly ran: boolean;
  readonly reason?: string;
  readonly output: string;
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
  const python = await pythonOf(release);
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

type Found = string | { readonly reason: string; readonly output: string };
/** Processes that start at once must not install at once. */
const found = new Map<Release, Promise<Found>>();

function pythonOf(release: Release): Promise<Found> {
  const known = found.get(release) ?? install(release);
  found.set(release, known);
  return known;
}

/** A Python that has the release, or why there is none. */
async function install(release: Release): Promise<Found> {
  const cache = process.env['XDG_CACHE_HOME'] || path.join(homedir(), '.cache');
  const home = path.join(cache, 'assay', `mlte-${release}`);
  const inside = process.platform === 'win32' ? ['Scripts', 'python.exe'] : ['bin', 'python'];
  const python = path.join(home, ...inside);
  const complete = path.join(home, 'complete');
  if (existsSync(complete) && existsSync(python)) return python;
  rmSync(home, { recursive: true, force: true });
  mkdirSync(path.dirname(home), { recursive: true });
  const made = await run('python3', ['-m', 'venv', home], INSTALL_MS);
  if (made.code !== 0)
    return { reason: 'Python 3 with its module venv is not on this machine.', output: made.output };
  const installed = await run(python, ['-m', 'pip', 'install', '--quiet', `mlte==${release}`], INSTALL_MS);
  if (installed.code !== 0)
    return {
      reason: `mlte==${release} could not be installed from the Python package index.`,
      output: installed.output,
    };
  writeFileSync(complete, '');
  return python;
}

function run(
  program: string,
  args: readonly string[],
  timeout: number,
  cwd = tmpdir(),
  env: Readonly<Record<string, string>> = {},
): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd, timeout, env: { ...process.env, ...env } });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        output += chunk.toString();
      });
    child.once('error', (error) => resolve({ code: 127, output: `${output}${error.message}` }));
    child.once('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [url = 'http://127.0.0.1:3000', user = 'default', wanted = '2.3.0'] = process.argv.slice(2);
  const release = RELEASES.find((each) => each === wanted);
  if (release === undefined) throw new Error(`The releases are ${RELEASES.join(', ')}, not ${wanted}.`);
  const password = process.env['MLTE_FLOW_PASSWORD'] ?? '';
  const outcome = await runMlteClient(release, 'mlte_flow.py', { url, user, password });
  process.stdout.write(outcome.ran ? outcome.output : `Not run: ${outcome.reason}\n${outcome.output}`);
}
