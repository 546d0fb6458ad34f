import type { Bookkeeper, Database } from '@/db/client';
import { addUses, type DayOfUse, dropUsesBefore } from '@/db/queries/uses';
import type { Operation, PermissionType } from '@/lib/permissions/decide';

/** A permission that somebody was allowed something by, in a project or, when null, in the store or everywhere. */
export interface Use {
  readonly userId: string;
  readonly operation: Operation;
  readonly type: PermissionType;
  readonly projectId: string | null;
}

const DAY_MS = 86_400_000;
/** Days for which uses are kept: a year, and the longest that somebody is away. */
export const KEPT_DAYS = 400;
/**
 * People × permissions × projects × days that one process holds for the database: about 4 MB. A store of 1,000 people
 * comes to some hundred in a minute; what is more than this waits for a database that has taken nothing for long.
 */
const MOST_HELD = 20_000;

/** The day in UTC that is so many milliseconds from the epoch, as `2027-05-31`. */
const dayOf = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

/**
 * Uses of one process that the database does not have yet. Noting one is a look into a map and fails never; what
 * {@link flush} cannot write is kept and written by the next.
 */
export class UseCounts {
  #held = new Map<string, { readonly use: Use; readonly day: number; uses: number }>();
  #running: Promise<void> | null = null;
  #sweptOn = 0;
  #lost = 0;
  readonly #most: number;

  constructor(most = MOST_HELD) {
    this.#most = most;
  }

  /** Counts one use, on the day of this instant in UTC. */
  note(use: Use, at: Date): void {
    this.#add(use, Math.floor(at.getTime() / DAY_MS), 1);
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
   * Writes what waits, in one statement; on a new day what is older than {@link KEPT_DAYS} days goes. Where the answer of
   * the database is lost, uses may count twice: rather so than not at all. Rejects when it wrote nothing.
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
      const rows = [...taken.values()].map(
        ({ use, day, uses }): DayOfUse => ({ ...use, day: dayOf(day), uses }),
      );
      try {
        await addUses(executor, rows);
      } catch (error) {
        for (const { use, day, uses } of taken.values()) this.#add(use, day, uses);
        throw error;
      }
    }
    if (this.#sweptOn === today) return;
    await dropUsesBefore(executor, dayOf(today - KEPT_DAYS));
    this.#sweptOn = today;
  }

  #add(use: Use, day: number, uses: number): void {
    const key = `${use.userId} ${use.operation}:${use.type} ${use.projectId ?? ''} ${day}`;
    const known = this.#held.get(key);
    if (known !== undefined) known.uses += uses;
    else if (this.#held.size < this.#most) this.#held.set(key, { use, day, uses });
    else this.#lost += uses;
  }
}

const SLOT = Symbol.for('assay.uses');
const slots = globalThis as { [SLOT]?: WeakMap<Database, UseCounts> };

/** The counts of this process for a database: one, whichever bundle asks. */
export function usesOf(database: Database): UseCounts {
  slots[SLOT] ??= new WeakMap();
  const known = slots[SLOT].get(database);
  if (known !== undefined) return known;
  const made = new UseCounts();
  slots[SLOT].set(database, made);
  return made;
}
