import type { ProjectRow } from '@/db/queries/projects';
import { authorizeOpenly } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import type { Operation, PermissionType } from '@/lib/permissions/decide';
import { resolveProject } from '@/lib/projects/resolve-project';

/** People and everything of the store come along, and who ran what is claimed: all of it or none. */
const NEEDS: readonly (readonly [Operation, PermissionType])[] = [
  ['view_as', 'read'],
  ['user', 'create'],
  ['team', 'create'],
  ['team', 'update'],
  ['project', 'create'],
  ['role', 'create'],
  ['role_assignment', 'create'],
  ['flavor', 'create'],
  ['stack_component', 'create'],
  ['stack_component', 'update'],
  ['stack', 'create'],
  ['pipeline_run', 'create'],
];

/** The project that all runs go to, or null for those that they name; for who holds all of the above everywhere. */
export async function authorizeZenImport(ctx: Ctx, project: string | null): Promise<ProjectRow | null> {
  const row = project === null ? null : await resolveProject(ctx, project);
  for (const [operation, type] of NEEDS) await authorizeOpenly(ctx, { operation, type, projectId: null });
  return row;
}
