import { and, count, eq, inArray, isNotNull, isNull, lte, type SQL, sql } from 'drizzle-orm';
import type { Executor } from '../client';
import {
  type INVITATION_ENDS,
  invitationRoles,
  invitations,
  invitationTeams,
  projects,
  roles,
  teams,
  users,
} from '../schema';
import type { PowerTransaction } from './administrators';
import { COUNT_CAP, containing, type Keyset, keysetPage } from './keyset';

export type InvitationRow = typeof invitations.$inferSelect;

/** A team that an invitation offers. Of one that is gone, the name that it had. */
export interface OfferedTeam {
  readonly invitationId: string;
  readonly teamId: string;
  readonly name: string;
  readonly isThere: boolean;
  readonly isGiven: boolean | null;
}

/** A role that an invitation offers, as {@link OfferedTeam}; its project, or everywhere when null. */
export interface OfferedRole {
  readonly invitationId: string;
  readonly id: string;
  readonly roleId: string;
  readonly name: string;
  readonly projectId: string | null;
  readonly projectName: string | null;
  readonly until: Date | null;
  /** Whether the role and its project are there. */
  readonly isThere: boolean;
  readonly isGiven: boolean | null;
}

export interface Offered {
  readonly teams: readonly OfferedTeam[];
  readonly roles: readonly OfferedRole[];
}

type NewOffered = {
  readonly teams: readonly string[];
  readonly roles: readonly Pick<
    typeof invitationRoles.$inferInsert,
    'id' | 'roleId' | 'projectId' | 'until'
  >[];
};

/** Inserts with all that is offered, or null when an open invitation is for this name. */
export async function insertInvitation(
  tx: PowerTransaction,
  row: typeof invitations.$inferInsert,
  offered: NewOffered,
): Promise<InvitationRow | null> {
  const [made] = await tx.insert(invitations).values(row).onConflictDoNothing().returning();
  if (made === undefined) return null;
  if (offered.teams.length > 0)
    await tx
      .insert(invitationTeams)
      .values(offered.teams.map((teamId) => ({ invitationId: made.id, teamId })));
  if (offered.roles.length > 0)
    await tx
      .insert(invitationRoles)
      .values(offered.roles.map((role) => ({ ...role, invitationId: made.id })));
  return made;
}

/** Ends those whose time is over, so that their names are free again. */
export async function endExpiredInvitations(tx: PowerTransaction, now: Date): Promise<void> {
  await tx
    .update(invitations)
    .set({ ended: 'expired', endedAt: sql`${invitations.expiresAt}` })
    .where(and(isNull(invitations.endedAt), lte(invitations.expiresAt, now)));
}

/** Ends everything open that somebody has made; returns how many. What is over by the clock has ended already. */
export async function endInvitationsOf(tx: PowerTransaction, inviterId: string, now: Date): Promise<number> {
  await endExpiredInvitations(tx, now);
  const rows = await tx
    .update(invitations)
    .set({ ended: 'inviter_gone', endedAt: now })
    .where(and(isNull(invitations.endedAt), eq(invitations.createdById, inviterId)))
    .returning({ id: invitations.id });
  return rows.length;
}

/** Ends an open one; false when it had ended. */
export async function endInvitation(
  tx: PowerTransaction,
  id: string,
  end: {
    readonly ended: (typeof INVITATION_ENDS)[number];
    readonly endedAt: Date;
    readonly endedByName?: string;
    readonly userId?: string;
  },
): Promise<boolean> {
  const rows = await tx
    .update(invitations)
    .set(end)
    .where(and(eq(invitations.id, id), isNull(invitations.endedAt)))
    .returning({ id: invitations.id });
  return rows.length > 0;
}

/** Notes of each thing offered whether it was given. */
export async function noteGiven(
  tx: PowerTransaction,
  invitationId: string,
  given: { readonly teams: readonly string[]; readonly roles: readonly string[] },
): Promise<void> {
  const among = (column: SQL, ids: readonly string[]): SQL =>
    ids.length === 0 ? sql`false` : inArray(column, [...ids]);
  await tx
    .update(invitationTeams)
    .set({ isGiven: among(sql`${invitationTeams.teamId}`, given.teams) })
    .where(eq(invitationTeams.invitationId, invitationId));
  await tx
    .update(invitationRoles)
    .set({ isGiven: among(sql`${invitationRoles.id}`, given.roles) })
    .where(eq(invitationRoles.invitationId, invitationId));
}

export async function findInvitationByHash(
  executor: Executor,
  tokenHash: Buffer,
): Promise<InvitationRow | null> {
  const [row] = await executor.select().from(invitations).where(eq(invitations.tokenHash, tokenHash));
  return row ?? null;
}

export async function findInvitation(executor: Executor, id: string): Promise<InvitationRow | null> {
  const [row] = await executor.select().from(invitations).where(eq(invitations.id, id));
  return row ?? null;
}

/** The one that an account was made of, or null. */
export async function findInvitationOfUser(
  executor: Executor,
  userId: string,
): Promise<InvitationRow | null> {
  const [row] = await executor.select().from(invitations).where(eq(invitations.userId, userId));
  return row ?? null;
}

/** What these invitations offer, by name. */
export async function offeredBy(executor: Executor, ids: readonly string[]): Promise<Offered> {
  if (ids.length === 0) return { teams: [], roles: [] };
  const offeredTeams = await executor
    .select({
      invitationId: invitationTeams.invitationId,
      teamId: teams.id,
      name: teams.name,
      deletedAt: teams.deletedAt,
      isGiven: invitationTeams.isGiven,
    })
    .from(invitationTeams)
    .innerJoin(teams, eq(teams.id, invitationTeams.teamId))
    .where(inArray(invitationTeams.invitationId, [...ids]))
    .orderBy(teams.nameKey);
  const offeredRoles = await executor
    .select({
      invitationId: invitationRoles.invitationId,
      id: invitationRoles.id,
      roleId: roles.id,
      name: roles.name,
      roleDeletedAt: roles.deletedAt,
      projectId: invitationRoles.projectId,
      projectName: projects.name,
      projectDeletedAt: projects.deletedAt,
      until: invitationRoles.until,
      isGiven: invitationRoles.isGiven,
    })
    .from(invitationRoles)
    .innerJoin(roles, eq(roles.id, invitationRoles.roleId))
    .leftJoin(projects, eq(projects.id, invitationRoles.projectId))
    .where(inArray(invitationRoles.invitationId, [...ids]))
    .orderBy(roles.nameKey, projects.nameKey, invitationRoles.id);
  return {
    teams: offeredTeams.map(({ deletedAt, ...team }) => ({ ...team, isThere: deletedAt === null })),
    roles: offeredRoles.map(({ roleDeletedAt, projectDeletedAt, ...role }) => ({
      ...role,
      isThere: roleDeletedAt === null && projectDeletedAt === null,
    })),
  };
}

/** In which state: open, or ended in this way. */
export type InvitationState = 'open' | (typeof INVITATION_ENDS)[number];

interface InvitationQuery {
  readonly state: InvitationState | null;
  /** Part of the name of the account to be, or of who invites. */
  readonly search: string | null;
  readonly now: Date;
}

/** One whose time is over counts as ended before anything has noted that. */
function listed({ state, search, now }: InvitationQuery): SQL | undefined {
  const isOver = lte(invitations.expiresAt, now);
  const isOpen = and(isNull(invitations.endedAt), sql`not (${isOver})`);
  const inState =
    state === null
      ? undefined
      : state === 'open'
        ? isOpen
        : state === 'expired'
          ? sql`(${eq(invitations.ended, 'expired')} or (${isNull(invitations.endedAt)} and ${isOver}))`
          : and(isNotNull(invitations.endedAt), eq(invitations.ended, state));
  const pattern = search === null ? null : containing(search);
  return and(
    inState,
    pattern === null
      ? undefined
      : sql`(${invitations.name} ilike ${pattern} or ${invitations.createdByName} ilike ${pattern})`,
  );
}

/** One more than `limit` rows of a page, newest first, each with the present name of the account that was made. */
export async function listInvitationRows(
  executor: Executor,
  query: InvitationQuery & { readonly keyset: Keyset | null; readonly limit: number },
): Promise<{ row: InvitationRow; userName: string | null }[]> {
  const page = keysetPage(
    [
      { column: invitations.createdAt, type: 'instant' },
      { column: invitations.id, type: 'id' },
    ],
    true,
    query.keyset,
  );
  return executor
    .select({ row: invitations, userName: users.name })
    .from(invitations)
    .leftJoin(users, and(eq(users.id, invitations.userId), isNull(users.deletedAt)))
    .where(and(listed(query), page.where))
    .orderBy(page.orderBy)
    .limit(query.limit + 1);
}

/** How many a list holds, to one more than the cap. */
export async function countInvitations(executor: Executor, query: InvitationQuery): Promise<number> {
  const some = executor
    .select({ one: sql`1` })
    .from(invitations)
    .where(listed(query))
    .limit(COUNT_CAP + 1)
    .as('some');
  const [row] = await executor.select({ n: count() }).from(some);
  return row?.n ?? 0;
}
