import { type SQL, sql } from 'drizzle-orm';

/** Where uses count for an assignment on a project: in it, or, for what any such assignment reads of it, in the store. */
export interface ReviewedOperations {
  readonly inProjects: readonly string[];
  readonly ofStore: readonly string[];
}

/** The day in UTC of an instant. */
export const dayIn = (column: SQL): SQL => sql`(${column} at time zone 'UTC')::date`;

const wordsIn = (all: readonly string[]): SQL =>
  sql`(${sql.join(
    all.map((one) => sql`${one}`),
    sql`, `,
  )})`;
/** Row ids, for `in`. */
export const idsIn = (all: readonly string[]): SQL =>
  sql`(select value::uuid from json_array_elements_text(${JSON.stringify(all)}::json))`;

/** Roles that say anything that counts in projects: a common table of each query here. */
export const scopedRoles = ({ inProjects }: ReviewedOperations): SQL => sql`
  scoped as materialized (select distinct role_id from role_permissions where operation in ${wordsIn(inProjects)})`;

/**
 * Whether a use at a place of this kind is one of the role's words: everywhere any of them, wherever it was used. On a
 * project those that count in projects, used there; of a role that says none, what it reads of the store.
 */
export const isWord = (place: SQL, { inProjects, ofStore }: ReviewedOperations): SQL => sql`
  (${place} = 'any' or (${place} = 'project' and p.operation in ${wordsIn(inProjects)})
    or (${place} = 'store' and p.type = 'read' and p.operation in ${wordsIn(ofStore)}))`;

/**
 * Uses by holders at the place of what they hold, each with the kind of place. Three arms, each joined by equal values
 * and before any word is looked at: left to choose, a plan joined uses with the words of all roles first (16 million rows
 * of 5,000 assignments, 50 s).
 */
export const hitsOf = (held: SQL, uses: SQL, on: SQL): SQL => {
  const arm = (place: 'any' | 'project' | 'store', of: SQL) => sql`
    select h.id, h.user_id, h.role_id, ${sql.raw(`'${place}'`)}::text as place, l.operation, l.type, l.project_id, l.day
    from ${held} h join ${uses} l on ${on} and l.day >= h.since and ${of}`;
  return sql`${arm('any', sql`h.project_id is null`)}
    union all ${arm('project', sql`l.project_id = h.project_id`)}
    union all ${arm(
      'store',
      sql`h.project_id is not null and l.project_id is null
      and h.role_id not in (select role_id from scoped)`,
    )}`;
};
