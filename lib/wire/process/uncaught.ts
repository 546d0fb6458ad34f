import { awayIn } from '@/db/database-away';
import { isDomainError } from '@/lib/core/domain-error';
import { described, processLog } from '../gate/log';

/** What a worker tells the first process when it begins to end after a fault: another may take its place at once. */
export const ENDING = 'ending';

/**
 * Has `end` called after an exception or a rejection that nobody caught, for nobody knows then what was left half
 * done. Call it when whatever registers listeners of its own has been loaded: Next's would print what was thrown,
 * parameters of statements included, and go on.
 */
export function endOnFault(end: () => void): void {
  const fault = (what: string, error: unknown) => {
    if (isOfOneRequest(error)) {
      processLog().error({ fault: described(error) }, what);
      return;
    }
    processLog().fatal({ fault: described(error) }, `${what}: the process ends`);
    process.send?.(ENDING);
    end();
  };
  listenAlone('uncaughtException', (error) => fault('uncaught exception', error));
  listenAlone('unhandledRejection', (reason) => fault('unhandled rejection', reason));
}

function listenAlone(
  event: 'uncaughtException' | 'unhandledRejection',
  listener: (what: unknown) => void,
): void {
  process.removeAllListeners(event);
  process.on(event, listener);
  // Next registers this one again with every bundle of its own, unless it finds it here.
  if (event === 'unhandledRejection')
    Reflect.set(globalThis, Symbol.for('next.unhandledRejectionListener'), listener);
}

/**
 * Faults that concern one request and leave nothing half done, so that nobody can end the process by causing them:
 * a client that hung up, and what a page asked for and did not wait for, since something else had failed before.
 */
function isOfOneRequest(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, syscall } = error as NodeJS.ErrnoException;
  const hungUp = /^(ECONNRESET|EPIPE|ECONNABORTED)$/.test(code ?? '') && /^(read|write)$/.test(syscall ?? '');
  const aborted = error.name === 'AbortError' || error.name === 'ResponseAborted';
  const ofNext = 'digest' in error && String(error.digest).startsWith('NEXT_');
  return hungUp || aborted || ofNext || awayIn(error) !== null || isDomainError(error);
}
