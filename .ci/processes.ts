import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';

const POSIX = process.platform !== 'win32';
const running = new Set<ChildProcess>();
const folders = new Set<string>();

/** Starts a program in a process group of its own, so that it can be ended with all that it started. */
export function start(command: string, args: readonly string[], options: SpawnOptions = {}): ChildProcess {
  const child = spawn(command, args, { stdio: 'inherit', detached: POSIX, ...options });
  running.add(child);
  child.once('exit', () => running.delete(child));
  child.once('error', () => running.delete(child));
  return child;
}

export interface Ended {
  /** Exit code; 127 when the program could not be started, 128 when a signal ended it. */
  readonly code: number;
  /** What it wrote to standard output, when that was piped. */
  readonly output: string;
}

/** Runs a program to its end. Never throws: a program that cannot be started has code 127. */
export function run(command: string, args: readonly string[], options: SpawnOptions = {}): Promise<Ended> {
  return new Promise((resolve) => {
    const child = start(command, args, options);
    let output = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.once('error', () => resolve({ code: 127, output }));
    child.once('close', (code) => {
      // Whatever it left behind in its group goes with it.
      signal(child, 'SIGKILL');
      resolve({ code: code ?? 128, output });
    });
  });
}

/** Asks a program's group to end, and after `patience` milliseconds makes it. */
export async function stop(
  child: ChildProcess,
  how: NodeJS.Signals = 'SIGTERM',
  patience = 10_000,
): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    signal(child, how);
    const timer = setTimeout(() => signal(child, 'SIGKILL'), patience);
    await gone;
    clearTimeout(timer);
  }
  signal(child, 'SIGKILL');
}

/** A folder to remove when this process ends, however it ends short of SIGKILL. */
export function removeAtEnd(folder: string): void {
  folders.add(folder);
}

function signal(child: ChildProcess, how: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(POSIX ? -child.pid : child.pid, how);
  } catch {
    // ESRCH: the group is gone already.
  }
}

function endAll(): void {
  for (const child of running) signal(child, 'SIGKILL');
  for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  folders.clear();
}

process.once('exit', endAll);
for (const [name, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const)
  process.once(name, () => process.exit(code));
