import { awayIn } from '@/db/database-away';
import { sqlState } from '@/db/sql-state';
import { DomainError, isDomainError } from '@/lib/core/domain-error';
import { described, processLog } from './gate/log';

/** No room: PostgreSQL's own, and what the embedded database says before it comes to that. */
const FULL = '53100';
/** Texts that the database cannot hold: NUL, half surrogates, an index row over its limit. */
const UNSTORABLE = /^(22021|22P05|54000)$/;

/**
 * Every error as a {@link DomainError}, or null for a fault of ours, which is logged under the request's id. Doors
 * answer a null with a bare 500 that names that id; nothing of the error itself leaves the machine.
 */
export function understood(error: unknown, requestId: string | null): DomainError | null {
  if (isDomainError(error)) return error;
  if (isAway(error))
    return new DomainError('busy', 'The database does not answer at the moment.', { retryAfter: 2 });
  if (isFull(error)) return new DomainError('busy', NO_ROOM, { retryAfter: FULL_SECONDS, cause: error });
  if (UNSTORABLE.test(sqlState(error) ?? ''))
    return new DomainError('invalid', 'A text in the request cannot be stored.');
  processLog().error({ id: requestId, fault: described(error) }, 'request failed');
  return null;
}

/** What people and programs read when nothing can be stored. */
export const NO_ROOM =
  'The disk has no room for this: nothing was saved. Reading goes on; an administrator has to free space.';
/** Seconds until trying again makes sense: space is freed by hand. */
export const FULL_SECONDS = 60;

/** Whether a `busy` means that nothing can be stored for want of room. */
export const isFull = (error: unknown): boolean => sqlState(error) === FULL;

/** Whether a `busy` means that the database is away (503) and not that somebody asks too often (429). */
export const isAway = (error: unknown): boolean => awayIn(error) !== null;
