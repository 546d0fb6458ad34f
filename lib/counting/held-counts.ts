import type { Bookkeeper } from '@/db/client';
import type { Counter } from './keep-flushing';

const DAY_MS = 86_400_000;

/** How entries of one kind are added up, and how they come into the database. */
export interface Counting<E> extends Pick<Counter, 'noun'> {
  /** Different entries that one process holds; what is more than this waits for a database that has taken nothing for long. */
  readonly most: number;
  /** Adds the second to the first, which stays. */
  readonly add: (known: E, more: E) => void;
  /** How many an entry counts. */
  readonly sizeOf: (entry: E) => number;
  /** Adds to what the database has, in one statement. */
  readonly write: (executor: Bookkeeper, entries: readonly E[]) => Promise<void>;
  /** Removes what is too old; with the first flush of a day in UTC, which is so many days from the epoch. */
  readonly sweep: (executor: Bookkeeper, today: number) => Promise<void>;
}

/**
 * Counts of one process that the database does not have yet. Finding an entry and adding to it is a look into a map and
 * fails never; what {@link flush} cannot write is kept and written by the next.
 */
export class HeldCounts<E> implements Counter {
  #held = new Map<string, E>();
  #running: Promise<void> | null = null;
  #sweptOn = 0;
  #lost = 0;
  readonly #counting: Counting<E>;

  constructor(counting: Counting<E>) {
    this.#counting = counting;
  }

  get noun(): string {
    return this.#counting.noun;
  }

  /** The entry that waits under a key, to be added to by who counts. */
  find(key: string): E | undefined {
    return this.#held.get(key);
  }

  /** Adds an entry to the one under its key, or begins with it where there is room. */
  add(key: string, entry: E): void {
    const known = this.#held.get(key);
    if (known !== undefined) this.#counting.add(known, entry);
    else if (this.#held.size < this.#counting.most) this.#held.set(key, entry);
    else this.#lost += this.#counting.sizeOf(entry);
  }

  /** How many different ones wait for the database. */
  get waiting(): number {
    return this.#held.size;
  }

  /** How many there was no room for since this was last asked. */
  takeLost(): number {
    const lost = this.#lost;
    this.#lost = 0;
    return lost;
  }

  /**
   * Writes what waits, in one statement; on a new day what is too old goes. Where the answer of the database is lost,
   * counts may come twice: rather so than not at all. Rejects when it wrote nothing.
   */
  async flush(executor: Bookkeeper, now = new Date()): Promise<void> {
    while (this.#running !== null) await this.#running.catch(() => {});
    this.#running = this.#write(executor, Math.floor(now.getTime() / DAY_MS));
    try {
      await this.#running;
    } finally {
      this.#running = null;
    }
  }

  async #write(executor: Bookkeeper, today: number): Promise<void> {
    const taken = this.#held;
    if (taken.size > 0) {
      this.#held = new Map();
      try {
        await this.#counting.write(executor, [...taken.values()]);
      } catch (error) {
        for (const [key, entry] of taken) this.add(key, entry);
        throw error;
      }
    }
    if (this.#sweptOn === today) return;
    await this.#counting.sweep(executor, today);
    this.#sweptOn = today;
  }
}

/** The day in UTC that is so many days from the epoch, as `2027-05-31`. */
export const dayText = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

/** How many days from the epoch an instant is, in UTC. */
export const dayNumber = (at: Date): number => Math.floor(at.getTime() / DAY_MS);
