import { type SQL, sql } from 'drizzle-orm';
import type { Bookkeeper } from '../client';
import type { PowerTransaction } from './administrators';
import { dayIn, hitsOf, isWord, type ReviewedOperations, scopedRoles } from './review-parts';

/**
 * Common tables that end in `last`: on which day assignments were last used by the rows of the table `uses`, those of teams
 * by what their members did since they joined. Of each team what it did is taken together first: one line for each member
 * and assignment were 33,000 in a busy minute of 1,000 people. Roles of models are not reviewed; what is noted for the newest
 * of these days is not looked at again.
 */
const lastOf = (uses: SQL, meant: SQL, operations: ReviewedOperations): SQL => sql`
  team_uses as materialized (
    select m.team_id, g.operation, g.type, g.project_id, max(g.day) as day from ${uses} g
    join team_memberships m on m.user_id = g.user_id and g.day >= ${dayIn(sql`m.created_at`)}
    group by 1, 2, 3, 4
  ), held as materialized (
    select a.id, a.role_id, a.user_id, a.team_id, a.project_id, ${dayIn(sql`a.created_at`)} as since
    from role_assignments a left join assignment_uses k on k.assignment_id = a.id
    where not a.is_of_model and ${meant} and (k.day is null or k.day < (select max(g.day) from ${uses} g))
  ), ${scopedRoles(operations)}, hits as materialized (
    ${hitsOf(sql`held`, uses, sql`l.user_id = h.user_id`)}
    union all ${hitsOf(sql`held`, sql`team_uses`, sql`l.team_id = h.team_id`)}
  ), last as materialized (
    select h.id, max(h.day) as day from hits h
    join role_permissions p on p.role_id = h.role_id and p.operation = h.operation and p.type = h.type
    where ${isWord(sql`h.place`, operations)}
    group by h.id
  )`;

/**
 * Notes the days of `last`, never an earlier one than is noted, in the order of the keys. What is noted is not touched
 * again: once a day for each assignment that is used.
 */
const noteLast = sql`
  insert into assignment_uses (assignment_id, day)
  select l.id, l.day from last l left join assignment_uses k on k.assignment_id = l.id
  where k.day is null or k.day < l.day order by l.id
  on conflict (assignment_id) do update set day = excluded.day where assignment_uses.day < excluded.day`;

/** The end of a statement whose common table `given` has uses: notes the assignments that count them as used. */
export const noteGivenUses = (operations: ReviewedOperations): SQL => sql`
  , ${lastOf(
    sql`given`,
    sql`(a.user_id in (select g.user_id from given g) or a.team_id in (select u.team_id from team_uses u))`,
    operations,
  )} ${noteLast}`;

/**
 * Notes what the holders of a role have used already of the words that it has now. Without it a role that takes over a
 * word that they use would be called unused until they use it again.
 */
export async function noteUsesOfRole(
  tx: PowerTransaction,
  roleId: string,
  operations: ReviewedOperations,
): Promise<void> {
  await tx.execute(sql`
    with holders as materialized (
      select a.user_id from role_assignments a where a.role_id = ${roleId}::uuid and a.user_id is not null
      union select m.user_id from role_assignments a join team_memberships m on m.team_id = a.team_id
        where a.role_id = ${roleId}::uuid
    ), done as materialized (
      select l.* from last_permission_uses l where l.user_id in (select user_id from holders)
    ), ${lastOf(sql`done`, sql`a.role_id = ${roleId}::uuid`, operations)} ${noteLast}`);
}

/** Removes what was noted before a day, and of assignments that are gone. */
export async function dropAssignmentUses(executor: Bookkeeper, day: string): Promise<void> {
  await executor.execute(sql`delete from assignment_uses u
    where u.day < ${day}::date or not exists (select 1 from role_assignments a where a.id = u.assignment_id)`);
}
