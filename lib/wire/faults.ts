import { awayIn } from '@/db/database-away';
import { isNoRoom } from '@/db/no-room';
import { sqlState } from '@/db/sql-state';
import { DomainError, isDomainError } from '@/lib/core/domain-error';
import { NO_ROOM } from '@/lib/faults/known-faults';
import { described, processLog } from './gate/log';

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
  const known = refusalIn(error);
  if (known !== null) return known;
  if (UNSTORABLE.test(sqlState(error) ?? ''))
    return new DomainError('invalid', 'A text in the request cannot be stored.');
  processLog().error({ id: requestId, fault: described(error) }, 'request failed');
  return null;
}

/** A verb's refusal, and want of room on a disk as one; null for everything else. */
export function refusalIn(error: unknown): DomainError | null {
  if (isDomainError(error)) return error;
  if (!isNoRoom(error)) return null;
  return new DomainError('busy', NO_ROOM, { retryAfter: FULL_SECONDS, reason: 'no_room', cause: error });
}

/** Seconds until trying again makes sense: space is freed by hand. */
export const FULL_SECONDS = 60;

/** Whether a `busy` means that the database is away (503) and not that somebody asks too often (429). */
export const isAway = (error: unknown): boolean => awayIn(error) !== null;
