import { type DestinationStream, type Logger, pino } from 'pino';
import { requestIdHere } from '@/lib/core/exchange';
import { pathWithoutTokens, withoutTokens } from './token-text';

export type { Logger };

/** The process's log: one JSON line each, UTC. Nothing secret is ever handed to it; see {@link loggedPath}. */
export function createLog(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: { pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    // Whatever a line came to hold, it leaves without a token.
    hooks: { streamWrite: withoutTokens },
  };
  return pino(options, destination ?? ownOutput());
}

/** Bytes of lines that wait while none can be written; beyond, they are lost. */
const MOST_WAITING = 1_048_576;

/**
 * The process's output. It may be a file on a disk that is full: what it cannot take waits for the next line, and no
 * request fails, nor does the process end, for want of a line.
 */
function ownOutput(): DestinationStream {
  const output = pino.destination({ dest: process.stdout.fd || 1, sync: true, maxLength: MOST_WAITING });
  output.on('error', () => {});
  return output;
}

/** A path as logs may show it: without query (set-up secrets, searches) and without tokens. */
export function loggedPath(path: string): string {
  return pathWithoutTokens(path).slice(0, 2_000);
}

const SLOT = Symbol.for('assay.log');
const slots = globalThis as { [SLOT]?: Logger };

export function setLog(log: Logger): void {
  slots[SLOT] = log;
}

/** The log of the running process, for handlers of either bundle. */
export function processLog(): Logger {
  slots[SLOT] ??= createLog(process.env['ASSAY_LOG_LEVEL'] || 'info');
  return slots[SLOT];
}

/**
 * An error as logs may show it, with its causes: frames always; a message only of errors that engines and we make,
 * never of a failed statement, whose message carries its parameters.
 */
export function described(error: unknown, depth = 0): Record<string, unknown> {
  if (!(error instanceof Error)) return { thrown: typeof error };
  const { name, message, cause } = error;
  const speaks = !('params' in error) && (name === 'Error' || name.endsWith('TypeError'));
  return {
    name,
    ...('code' in error ? { code: String(error.code) } : {}),
    // The number that a page shows of it.
    ...('digest' in error && error.digest !== undefined ? { digest: String(error.digest) } : {}),
    ...(speaks ? { message } : {}),
    frames: framesOf(error),
    ...(cause === undefined || depth > 4 ? {} : { cause: described(cause, depth + 1) }),
  };
}

/** The stack without the message before it, of which a line may look like a frame. */
function framesOf({ stack = '', message }: Error): string[] {
  const begin = message === '' ? 0 : stack.indexOf(message) + message.length;
  // Whoever changes a message leaves the old one in the stack, and its end is anybody's guess.
  if (!stack.includes(message)) return [];
  return stack
    .slice(begin)
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 12)
    .map((line) => line.trim());
}

/**
 * From now on what packages print lands in the log as lines of its own, their errors as {@link described}: printed
 * as they come, errors of the database would show what people typed.
 */
export function logConsole(log: Logger): void {
  for (const level of ['error', 'warn'] as const)
    console[level] = (...said: unknown[]) => {
      const id = requestIdHere();
      // The parameters of a statement stand in lines of their own.
      const words = said.flatMap((each) => (typeof each === 'string' ? each.split('\n', 1) : [])).join(' ');
      const fault = said.find((each) => typeof each !== 'string');
      log[level](
        { ...(id === null ? {} : { id }), ...(fault === undefined ? {} : { fault: described(fault) }) },
        words.trim() || 'console',
      );
    };
}
