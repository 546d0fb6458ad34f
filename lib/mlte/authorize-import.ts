import type { ProjectRow } from '@/db/queries/projects';
import { authorizeOpenly } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import type { Operation, PermissionType } from '@/lib/permissions/decide';
import { resolveProject } from '@/lib/projects/resolve-project';

/** An import writes people, lists and catalogs, and claims who made what: all of it or none. */
const NEEDS: readonly (readonly [Operation, PermissionType, 'store' | 'project'])[] = [
  ['view_as', 'read', 'store'],
  ['user', 'create', 'store'],
  ['role', 'create', 'store'],
  ['role_assignment', 'create', 'store'],
  ['catalog', 'create', 'store'],
  ['catalog', 'update', 'store'],
  ['custom_list', 'create', 'store'],
  ['custom_list', 'update', 'store'],
  ['model', 'create', 'project'],
  ['model', 'update', 'project'],
  ['artifact', 'create', 'project'],
  ['artifact', 'update', 'project'],
];

/**
 * The project to import into, if the actor may import: who holds every permission above, which of the built-in roles
 * only a store-wide `admin` does. A dry run asks the same: its report tells what is there. Null: several projects,
 * which the source names; only who may write in all of them, and make those that are missing, may do that.
 */
export async function authorizeImport(ctx: Ctx, project: string | null): Promise<ProjectRow | null> {
  const row = project === null ? null : await resolveProject(ctx, project);
  if (row === null) await authorizeOpenly(ctx, { operation: 'project', type: 'create', projectId: null });
  for (const [operation, type, where] of NEEDS)
    await authorizeOpenly(ctx, { operation, type, projectId: where === 'store' ? null : (row?.id ?? null) });
  return row;
}
