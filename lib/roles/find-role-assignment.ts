import { findSameAssignment } from '@/db/queries/assignments';
import { authorizeOpenly } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { nameUser } from '@/lib/people/resolve-user';
import { resolveProject } from '@/lib/projects/resolve-project';
import { resolveTeam } from '@/lib/teams/resolve-team';
import type { AssignRole } from './assign-role';
import { resolveRole } from './resolve-role';

/** Row id of the assignment of a role to a user or team, everywhere or in exactly this project. `not_found` when none. */
export async function findRoleAssignment(ctx: Ctx, input: Omit<AssignRole, 'expiresAt'>): Promise<string> {
  const project = input.project == null ? null : await resolveProject(ctx, input.project);
  const projectId = project?.id ?? null;
  await authorizeOpenly(ctx, { operation: 'role_assignment', type: 'delete', projectId });
  const role = await resolveRole(ctx, input.role);
  const user = input.user == null ? null : await nameUser(ctx, input.user);
  const team = input.team == null ? null : await resolveTeam(ctx, input.team);
  const ends = { roleId: role.id, userId: user?.id ?? null, teamId: team?.id ?? null, projectId };
  const found = await findSameAssignment(ctx.db, ends);
  if (found !== null) return found.id;
  const who = user === null ? `team ${team?.name}` : `user ${user.name}`;
  const where = project === null ? 'everywhere' : `in project ${project.name}`;
  throw new DomainError('not_found', `Role ${role.name} is not assigned to ${who} ${where}.`);
}
