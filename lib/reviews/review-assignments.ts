import { type ReviewSort, type ReviewState, reviewRows } from '@/db/queries/review-lists';
import { usesOfAssignments } from '@/db/queries/reviews';
import { countedSince } from '@/db/queries/uses';
import { readScope } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { type Cursor, type Page, pageLimit, pageOf, readCursor } from '@/lib/core/cursor';
import { resolveUser } from '@/lib/people/resolve-user';
import { resolveProject } from '@/lib/projects/resolve-project';
import { resolveRole } from '@/lib/roles/resolve-role';
import { resolveTeam } from '@/lib/teams/resolve-team';
import { REVIEWED_OPERATIONS } from '@/lib/uses/reviewed-operations';
import {
  presentReviewed,
  type ReviewedAssignment,
  reviewableFrom,
  usedSinceDay,
} from './reviewed-assignment';

export interface ReviewAssignments {
  readonly role?: string;
  readonly user?: string;
  readonly team?: string;
  /** Assignments in this project; null: those that hold everywhere. */
  readonly project?: string | null;
  /** Part of the name of the person, the team or the role, in any case. */
  readonly search?: string;
  /** All when absent. */
  readonly state?: ReviewState;
  /** What was not used for longest first (the default; what never was before that), or what was given first. */
  readonly sort?: ReviewSort;
  readonly after?: Cursor;
  readonly limit?: number;
}

export interface AssignmentReview extends Page<ReviewedAssignment> {
  /** The day since which uses are counted, and the first on which that is long enough to call anything unused. */
  readonly countedSince: string;
  readonly unusedFrom: string;
}

/**
 * One page of the assignments in force, with what was used of each: those of whom the actor may read the assignments, all
 * or those on the projects that they administer; else none. Those that come with models are left out.
 */
export async function reviewAssignments(ctx: Ctx, input: ReviewAssignments): Promise<AssignmentReview> {
  const project = input.project == null ? null : await resolveProject(ctx, input.project);
  const scope = await readScope(ctx, 'role_assignment', project?.id ?? null);
  const counted = await countedSince(ctx.db);
  const filter = {
    operations: REVIEWED_OPERATIONS,
    now: ctx.now,
    usedSince: usedSinceDay(ctx.now),
    countedSince: counted,
    projectIds: scope.all ? null : scope.projectIds,
    id: null,
    roleId: input.role === undefined ? null : (await resolveRole(ctx, input.role)).id,
    userId: input.user === undefined ? null : (await resolveUser(ctx, input.user)).id,
    teamId: input.team === undefined ? null : (await resolveTeam(ctx, input.team)).id,
    projectId: input.project === null ? ('store' as const) : (project?.id ?? null),
    search: input.search || null,
    state: input.state ?? null,
  };
  const sort = input.sort ?? 'used';
  const limit = pageLimit(input.limit);
  const { roleId, userId, teamId, projectId, search, state } = filter;
  const listing = {
    list: 'assignment_review',
    filter: { roleId, userId, teamId, projectId, search, state, sort },
  };
  const keyset = readCursor(ctx, listing, input.after);
  const { rows, count } = await reviewRows(ctx.db, filter, { sort, keyset, limit });
  const uses = await usesOfAssignments(
    ctx.db,
    rows.map(({ id }) => id),
    filter,
  );
  const page = pageOf(
    ctx,
    listing,
    { keyset, limit, count },
    rows,
    ({ id, createdAt, lastUsed }) => (sort === 'used' ? [lastUsed ?? '', createdAt, id] : [createdAt, id]),
    (row) => presentReviewed(row, uses.get(row.id), counted),
  );
  return { ...page, countedSince: counted, unusedFrom: reviewableFrom(counted) };
}

/**
 * How many assignments are unused, of those that {@link reviewAssignments} lists. Nothing is while uses are counted for less
 * than 90 days, and then nothing is looked for: the overview asks on each visit.
 */
export async function countUnused(ctx: Ctx): Promise<AssignmentReview['count']> {
  if ((await countedSince(ctx.db)) > usedSinceDay(ctx.now)) return 0;
  return (await reviewAssignments(ctx, { state: 'unused', limit: 1 })).count;
}
