import type { PermissionRow } from '@/db/queries/reach';
import { OPERATIONS, PERMISSION_TYPES } from '@/db/schema';
import { GUARDS } from '@/db/seed/built-in-roles';
import type { Ctx } from '@/lib/core/ctx';
import { type Issue, invalid } from '@/lib/core/domain-error';
import type { Operation, PermissionType } from './decide';
import { KINDS, type NamedResource, readableResource } from './readable-resource';

/** A word as it is asked for; `resourceId` names one model, user, role, catalog or list, as the operation says. */
export interface AskedPermission {
  readonly operation: Operation;
  readonly type: PermissionType;
  readonly resourceId?: string | null;
}

/**
 * Checks the words asked for a role, each once, and finds what they name. `invalid` with every complaint: an
 * unknown operation or type, a type that means nothing on a guard, a thing that the actor cannot read.
 */
export async function roleWords(ctx: Ctx, asked: readonly AskedPermission[]): Promise<PermissionRow[]> {
  const words = new Map<string, PermissionRow>();
  const issues: Issue[] = [];
  const named = new Map<string, NamedResource | null>();
  for (const [n, { operation, type, resourceId = null }] of asked.entries()) {
    const path = `permissions.${n}`;
    const problem = wordProblem(operation, type, resourceId);
    if (problem !== null) {
      issues.push({ path, message: problem, value: `${operation}:${type}` });
      continue;
    }
    if (resourceId !== null) {
      const key = `${operation}:${resourceId}`;
      if (!named.has(key)) named.set(key, await readableResource(ctx, operation, resourceId));
      if (named.get(key) === null) {
        const message = `${KINDS[operation]} ${resourceId} not found.`;
        issues.push({ path: `${path}.resourceId`, message, value: resourceId });
      }
    }
    const resourceProjectId = named.get(`${operation}:${resourceId}`)?.projectId ?? null;
    const word = { operation, type, resourceId, resourceProjectId, resourceIsThere: true };
    words.set(`${operation}:${type}:${resourceId ?? ''}`, word);
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
  if (resourceId !== null && KINDS[known] === undefined)
    return `Operation ${operation} cannot be granted on one thing alone.`;
  return null;
}
