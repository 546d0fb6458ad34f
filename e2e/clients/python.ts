import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';

const INSTALL_MS = 300_000;

export interface ClientOutcome {
  /** False where Python or the package cannot be had; `reason` says which. A script that fails throws. */
  readonly ran: boolean;
  readonly reason?: string;
  readonly output: string;
}

/** A file or folder, or why there is none. */
export type Found = string | { readonly reason: string; readonly output: string };

/** Where clients live: the user's cache directory, never the repository. */
const cached = (name: string): string =>
  path.join(process.env['XDG_CACHE_HOME'] || path.join(homedir(), '.cache'), 'assay', name);

/** Tests that start at once must not install at once. */
const found = new Map<string, Promise<Found>>();

/** A Python in a virtual environment of this name that has these packages, installed the first time it is asked for. */
export const pythonWith = (name: string, packages: readonly string[]): Promise<Found> =>
  once(name, async (home) => {
    const made = await run('python3', ['-m', 'venv', home], INSTALL_MS);
    if (made.code !== 0)
      return { reason: 'Python 3 with its module venv is not on this machine.', output: made.output };
    return pip(pythonIn(home), packages, packages.join(' '));
  }).then((home) => (typeof home === 'string' ? pythonIn(home) : home));

/** A folder of this name with packages without what they depend on, for `PYTHONPATH`. */
export const packagesIn = (name: string, python: string, packages: readonly string[]): Promise<Found> =>
  once(name, (home) =>
    pip(python, ['--no-deps', '--ignore-requires-python', '--target', home, ...packages], packages.join(' ')),
  );

const pythonIn = (home: string): string =>
  path.join(home, ...(process.platform === 'win32' ? ['Scripts', 'python.exe'] : ['bin', 'python']));

type Problem = Exclude<Found, string> | null;

function once(name: string, install: (home: string) => Promise<Problem>): Promise<Found> {
  const known = found.get(name) ?? folder(cached(name), install);
  found.set(name, known);
  return known;
}

/** Made beside its place and moved there when it is whole: other processes may be about the same. */
async function folder(home: string, install: (home: string) => Promise<Problem>): Promise<Found> {
  const complete = path.join(home, 'complete');
  if (existsSync(complete)) return home;
  const draft = `${home}.${process.pid}`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(path.dirname(home), { recursive: true });
  const problem = await install(draft);
  if (problem !== null) return problem;
  writeFileSync(path.join(draft, 'complete'), '');
  if (!existsSync(complete)) {
    rmSync(home, { recursive: true, force: true });
    renameSync(draft, home);
  } else rmSync(draft, { recursive: true, force: true });
  return home;
}

async function pip(python: string, words: readonly string[], what: string): Promise<Problem> {
  const { code, output } = await run(python, ['-m', 'pip', 'install', '--quiet', ...words], INSTALL_MS);
  return code === 0
    ? null
    : { reason: `${what} could not be installed from the Python package index.`, output };
}

export function run(
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
