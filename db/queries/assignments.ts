import { and, count, eq, isNull, lt, ne, or, type SQL, sql } from 'drizzle-orm';
import type { Executor } from '../client';
import { projects, type ROLE_ORIGINS, roleAssignments, roles, teams, users } from '../schema';
import type { PowerTransaction } from './administrators';
import { COUNT_CAP, containing, type Keyset, keysetPage } from './keyset';
import { type OwnScope, withinOwnScope } from './scope';

export type AssignmentRow = typeof roleAssignments.$inferSelect;

/** An assignment with the names that people know its ends by. */
export interface NamedAssignment {
  readonly assignment: AssignmentRow;
  readonly roleName: string;
  readonly roleOrigin: (typeof ROLE_ORIGINS)[number];
  readonly userName: string | null;
  readonly userKind: 'person' | 'service' | null;
  readonly teamName: string | null;
  readonly projectName: string | null;
}

type Ends = Pick<AssignmentRow, 'roleId' | 'userId' | 'teamId' | 'projectId'>;

/** Inserts, or null when the same assignment is there already. */
export async function insertAssignment(
  tx: PowerTransaction,
  row: typeof roleAssignments.$inferInsert,
): Promise<AssignmentRow | null> {
  const [made] = await tx.insert(roleAssignments).values(row).onConflictDoNothing().returning();
  return made ?? null;
}

/** The assignment of exactly these ends, or null. */
export async function findSameAssignment(executor: Executor, ends: Ends): Promise<AssignmentRow | null> {
  const { userId, teamId, projectId } = ends;
  const [row] = await executor
    .select()
    .from(roleAssignments)
    .where(
      and(
        eq(roleAssignments.roleId, ends.roleId),
        userId === null ? isNull(roleAssignments.userId) : eq(roleAssignments.userId, userId),
        teamId === null ? isNull(roleAssignments.teamId) : eq(roleAssignments.teamId, teamId),
        projectId === null ? isNull(roleAssignments.projectId) : eq(roleAssignments.projectId, projectId),
      ),
    );
  return row ?? null;
}

export async function setAssignmentEnd(
  tx: PowerTransaction,
  id: string,
  expiresAt: Date | null,
): Promise<void> {
  await tx.update(roleAssignments).set({ expiresAt }).where(eq(roleAssignments.id, id));
}

/** False when it was gone already. */
export async function deleteAssignment(tx: PowerTransaction, id: string): Promise<boolean> {
  const gone = await tx
    .delete(roleAssignments)
    .where(eq(roleAssignments.id, id))
    .returning({ id: roleAssignments.id });
  return gone.length > 0;
}

function named(executor: Executor) {
  return executor
    .select({
      assignment: roleAssignments,
      roleName: roles.name,
      roleOrigin: roles.origin,
      userName: users.name,
      userKind: users.kind,
      teamName: teams.name,
      projectName: projects.name,
    })
    .from(roleAssignments)
    .innerJoin(roles, and(eq(roles.id, roleAssignments.roleId), isNull(roles.deletedAt)))
    .leftJoin(users, eq(users.id, roleAssignments.userId))
    .leftJoin(teams, eq(teams.id, roleAssignments.teamId))
    .leftJoin(projects, eq(projects.id, roleAssignments.projectId));
}

export async function findAssignment(executor: Executor, id: string): Promise<NamedAssignment | null> {
  const [row] = await named(executor).where(eq(roleAssignments.id, id));
  return row ?? null;
}

export interface AssignmentFilter {
  /** Projects whose assignments the reader may see; all, the store's own included, when null. */
  readonly projectIds: readonly string[] | null;
  /** Theirs are seen in any case. */
  readonly own: OwnScope | null;
  readonly roleId: string | null;
  readonly userId: string | null;
  readonly teamId: string | null;
  /** `store`: those that hold everywhere. */
  readonly projectId: string | 'store' | null;
  /** Assignments in this project and those that hold everywhere. */
  readonly appliesIn: string | null;
  /** Part of the name of the person, the team or the role. */
  readonly search: string | null;
  /** Those that end by themselves before this instant, ended ones included. */
  readonly endsBefore: Date | null;
}

/** By subqueries: the count joins neither people nor teams. */
const bearing = (pattern: string): SQL => sql`(${roles.name} ilike ${pattern}
  or ${roleAssignments.userId} in (select id from users where name ilike ${pattern})
  or ${roleAssignments.teamId} in (select id from teams where name ilike ${pattern}))`;

function listed({
  projectIds,
  own,
  roleId,
  userId,
  teamId,
  projectId,
  appliesIn,
  search,
  endsBefore,
}: AssignmentFilter): SQL | undefined {
  const theirs =
    own === null
      ? sql`false`
      : sql`((${roleAssignments.userId} = ${own.userId}::uuid or ${roleAssignments.teamId} in
          (select m.team_id from team_memberships m where m.user_id = ${own.userId}::uuid))
          and ${withinOwnScope(own, roleAssignments.projectId)})`;
  const inProjects =
    projectIds === null || projectIds.length === 0
      ? sql`false`
      : sql`${roleAssignments.projectId} in (${sql.join(
          projectIds.map((id) => sql`${id}::uuid`),
          sql`, `,
        )})`;
  return and(
    ne(roles.origin, 'model'),
    projectIds === null ? undefined : or(inProjects, theirs),
    roleId === null ? undefined : eq(roleAssignments.roleId, roleId),
    userId === null ? undefined : eq(roleAssignments.userId, userId),
    teamId === null ? undefined : eq(roleAssignments.teamId, teamId),
    projectId === null
      ? undefined
      : projectId === 'store'
        ? isNull(roleAssignments.projectId)
        : eq(roleAssignments.projectId, projectId),
    appliesIn === null
      ? undefined
      : or(isNull(roleAssignments.projectId), eq(roleAssignments.projectId, appliesIn)),
    search === null ? undefined : bearing(containing(search)),
    endsBefore === null ? undefined : lt(roleAssignments.expiresAt, endsBefore),
  );
}

/** One more than `limit` rows of a page, newest first. */
export async function listAssignmentRows(
  executor: Executor,
  filter: AssignmentFilter,
  { keyset, limit }: { keyset: Keyset | null; limit: number },
): Promise<NamedAssignment[]> {
  const page = keysetPage(
    [
      { column: roleAssignments.createdAt, type: 'instant' },
      { column: roleAssignments.id, type: 'id' },
    ],
    true,
    keyset,
  );
  return named(executor)
    .where(and(listed(filter), page.where))
    .orderBy(page.orderBy)
    .limit(limit + 1);
}

/** How many a list holds, to one more than the cap. */
export async function countAssignments(executor: Executor, filter: AssignmentFilter): Promise<number> {
  const some = executor
    .select({ one: sql`1` })
    .from(roleAssignments)
    .innerJoin(roles, and(eq(roles.id, roleAssignments.roleId), isNull(roles.deletedAt)))
    .where(listed(filter))
    .limit(COUNT_CAP + 1)
    .as('some');
  const [row] = await executor.select({ n: count() }).from(some);
  return row?.n ?? 0;
}
