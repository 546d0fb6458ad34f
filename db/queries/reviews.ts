import { type SQL, sql } from 'drizzle-orm';
import type { Executor, Transaction } from '../client';
import { dayIn, hitsOf, idsIn, isWord, type ReviewedOperations, scopedRoles } from './review-parts';

/** What counts as used where, and the day since which. */
interface Reviewing {
  readonly operations: ReviewedOperations;
  readonly usedSince: string;
}

/** What became of an assignment's permissions in the hands of one holder. */
export interface UseOfAssignment {
  readonly id: string;
  /** How many permissions count where it is assigned, and how many of them somebody used since. */
  readonly permissions: number;
  readonly used: number;
  /** People who hold it, and how many of them used any of it since. */
  readonly holders: number;
  readonly users: number;
}

/** The assignments of these ids, their holders one by one, and the words by which a use counts for each. */
const holdersOf = (ids: SQL, operations: ReviewedOperations): SQL => sql`
  chosen as materialized (
    select a.id, a.role_id, a.user_id, a.team_id, a.project_id, ${dayIn(sql`a.created_at`)} as since
    from role_assignments a where a.id in (${ids})
  ), holders as materialized (
    select c.id, c.role_id, c.project_id, c.user_id, c.since from chosen c where c.user_id is not null
    union all
    select c.id, c.role_id, c.project_id, m.user_id, greatest(c.since, ${dayIn(sql`m.created_at`)}) from chosen c
    join team_memberships m on m.team_id = c.team_id
    join users mu on mu.id = m.user_id and mu.deleted_at is null
  ), ${scopedRoles(operations)}, places as materialized (
    select c.id, c.role_id, case when c.project_id is null then 'any'
      when c.role_id in (select role_id from scoped) then 'project' else 'store' end as place
    from chosen c
  ), words as materialized (
    select distinct c.id, p.operation, p.type from places c join role_permissions p on p.role_id = c.role_id
    where ${isWord(sql`c.place`, operations)}
  ), hits as materialized (${hitsOf(sql`holders`, sql`last_permission_uses`, sql`l.user_id = h.user_id`)}
  ), used as materialized (
    select h.id, h.user_id, h.operation, h.type, h.project_id, h.day from hits h
    join words w on w.id = h.id and w.operation = h.operation and w.type = h.type
  )`;

/** How much of each of these assignments was used on that day or later, and by how many. */
export async function usesOfAssignments(
  executor: Executor,
  ids: readonly string[],
  { operations, usedSince }: Reviewing,
): Promise<Map<string, UseOfAssignment>> {
  if (ids.length === 0) return new Map();
  const rows = await executor.execute<UseOfAssignment & Record<string, unknown>>(sql`
    with ${holdersOf(idsIn(ids), operations)}
    select c.id,
      (select count(*)::int from words w where w.id = c.id) as permissions,
      (select count(distinct (u.operation, u.type))::int from used u where u.id = c.id and u.day >= ${usedSince}::date)
        as used,
      (select count(*)::int from holders h where h.id = c.id) as holders,
      (select count(distinct u.user_id)::int from used u where u.id = c.id and u.day >= ${usedSince}::date) as users
    from chosen c`);
  return new Map(rows.map((row) => [row.id, row]));
}

/** A permission of an assignment: when it was last used by a holder, by how many, and on how many days since. */
export interface UsedPermission {
  readonly operation: string;
  readonly type: string;
  readonly lastUsed: string | null;
  readonly users: number;
  readonly days: number;
}

/** Each permission of an assignment that counts where it is assigned, what was used last first. */
export async function usedPermissions(
  executor: Executor,
  id: string,
  { operations, usedSince }: Reviewing,
): Promise<UsedPermission[]> {
  return executor.execute<UsedPermission & Record<string, unknown>>(sql`
    with ${holdersOf(sql`${id}::uuid`, operations)}, days as materialized (
      select u.operation, u.type, count(distinct d.day)::int as days from used u
      join holders h on h.user_id = u.user_id
      join permission_uses d on d.user_id = u.user_id and d.operation = u.operation and d.type = u.type
        and d.project_id is not distinct from u.project_id and d.day >= greatest(h.since, ${usedSince}::date)
      where u.day >= ${usedSince}::date
      group by 1, 2
    ), last as materialized (
      select u.operation, u.type, max(u.day) as day,
        count(distinct u.user_id) filter (where u.day >= ${usedSince}::date)::int as users
      from used u group by 1, 2
    )
    select w.operation, w.type, to_char(l.day, 'YYYY-MM-DD') as "lastUsed", coalesce(l.users, 0) as users,
      coalesce(d.days, 0) as days
    from words w
    left join last l on l.operation = w.operation and l.type = w.type
    left join days d on d.operation = w.operation and d.type = w.type
    order by l.day desc nulls last, w.operation, w.type`);
}

/** Somebody who holds an assignment, and when they last used any of it. */
export interface UsingHolder {
  readonly name: string;
  readonly isActive: boolean;
  readonly lastUsed: string | null;
}

/** The people to whom an assignment comes, who used it last first; at most `limit`. */
export async function usingHolders(
  executor: Executor,
  id: string,
  { operations }: Pick<Reviewing, 'operations'>,
  limit: number,
): Promise<UsingHolder[]> {
  return executor.execute<UsingHolder & Record<string, unknown>>(sql`
    with ${holdersOf(sql`${id}::uuid`, operations)}, last as materialized (
      select u.user_id, max(u.day) as day from used u group by 1
    )
    select u.name, u.is_active as "isActive", to_char(l.day, 'YYYY-MM-DD') as "lastUsed"
    from holders h join users u on u.id = h.user_id left join last l on l.user_id = h.user_id
    order by l.day desc nulls last, u.name_key limit ${limit}`);
}

interface Keeping {
  readonly at: Date;
  readonly until: Date;
  readonly by: { readonly id: string | null; readonly name: string };
}

/** Notes that an assignment is kept, in place of what was noted before; false when it is gone. */
export async function noteKept(tx: Transaction, id: string, { at, until, by }: Keeping): Promise<boolean> {
  const noted = await tx.execute(sql`
    insert into kept_assignments as k (assignment_id, kept_at, kept_by_id, kept_by_name, kept_until)
    select a.id, ${at.toISOString()}::timestamptz, ${by.id}::uuid, ${by.name}, ${until.toISOString()}::timestamptz
    from role_assignments a where a.id = ${id}::uuid for key share
    on conflict (assignment_id) do update set kept_at = excluded.kept_at, kept_by_id = excluded.kept_by_id,
      kept_by_name = excluded.kept_by_name, kept_until = excluded.kept_until
    returning k.assignment_id`);
  return noted.length > 0;
}
