import { findModelById } from '@/db/queries/models';
import type { PermissionRow } from '@/db/queries/reach';
import { OPERATIONS, PERMISSION_TYPES } from '@/db/schema';
import { GUARDS } from '@/db/seed/built-in-roles';
import type { Ctx } from '@/lib/core/ctx';
import { type Issue, invalid } from '@/lib/core/domain-error';
import { isId } from '@/lib/core/id';
import { can } from './authorize';
import type { Operation, PermissionType } from './decide';

/** A word as it is asked for; `resourceId` is a model's row id. */
export interface AskedPermission {
  readonly operation: Operation;
  readonly type: PermissionType;
  readonly resourceId?: string | null;
}

/** Operations that may be granted on one model. */
const ON_ONE_MODEL: ReadonlySet<Operation> = new Set(['model', 'artifact']);

/**
 * Checks the words asked for a role, each once, and finds the models they name. `invalid` with every complaint: an
 * unknown operation or type, a type that means nothing on a guard, a model that the actor cannot read.
 */
export async function roleWords(ctx: Ctx, asked: readonly AskedPermission[]): Promise<PermissionRow[]> {
  const words = new Map<string, PermissionRow>();
  const issues: Issue[] = [];
  const projects = new Map<string, string | null>();
  for (const [n, { operation, type, resourceId = null }] of asked.entries()) {
    const path = `permissions.${n}`;
    const problem = wordProblem(operation, type, resourceId);
    if (problem !== null) {
      issues.push({ path, message: problem, value: `${operation}:${type}` });
      continue;
    }
    if (resourceId !== null && !projects.has(resourceId))
      projects.set(resourceId, await projectOf(ctx, resourceId));
    const resourceProjectId = resourceId === null ? null : (projects.get(resourceId) ?? null);
    if (resourceId !== null && resourceProjectId === null)
      issues.push({
        path: `${path}.resourceId`,
        message: `Model ${resourceId} not found.`,
        value: resourceId,
      });
    words.set(`${operation}:${type}:${resourceId ?? ''}`, { operation, type, resourceId, resourceProjectId });
  }
  if (issues.length > 0) throw invalid(issues);
  return [...words.values()];
}

function wordProblem(operation: string, type: string, resourceId: string | null): string | null {
  const known = OPERATIONS.find((word) => word === operation);
  if (known === undefined) return `Operation ${operation} does not exist.`;
  if (!PERMISSION_TYPES.some((word) => word === type)) return `Permission type ${type} does not exist.`;
  const guard = GUARDS[known];
  if (guard !== undefined && guard !== type) return `Operation ${operation} knows only the type ${guard}.`;
  if (resourceId !== null && !ON_ONE_MODEL.has(known))
    return `Operation ${operation} cannot be granted on one model.`;
  return null;
}

async function projectOf(ctx: Ctx, modelId: string): Promise<string | null> {
  const found = isId(modelId) ? await findModelById(ctx.db, modelId) : null;
  if (found === null) return null;
  const { projectId, id } = found.model;
  return (await can(ctx, { operation: 'model', type: 'read', projectId, resourceId: id })) ? projectId : null;
}
