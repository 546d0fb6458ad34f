import type { HeldNeed } from '@/db/queries/holders';
import type { Ctx } from '@/lib/core/ctx';
import {
  isAdministeredInProject,
  isProjectScoped,
  isReadFromAProject,
  type Operation,
  type PermissionType,
} from '@/lib/permissions/decide';
import { type Explain, projectMeant } from '@/lib/roles/explain';

/** A permission and where it is asked about, as doors and pages name both. */
export interface Asked {
  readonly operation: Operation;
  readonly type: PermissionType;
  /** In this project; in the store when absent. */
  readonly project?: string | null;
  /** Row id of one model (operations model and artifact), user, role or catalog, or the fixed id of a list. */
  readonly resource?: string | null;
}

/** The same as `explain` takes it: a model brings its own project. */
export function explained({ operation, type, project, resource }: Asked): Explain {
  if (resource == null) return { operation, type, ...(project != null && { project }) };
  return operation === 'model' || operation === 'artifact'
    ? { operation, type, modelId: resource }
    : { operation, type, resourceId: resource };
}

/** The same by row ids. `not_found` for what the actor may not read. */
export async function neededAt(
  ctx: Ctx,
  asked: Asked,
): Promise<HeldNeed & Pick<Asked, 'operation' | 'type'>> {
  const projectId = await projectMeant(ctx, explained(asked));
  return heldNeed({ ...asked, projectId, resourceId: asked.resource?.toLowerCase() ?? null });
}

interface Placed {
  readonly operation: Operation;
  readonly type: PermissionType;
  readonly projectId: string | null;
  readonly resourceId: string | null;
}

/** What the query of holders has to know of the rules beside the words. */
export function heldNeed({ operation, type, projectId, resourceId }: Placed): HeldNeed & Placed {
  return {
    operation,
    type,
    projectId,
    resourceId,
    countsOnProject: isProjectScoped(operation) || isAdministeredInProject(operation),
    comesWithAny:
      type === 'read' && (isReadFromAProject(operation) || (operation === 'project' && projectId !== null)),
  };
}
