import { countAssignments, listAssignmentRows } from '@/db/queries/assignments';
import { ownScope, readScope } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { type Cursor, type Page, pageLimit, pageOf, readCursor } from '@/lib/core/cursor';
import { resolveUser } from '@/lib/people/resolve-user';
import { resolveProject } from '@/lib/projects/resolve-project';
import { resolveTeam } from '@/lib/teams/resolve-team';
import { type Assignment, presentAssignment } from './assignment';
import { resolveRole } from './resolve-role';

export interface ListRoleAssignments {
  readonly role?: string;
  readonly user?: string;
  readonly team?: string;
  /** Assignments in this project; null: those that hold everywhere. */
  readonly project?: string | null;
  /** Assignments in this project and those that hold everywhere: all that apply there. */
  readonly appliesIn?: string;
  /** Part of the name of the person, the team or the role, in any case. */
  readonly search?: string;
  /** Those that end by themselves before this instant, ended ones included. */
  readonly endsBefore?: Date;
  readonly after?: Cursor;
  readonly limit?: number;
}

/**
 * One page of assignments, newest first: all, or those of the projects that the actor administers, and one's own
 * (direct and through teams) in any case. Those that come with models are left out.
 */
export async function listRoleAssignments(ctx: Ctx, input: ListRoleAssignments): Promise<Page<Assignment>> {
  const project = input.project == null ? null : await resolveProject(ctx, input.project);
  const appliesIn = input.appliesIn === undefined ? null : await resolveProject(ctx, input.appliesIn);
  const scope = await readScope(ctx, 'role_assignment', (project ?? appliesIn)?.id ?? null);
  const filter = {
    projectIds: scope.all ? null : scope.projectIds,
    own: ownScope(ctx),
    roleId: input.role === undefined ? null : (await resolveRole(ctx, input.role)).id,
    userId: input.user === undefined ? null : (await resolveUser(ctx, input.user)).id,
    teamId: input.team === undefined ? null : (await resolveTeam(ctx, input.team)).id,
    projectId: input.project === null ? ('store' as const) : (project?.id ?? null),
    appliesIn: appliesIn?.id ?? null,
    search: input.search || null,
    endsBefore: input.endsBefore ?? null,
  };
  const limit = pageLimit(input.limit);
  const { roleId, userId, teamId, projectId, search } = filter;
  const bound = { roleId, userId, teamId, projectId, appliesIn: filter.appliesIn };
  const ends = input.endsBefore === undefined ? null : 'soon';
  // What older cursors were bound to stays spelled as it was.
  const more = search === null && ends === null ? {} : { search, ends };
  const listing = { list: 'role_assignments', filter: { ...bound, ...more } };
  const keyset = readCursor(ctx, listing, input.after);
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
