import { FULL_DIGEST } from './digests';
import { note } from './met';
import { sqlState } from './sql-state';

/** SQLSTATE `disk_full`: what PostgreSQL says, and what is said here before it comes to that. */
const DISK_FULL = '53100';
/** What the system says: the disk is full, or this account's share of it. */
const OF_SYSTEM: ReadonlySet<unknown> = new Set(['ENOSPC', 'EDQUOT']);

/** Nothing more is written to a disk: too little of it is free. The message is a sentence that says what to do. */
export class NoRoom extends Error {
  override readonly name = 'NoRoom';
  readonly code = DISK_FULL;
  readonly digest = FULL_DIGEST;

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    note('hasNoRoom');
  }
}

/** Whether an error, of either bundle, or what it was caused by is the want of room on a disk, of the database or of a file. */
export function isNoRoom(error: unknown): boolean {
  if (sqlState(error) === DISK_FULL) return true;
  for (let at = error, depth = 0; at instanceof Error && depth < 8; at = at.cause, depth += 1)
    if ('code' in at && OF_SYSTEM.has(at.code)) return true;
  return false;
}
