import { AWAY_DIGEST } from './digests';
import { note } from './met';

interface Details {
  readonly cause?: unknown;
  /** See {@link DatabaseAway.isUncertain}. */
  readonly isUncertain?: boolean;
}

/**
 * The database does not answer: its connections are refused, cut or silent. Nothing is tried again here, for a
 * statement whose answer is lost may have been carried out. Two bundles run in one process, so it is recognised by
 * its code: {@link awayIn}.
 */
export class DatabaseAway extends Error {
  override readonly name = 'DatabaseAway';
  readonly code = CODE;
  readonly digest = AWAY_DIGEST;
  /** A commit was sent and its answer is lost: what it would have kept may be kept or not. */
  readonly isUncertain: boolean;

  constructor({ cause, isUncertain = false }: Details = {}) {
    super('The database does not answer.', cause === undefined ? undefined : { cause });
    this.isUncertain = isUncertain;
    note('isAway');
  }
}

const CODE = 'DATABASE_AWAY';

/** The {@link DatabaseAway} among an error and its causes, of either bundle; null where there is none. */
export function awayIn(error: unknown): DatabaseAway | null {
  for (let at = error, depth = 0; at instanceof Error && depth < 8; depth += 1) {
    if ('code' in at && at.code === CODE) return at as DatabaseAway;
    at = at.cause;
  }
  return null;
}
