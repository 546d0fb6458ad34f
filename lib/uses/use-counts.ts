import type { Database } from '@/db/client';
import { addUses, type DayOfUse, dropUsesBefore } from '@/db/queries/uses';
import { dayNumber, dayText, HeldCounts } from '@/lib/counting/held-counts';
import type { Operation, PermissionType } from '@/lib/permissions/decide';
import { REVIEWED_OPERATIONS } from './reviewed-operations';

/** A permission that somebody was allowed something by, in a project or, when null, in the store or everywhere. */
export interface Use {
  readonly userId: string;
  readonly operation: Operation;
  readonly type: PermissionType;
  readonly projectId: string | null;
}

/** Days for which uses are kept: a year, and the longest that somebody is away. */
export const KEPT_DAYS = 400;
/**
 * People × permissions × projects × days that one process holds for the database: about 4 MB. A store of 1,000 people
 * comes to some hundred in a minute.
 */
const MOST_HELD = 20_000;

/** How often something was used on a day, as days from the epoch. */
interface Counted {
  readonly use: Use;
  readonly day: number;
  uses: number;
}

/** Uses of one process that the database does not have yet. */
export class UseCounts extends HeldCounts<Counted> {
  constructor(most = MOST_HELD) {
    super({
      noun: 'uses of permissions',
      most,
      add: (known, { uses }) => {
        known.uses += uses;
      },
      sizeOf: ({ uses }) => uses,
      write: (executor, entries) =>
        addUses(
          executor,
          entries.map(({ use, day, uses }): DayOfUse => ({ ...use, day: dayText(day), uses })),
          REVIEWED_OPERATIONS,
        ),
      sweep: (executor, today) => dropUsesBefore(executor, dayText(today - KEPT_DAYS)),
    });
  }

  /** Counts one use, on the day of this instant in UTC. */
  note(use: Use, at: Date): void {
    const day = dayNumber(at);
    const key = `${use.userId} ${use.operation}:${use.type} ${use.projectId ?? ''} ${day}`;
    const known = this.find(key);
    if (known === undefined) this.add(key, { use, day, uses: 1 });
    else known.uses += 1;
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
