import { AsyncResource } from 'node:async_hooks';
import { DatabaseAway } from '../database-away';

/** Milliseconds between two looks. Counted in looks and not by the clock: while this process is busy, none happens. */
const LOOK_MS = 250;
/** Looks without a byte from the database, with something waiting for one, until it is asked on a new connection. */
const ASK_AFTER = 4;
/** The same until it counts as away: 4 s, so that who waits is told within 5. */
const AWAY_AFTER = 16;
/** Looks between two attempts to reach a database that is away: recovery is noticed within a second. */
const RETRY_EVERY = 2;
/** Attempts under way at once. One that gets no answer ends after 4.5 s, and must not keep the next from being made. */
const MOST_ATTEMPTS = 10;

export interface Watched {
  /** Bytes received on all connections; any number that changes when the database says something. */
  readonly received: () => number;
  /** Asks the database on a new connection; rejects after its own deadline, which is longer than {@link AWAY_AFTER}. */
  readonly ask: () => Promise<void>;
  /** Called when it is found to be away, before those who wait are told: cuts every connection. */
  readonly cut: () => void;
}

/** Told of each change: `cause` when the database is found to be away, null with the milliseconds when it is back. */
export type AvailabilityListener = (
  change: { readonly cause: unknown } | { readonly backAfter: number },
) => void;

/**
 * Whether the database answers. A statement may take as long as it likes while the database says anything at all, or
 * answers a question on another connection; where it does neither for 4 s it is away, and everything that waits for it
 * fails at once. From then on whoever asks is refused without waiting, until one of its own questions is answered.
 */
export class Watch {
  readonly #watched: Watched;
  readonly #waiting = new Set<(cause: unknown) => void>();
  readonly #timer: NodeJS.Timeout;
  readonly #listeners = new Set<AvailabilityListener>();
  #away: { readonly since: number; readonly cause: unknown } | null = null;
  #silent = 0;
  #received = 0;
  #attempts = 0;

  constructor(watched: Watched) {
    this.#watched = watched;
    this.#timer = setInterval(() => this.#look(), LOOK_MS);
    this.#timer.unref();
  }

  get isAway(): boolean {
    return this.#away !== null;
  }

  listen(listener: AvailabilityListener): void {
    this.#listeners.add(listener);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** Runs `work`; rejects with {@link DatabaseAway} at once when the database is away or found to be so meanwhile. */
  guard<T>(work: () => Promise<T>): Promise<T> {
    if (this.#away !== null) return Promise.reject(new DatabaseAway({ cause: this.#away.cause }));
    return new Promise((resolve, reject) => {
      // Made on behalf of whoever waits, not of whoever finds out.
      const fail = AsyncResource.bind((cause: unknown) => reject(new DatabaseAway({ cause })));
      this.#waiting.add(fail);
      work()
        .finally(() => this.#waiting.delete(fail))
        .then(resolve, reject);
    });
  }

  /** A connection was refused and there is no other: the database is away. */
  lose(cause: unknown): void {
    if (this.#away !== null) return;
    this.#away = { since: performance.now(), cause };
    this.#silent = 0;
    this.#watched.cut();
    for (const fail of this.#waiting) fail(cause);
    this.#waiting.clear();
    for (const listener of this.#listeners) listener({ cause });
  }

  #look(): void {
    if (this.#away === null && this.#waiting.size === 0) {
      this.#silent = 0;
      return;
    }
    const received = this.#watched.received();
    this.#silent = received === this.#received ? this.#silent + 1 : 0;
    this.#received = received;
    if (this.#away !== null) {
      if (this.#silent % RETRY_EVERY === 0) this.#ask();
    } else if (this.#silent >= AWAY_AFTER) {
      this.lose(new Error('nothing was heard of it for 4 s'));
    } else if (this.#silent > 0 && this.#silent % ASK_AFTER === 0) this.#ask();
  }

  #ask(): void {
    if (this.#attempts >= MOST_ATTEMPTS) return;
    this.#attempts += 1;
    this.#watched
      .ask()
      .then(
        () => this.#answered(),
        () => {},
      )
      .finally(() => {
        this.#attempts -= 1;
      });
  }

  #answered(): void {
    this.#silent = 0;
    if (this.#away === null) return;
    const backAfter = Math.round(performance.now() - this.#away.since);
    this.#away = null;
    for (const listener of this.#listeners) listener({ backAfter });
  }
}
