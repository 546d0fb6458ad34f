import { type DestinationStream, type Logger, pino } from 'pino';
import { pathWithoutTokens, withoutTokens } from './token-text';

export type { Logger };

/** The process's log: one JSON line each, UTC. Nothing secret is ever handed to it; see {@link loggedPath}. */
export function makeLog(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: { pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    // Whatever a line came to hold, it leaves without a token.
    hooks: { streamWrite: withoutTokens },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
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
  slots[SLOT] ??= makeLog(process.env['ASSAY_LOG_LEVEL'] || 'info');
  return slots[SLOT];
}

/** An error as logs may show it: never the message of a failed statement, which carries its parameters. */
export function described(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { thrown: typeof error };
  const code = 'code' in error ? { code: String(error.code) } : {};
  const message = error.name === 'Error' || error.name.endsWith('TypeError') ? error.message : undefined;
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line));
  const failedStatement = message?.startsWith('Failed query') ?? false;
  return {
    name: error.name,
    ...code,
    ...(message === undefined || failedStatement ? {} : { message }),
    frames: frames?.slice(0, 12).map((line) => line.trim()),
    ...(error.cause === undefined ? {} : { cause: described(error.cause) }),
  };
}
