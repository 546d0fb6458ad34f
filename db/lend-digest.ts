import { DrizzleQueryError } from 'drizzle-orm/errors';
import { awayIn } from './database-away';
import { AWAY_DIGEST, FULL_DIGEST } from './digests';
import { isNoRoom } from './no-room';

/**
 * Nothing of an error reaches an error boundary in the browser but its `digest`, which Next makes up where there is none.
 * Drizzle wraps what a statement failed by into an error of its own: this lends it the digest of what it wraps.
 */
export function lendDigest(): void {
  Object.defineProperty(DrizzleQueryError.prototype, 'digest', {
    configurable: true,
    get(this: DrizzleQueryError): string | undefined {
      if (awayIn(this) !== null) return AWAY_DIGEST;
      return isNoRoom(this) ? FULL_DIGEST : undefined;
    },
    set(this: DrizzleQueryError, value: unknown) {
      Object.defineProperty(this, 'digest', { value, configurable: true, enumerable: true, writable: true });
    },
  });
}
