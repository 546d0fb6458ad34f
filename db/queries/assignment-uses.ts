import { type SQL, sql } from 'drizzle-orm';
import type { Bookkeeper } from '../client';
import type { PowerTransaction } from './administrators';
import { dayIn, hitsOf, isWord, type ReviewedOperations, scopedRoles } from './review-parts';

/**
 * Common tables that end in `last`: on which day the holders of assignments last used one of their words, by the uses that
 * the table `uses` has. Holders are people one by one, those of teams since they joined; `whose` names the people, or the
 * assignments, that are looked at. Roles of models are not reviewed.
 */
const lastOf = (
  whose: { readonly people: SQL } | { readonly roleId: string },
  uses: SQL,
  operations: ReviewedOperations,
): SQL => {
  const meant = (user: SQL) =>
    'people' in whose ? sql`${user} in (${whose.people})` : sql`a.role_id = ${whose.roleId}::uuid`;
  return sql`
    held as materialized (
      select a.id, a.role_id, a.project_id, a.user_id, ${dayIn(sql`a.created_at`)} as since
      from role_assignments a where not a.is_of_model and a.user_id is not null and ${meant(sql`a.user_id`)}
      union all
      select a.id, a.role_id, a.project_id, m.user_id, greatest(${dayIn(sql`a.created_at`)}, ${dayIn(sql`m.created_at`)})
      from team_memberships m join role_assignments a on a.team_id = m.team_id
      where not a.is_of_model and ${meant(sql`m.user_id`)}
    ), ${scopedRoles(operations)}, hits as materialized (${hitsOf(sql`held`, uses, sql`l.user_id = h.user_id`)}
    ), last as materialized (
      select h.id, max(h.day) as day from hits h
      join role_permissions p on p.role_id = h.role_id and p.operation = h.operation and p.type = h.type
      where ${isWord(sql`h.place`, operations)}
      group by h.id
    )`;
};

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
  , ${lastOf({ people: sql`select g.user_id from given g` }, sql`given`, operations)} ${noteLast}`;

/**
 * Notes what the holders of a role have used already of the words that it has now. Without it a role that takes over a
 * word that they use would be called unused until they use it again.
 */
export async function noteUsesOfRole(
  tx: PowerTransaction,
  roleId: string,
  operations: ReviewedOperations,
): Promise<void> {
  await tx.execute(sql`with ${lastOf({ roleId }, sql`last_permission_uses`, operations)} ${noteLast}`);
}

/** Removes what was noted before a day, and of assignments that are gone. */
export async function dropAssignmentUses(executor: Bookkeeper, day: string): Promise<void> {
  await executor.execute(sql`delete from assignment_uses u
    where u.day < ${day}::date or not exists (select 1 from role_assignments a where a.id = u.assignment_id)`);
}
