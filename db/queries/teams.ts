import { and, asc, count, eq, isNull, type SQL, sql } from 'drizzle-orm';
import type { Executor } from '../client';
import { roleAssignments, teamMemberships, teams, users } from '../schema';
import type { PowerTransaction } from './administrators';
import { COUNT_CAP, containing, findable, type Keyset, keysetPage } from './keyset';
import { type OwnScope, withinOwnScope } from './scope';
import type { UserRow } from './users';

export type TeamRow = typeof teams.$inferSelect;

/** The team of this name, written exactly so, or null. */
export async function findTeam(executor: Executor, name: string): Promise<TeamRow | null> {
  const [row] = await executor
    .select()
    .from(teams)
    .where(and(eq(teams.name, findable(name)), isNull(teams.deletedAt)));
  return row ?? null;
}

/** Inserts, or null when the name is taken. */
export async function insertTeam(
  tx: PowerTransaction,
  row: typeof teams.$inferInsert,
): Promise<TeamRow | null> {
  const [made] = await tx.insert(teams).values(row).onConflictDoNothing().returning();
  return made ?? null;
}

/** Changes a living team; null when it is gone by now. Breaks `teams_name_key` when the name is taken. */
export async function updateTeamRow(
  tx: PowerTransaction,
  id: string,
  change: Partial<typeof teams.$inferInsert>,
): Promise<TeamRow | null> {
  const [row] = await tx
    .update(teams)
    .set(change)
    .where(and(eq(teams.id, id), isNull(teams.deletedAt)))
    .returning();
  return row ?? null;
}

/** Names of a team's members, in order. */
export async function membersOf(
  executor: Executor,
  teamId: string,
): Promise<{ id: string; name: string; kind: UserRow['kind']; isActive: boolean; isLead: boolean }[]> {
  return executor
    .select({
      id: users.id,
      name: users.name,
      kind: users.kind,
      isActive: users.isActive,
      isLead: teamMemberships.isLead,
    })
    .from(teamMemberships)
    .innerJoin(users, and(eq(users.id, teamMemberships.userId), isNull(users.deletedAt)))
    .where(eq(teamMemberships.teamId, teamId))
    .orderBy(asc(users.nameKey));
}

/** People in a team, by name. */
export async function memberRowsOf(executor: Executor, teamId: string): Promise<UserRow[]> {
  const rows = await executor
    .select({ user: users })
    .from(teamMemberships)
    .innerJoin(users, and(eq(users.id, teamMemberships.userId), isNull(users.deletedAt)))
    .where(eq(teamMemberships.teamId, teamId))
    .orderBy(asc(users.nameKey));
  return rows.map(({ user }) => user);
}

export async function isMember(executor: Executor, teamId: string, userId: string): Promise<boolean> {
  const rows = await executor
    .select({ teamId: teamMemberships.teamId })
    .from(teamMemberships)
    .where(and(eq(teamMemberships.teamId, teamId), eq(teamMemberships.userId, userId)));
  return rows.length > 0;
}

/** Whether somebody leads a team; null when they are not in it. */
export async function isLead(executor: Executor, teamId: string, userId: string): Promise<boolean | null> {
  const [row] = await executor
    .select({ isLead: teamMemberships.isLead })
    .from(teamMemberships)
    .where(and(eq(teamMemberships.teamId, teamId), eq(teamMemberships.userId, userId)));
  return row?.isLead ?? null;
}

/** Row ids of the teams that somebody leads. */
export async function teamsLedBy(executor: Executor, userId: string): Promise<string[]> {
  const rows = await executor
    .select({ id: teamMemberships.teamId })
    .from(teamMemberships)
    .where(and(eq(teamMemberships.userId, userId), eq(teamMemberships.isLead, true)));
  return rows.map(({ id }) => id);
}

export async function setLead(
  tx: PowerTransaction,
  teamId: string,
  userId: string,
  leads: boolean,
): Promise<void> {
  await tx
    .update(teamMemberships)
    .set({ isLead: leads })
    .where(and(eq(teamMemberships.teamId, teamId), eq(teamMemberships.userId, userId)));
}

/** False when the person was a member already. */
export async function insertMembership(
  tx: PowerTransaction,
  row: typeof teamMemberships.$inferInsert,
): Promise<boolean> {
  const made = await tx
    .insert(teamMemberships)
    .values(row)
    .onConflictDoNothing()
    .returning({ teamId: teamMemberships.teamId });
  return made.length > 0;
}

/** False when the person was no member. */
export async function deleteMembership(
  tx: PowerTransaction,
  teamId: string,
  userId: string,
): Promise<boolean> {
  const gone = await tx
    .delete(teamMemberships)
    .where(and(eq(teamMemberships.teamId, teamId), eq(teamMemberships.userId, userId)))
    .returning({ teamId: teamMemberships.teamId });
  return gone.length > 0;
}

/** What goes with a team: memberships and assignments. */
export async function countsOfTeam(
  executor: Executor,
  teamId: string,
): Promise<{ members: number; assignments: number }> {
  const [m] = await executor
    .select({ n: count() })
    .from(teamMemberships)
    .where(eq(teamMemberships.teamId, teamId));
  const [a] = await executor
    .select({ n: count() })
    .from(roleAssignments)
    .where(eq(roleAssignments.teamId, teamId));
  return { members: m?.n ?? 0, assignments: a?.n ?? 0 };
}

/** Ends a team's memberships and assignments; nothing is handed on. */
export async function dropTeamTies(tx: PowerTransaction, teamId: string): Promise<void> {
  await tx.delete(roleAssignments).where(eq(roleAssignments.teamId, teamId));
  await tx.delete(teamMemberships).where(eq(teamMemberships.teamId, teamId));
}

/** A person's own teams; through a token of one project those that hold something there or everywhere. */
function ownTeams(own: OwnScope): SQL {
  const holds = sql`exists (select 1 from role_assignments a
    where a.team_id = ${teams.id} and ${withinOwnScope(own, sql`a.project_id`)})`;
  return sql`(${teams.id} in (select m.team_id from team_memberships m where m.user_id = ${own.userId}::uuid)
    and ${own.onlyProjectId === null ? sql`true` : holds})`;
}

/** Whether a team is one of the reader's own. */
export async function isOwnTeam(executor: Executor, teamId: string, own: OwnScope): Promise<boolean> {
  const rows = await executor
    .select({ id: teams.id })
    .from(teams)
    .where(and(eq(teams.id, teamId), ownTeams(own)));
  return rows.length > 0;
}

interface ListQuery {
  /** Only the reader's own, or all when null. */
  readonly own: OwnScope | null;
  /** Only teams of this person, or all when null. */
  readonly memberId: string | null;
  readonly search: string | null;
}

function listed({ own, memberId, search }: ListQuery): SQL | undefined {
  return and(
    isNull(teams.deletedAt),
    own === null ? undefined : ownTeams(own),
    memberId === null
      ? undefined
      : sql`${teams.id} in (select m.team_id from team_memberships m where m.user_id = ${memberId}::uuid)`,
    search === null ? undefined : sql`${teams.name} ilike ${containing(search)}`,
  );
}

/** One more than `limit` rows of a page, by name. */
export async function listTeamRows(
  executor: Executor,
  query: ListQuery & { keyset: Keyset | null; limit: number },
): Promise<(TeamRow & { members: number })[]> {
  const page = keysetPage(
    [
      { column: teams.nameKey, type: 'text' },
      { column: teams.id, type: 'id' },
    ],
    false,
    query.keyset,
  );
  const rows = await executor
    .select({
      team: teams,
      members: sql<string>`(select count(*) from team_memberships m where m.team_id = ${teams}.id)`,
    })
    .from(teams)
    .where(and(listed(query), page.where))
    .orderBy(page.orderBy)
    .limit(query.limit + 1);
  return rows.map((row) => ({ ...row.team, members: Number(row.members) }));
}

/** How many a list holds, to one more than the cap. */
export async function countTeams(executor: Executor, query: ListQuery): Promise<number> {
  const some = executor
    .select({ one: sql`1` })
    .from(teams)
    .where(listed(query))
    .limit(COUNT_CAP + 1)
    .as('some');
  const [row] = await executor.select({ n: count() }).from(some);
  return row?.n ?? 0;
}
