import { lt, sql } from 'drizzle-orm';
import type { Bookkeeper, Executor } from '../client';
import { lastPermissionUses, permissionUses } from '../schema';
import { dropAssignmentUses, noteGivenUses } from './assignment-uses';
import type { ReviewedOperations } from './review-parts';
import { readState } from './store-state';

/** How often somebody used a permission in a project, or in the store when null, on a day in UTC (`2027-05-31`). */
export interface DayOfUse {
  readonly userId: string;
  readonly operation: string;
  readonly type: string;
  readonly projectId: string | null;
  readonly day: string;
  readonly uses: number;
}

/**
 * Adds to what was counted, and notes the assignments that count it as used, in one statement and in the order of the
 * keys, so that processes that do so at once wait for each other and never in a circle. Uses of people and in projects
 * whose rows are gone are left out.
 */
export async function addUses(
  executor: Bookkeeper,
  days: readonly DayOfUse[],
  operations: ReviewedOperations,
): Promise<void> {
  await executor.execute(sql`
    with given as materialized (
      select g."userId" as user_id, g.operation, g.type, g."projectId" as project_id, g.day, sum(g.uses)::int as uses
      from json_to_recordset(${JSON.stringify(days)}::json)
        as g("userId" uuid, operation text, type text, "projectId" uuid, day date, uses int)
      join users u on u.id = g."userId"
      left join projects p on p.id = g."projectId"
      where g."projectId" is null or p.id is not null
      group by 1, 2, 3, 4, 5
    ), counted as (
      insert into permission_uses (user_id, operation, type, project_id, day, uses)
      select user_id, operation, type, project_id, day, uses from given order by 1, 2, 3, 4, 5
      on conflict (user_id, operation, type, project_id, day)
        do update set uses = permission_uses.uses + excluded.uses
    ), latest as (
      insert into last_permission_uses (user_id, operation, type, project_id, day)
      select user_id, operation, type, project_id, max(day) from given group by 1, 2, 3, 4 order by 1, 2, 3, 4
      on conflict (user_id, operation, type, project_id)
        do update set day = excluded.day where last_permission_uses.day < excluded.day
    )${noteGivenUses(operations)}`);
}

/** Removes what was counted before a day. */
export async function dropUsesBefore(executor: Bookkeeper, day: string): Promise<void> {
  await executor.delete(permissionUses).where(lt(permissionUses.day, day));
  await executor.delete(lastPermissionUses).where(lt(lastPermissionUses.day, day));
  await dropAssignmentUses(executor, day);
}

/** The day since which uses are counted: when the store learned to, which its migration wrote down. */
export async function countedSince(executor: Executor): Promise<string> {
  const day = await readState(executor, 'uses_counted_since');
  if (day === null) throw new Error('The store does not know since when it counts uses.');
  return day;
}
