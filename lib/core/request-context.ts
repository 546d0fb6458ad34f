import type { Database } from '@/db/client';
import type { Keys } from '@/lib/secrets/keys';
import { usesOf } from '@/lib/uses/use-counts';
import type { Actor } from './actor';
import type { Ctx } from './ctx';
import { Decided } from './decided';

/** What a door knows about a request before it knows who acts. */
export interface RequestContext {
  readonly db: Database;
  readonly keys: Keys;
  readonly now: Date;
  /** The client's IP address, after trusted proxies. */
  readonly address: string;
  readonly requestId: string | null;
  readonly userAgent: string | null;
  /** As in {@link Ctx}. */
  readonly passwordless: ReadonlySet<string>;
}

/** The context of one request once its actor is known. */
export function ctxOf(
  { db, keys, now, requestId, passwordless }: RequestContext,
  actor: Actor,
  decided = new Decided(usesOf(db)),
): Ctx {
  return { actor, db, keys, now, requestId, passwordless, decided };
}
