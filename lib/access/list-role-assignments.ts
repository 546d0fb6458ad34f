import { countAssignments, listAssignmentRows } from '@/db/queries/assignments';
import type { Ctx } from '@/lib/core/ctx';
import { openPosition, type Page, type Position, pageLimit, pageOf } from '@/lib/core/cursor';
import { type Assignment, presentAssignment } from './assignment';
import { ownScope, readScope } from './authorize';
import { resolveProject } from './resolve-project';
import { resolveRole } from './resolve-role';
import { resolveTeam } from './resolve-team';
import { resolveUser } from './resolve-user';

export interface ListRoleAssignments {
  readonly role?: string;
  readonly user?: string;
  readonly team?: string;
  /** Those in this project; null: those that hold everywhere. */
  readonly project?: string | null;
  /** Those in this project and those that hold everywhere: all that apply there. */
  readonly appliesIn?: string;
  readonly after?: Position;
  readonly limit?: number;
}

/**
 * One page of assignments, newest first: all, or those of the projects that the actor administers, and one's own
 * (direct and through teams) in any case. Those that come with models are left out.
 */
export async function listRoleAssignments(ctx: Ctx, input: ListRoleAssignments): Promise<Page<Assignment>> {
  const scope = await readScope(ctx, 'role_assignment');
  const project = input.project == null ? null : await resolveProject(ctx, input.project);
  const filter = {
    projectIds: scope.all ? null : scope.projectIds,
    own: ownScope(ctx),
    roleId: input.role === undefined ? null : (await resolveRole(ctx, input.role)).id,
    userId: input.user === undefined ? null : (await resolveUser(ctx, input.user)).id,
    teamId: input.team === undefined ? null : (await resolveTeam(ctx, input.team)).id,
    projectId: input.project === null ? ('store' as const) : (project?.id ?? null),
    appliesIn: input.appliesIn === undefined ? null : (await resolveProject(ctx, input.appliesIn)).id,
  };
  const limit = pageLimit(input.limit);
  const { roleId, userId, teamId, projectId, appliesIn } = filter;
  const listing = { list: 'role_assignments', filter: { roleId, userId, teamId, projectId, appliesIn } };
  const keyset = openPosition(ctx, listing, input.after);
  const rows = await listAssignmentRows(ctx.db, filter, { keyset, limit });
  const count = await countAssignments(ctx.db, filter);
  return pageOf(
    ctx,
    listing,
    { keyset, limit, count },
    rows,
    ({ assignment }) => [assignment.createdAt.toISOString(), assignment.id],
    presentAssignment,
  );
}
