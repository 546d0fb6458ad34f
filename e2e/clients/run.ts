import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** The last release that can use an HTTP store as it comes. */
const PACKAGE = 'mlte==2.3.0';
const INSTALL_MS = 300_000;
const FLOW_MS = 120_000;

export interface FlowTarget {
  readonly url: string;
  readonly user: string;
  readonly password: string;
}

export interface FlowOutcome {
  /** False where Python or the package cannot be had; `reason` says which. A flow that fails throws. */
  readonly ran: boolean;
  readonly reason?: string;
  readonly output: string;
}

/**
 * Drives the real MLTE client, as it comes from the Python package index, through card, suite, evidence, results and
 * report. The package lives in a virtual environment in the user's cache directory, never in the repository. Throws
 * with everything that was printed when the client met something it did not expect.
 */
export async function runMlteFlow(target: FlowTarget): Promise<FlowOutcome> {
  const python = await clientPython();
  if (typeof python !== 'string') return { ran: false, ...python };
  const directory = mkdtempSync(path.join(tmpdir(), 'assay-mlte-'));
  try {
    const script = path.join(import.meta.dirname, 'mlte_flow.py');
    const env = { MLTE_FLOW_PASSWORD: target.password, PYTHONDONTWRITEBYTECODE: '1' };
    // The client leaves a sample catalog in the directory it runs in.
    const { code, output } = await run(python, [script, target.url, target.user], FLOW_MS, directory, env);
    if (code !== 0) throw new Error(`The MLTE client did not get through:\n${output}`);
    return { ran: true, output: output.replaceAll(target.password, '[password]') };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** A Python that has the package, or why there is none. */
async function clientPython(): Promise<string | { reason: string; output: string }> {
  const cache = process.env['XDG_CACHE_HOME'] || path.join(homedir(), '.cache');
  const home = path.join(cache, 'assay', PACKAGE.replace('==', '-'));
  const inside = process.platform === 'win32' ? ['Scripts', 'python.exe'] : ['bin', 'python'];
  const python = path.join(home, ...inside);
  const complete = path.join(home, 'complete');
  if (existsSync(complete) && existsSync(python)) return python;
  rmSync(home, { recursive: true, force: true });
  mkdirSync(path.dirname(home), { recursive: true });
  const made = await run('python3', ['-m', 'venv', home], INSTALL_MS);
  if (made.code !== 0)
    return { reason: 'Python 3 with its module venv is not on this machine.', output: made.output };
  const installed = await run(python, ['-m', 'pip', 'install', '--quiet', PACKAGE], INSTALL_MS);
  if (installed.code !== 0)
    return {
      reason: `${PACKAGE} could not be installed from the Python package index.`,
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
  const [url = 'http://127.0.0.1:3000', user = 'default'] = process.argv.slice(2);
  const outcome = await runMlteFlow({ url, user, password: process.env['MLTE_FLOW_PASSWORD'] ?? '' });
  process.stdout.write(outcome.ran ? outcome.output : `Not run: ${outcome.reason}\n${outcome.output}`);
}
