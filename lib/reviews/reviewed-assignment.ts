import type { ReviewRow, ReviewState } from '@/db/queries/review-lists';
import type { UseOfAssignment } from '@/db/queries/reviews';
import type { Assignment } from '@/lib/roles/assignment';

/** Days without a use after which an assignment counts as unused, and for which one that is kept is not asked for again. */
export const REVIEW_DAYS = 90;
const DAY_MS = 86_400_000;

/** The day in UTC of an instant, as `2027-05-31`. */
export const dayAt = (at: Date): string => at.toISOString().slice(0, 10);

/** The first day whose uses count for what is used now. */
export const usedSinceDay = (now: Date): string => dayAt(new Date(now.getTime() - REVIEW_DAYS * DAY_MS));

/** Until when one that is kept now is not asked for again. */
export const keptUntil = (now: Date): Date => new Date(now.getTime() + REVIEW_DAYS * DAY_MS);

/** The first day on which something can be called unused that was given, or is counted, since a day. */
export const reviewableFrom = (day: string): string =>
  dayAt(new Date(Date.parse(day) + REVIEW_DAYS * DAY_MS));

/** An assignment in force, and what was used of it. Days in UTC as `2027-05-31`, instants in UTC. */
export interface ReviewedAssignment extends Omit<Assignment, 'createdById'> {
  /**
   * `used`: in the last {@link REVIEW_DAYS} days. `young`: given, or counted, for less than that, and not used. `kept`:
   * unused, and kept by somebody. `unused`: none of this.
   */
  readonly state: ReviewState;
  /** By who held it then, of what its role permitted then; null: never. */
  readonly lastUsed: string | null;
  /** The first day on which it could be called unused, had nobody used it. */
  readonly unusedFrom: string;
  /** How many of its permissions count where it is assigned, and how many were used in the last {@link REVIEW_DAYS} days. */
  readonly permissions: number;
  readonly usedPermissions: number;
  /** How many people hold it through the team, and how many of them used it in that time; null where one person holds it. */
  readonly members: { readonly all: number; readonly used: number } | null;
  /** Who last said that it stays; null where nobody did. */
  readonly kept: { readonly at: Date; readonly by: string; readonly until: Date } | null;
}

export function presentReviewed(
  row: ReviewRow,
  use: UseOfAssignment | undefined,
  countedSince: string,
): ReviewedAssignment {
  const { keptAt, keptByName, keptUntil: until } = row;
  const given = dayAt(new Date(row.createdAt));
  return {
    id: row.id,
    roleId: row.roleId,
    role: row.roleName,
    roleOrigin: row.roleOrigin,
    userId: row.userId,
    user: row.userName,
    userKind: row.userKind,
    teamId: row.teamId,
    team: row.teamName,
    projectId: row.projectId,
    project: row.projectName,
    createdAt: new Date(row.createdAt),
    createdBy: row.createdByName,
    expiresAt: row.expiresAt === null ? null : new Date(row.expiresAt),
    state: row.state,
    lastUsed: row.lastUsed,
    unusedFrom: reviewableFrom(given > countedSince ? given : countedSince),
    permissions: use?.permissions ?? 0,
    usedPermissions: use?.used ?? 0,
    members: row.teamId === null ? null : { all: use?.holders ?? 0, used: use?.users ?? 0 },
    kept:
      keptAt === null || keptByName === null || until === null
        ? null
        : { at: new Date(keptAt), by: keptByName, until: new Date(until) },
  };
}
