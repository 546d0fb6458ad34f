import type { Database } from '@/db/client';
import type { Keys } from '@/lib/secrets/keys';
import type { Actor } from './actor';
import type { Decided } from './decided';

/** First argument of every verb. One per request: grants are looked up once for each. */
export interface Ctx {
  readonly actor: Actor;
  readonly db: Database;
  readonly keys: Keys;
  /** The instant that this request's stamps carry. */
  readonly now: Date;
  /** Folded names of users whom the settings let in without a password (`ASSAY_LEGACY_BASIC`). */
  readonly passwordless: ReadonlySet<string>;
  /** What was decided about the actor so far. */
  readonly decided: Decided;
  /** Ties audit rows to log lines; null outside a request. */
  readonly requestId: string | null;
  /**
   * Set for pages, which only read: what they have looked up, so that the parts of one page ask once. Absent where
   * something may be written meanwhile.
   */
  readonly lookups?: Map<string, Promise<unknown>>;
}
