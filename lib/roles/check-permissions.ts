import type { PermissionRow } from '@/db/queries/reach';
import { OPERATIONS, PERMISSION_TYPES } from '@/db/schema';
import { GUARDS } from '@/db/seed/built-in-roles';
import type { Ctx } from '@/lib/core/ctx';
import { type Issue, invalid } from '@/lib/core/domain-error';
import type { Operation, PermissionType } from '@/lib/permissions/decide';
import { type NamedResource, RESOURCE_NOUNS, readableResource } from './readable-resource';
import { permissionText } from './role';

/** A word as it is asked for; `resourceId` names one model, user, role, catalog or list, as the operation says. */
export interface PermissionInput {
  readonly operation: Operation;
  readonly type: PermissionType;
  readonly resourceId?: string | null;
}

/**
 * Checks the words asked for a role, each once, and finds what they name. `invalid` with every complaint: an
 * unknown operation or type, a type that means nothing on a guard, a thing that the actor cannot read. Words that the role
 * has already (`known`) stay as they are, whether or not what they name can be read, or is there.
 */
export async function checkPermissions(
  ctx: Ctx,
  requested: readonly PermissionInput[],
  known: readonly PermissionRow[] = [],
): Promise<PermissionRow[]> {
  const kept = new Map(known.map((permission) => [permissionText(permission), permission]));
  const permissions = new Map<string, PermissionRow>();
  const issues: Issue[] = [];
  const named = new Map<string, NamedResource | null>();
  for (const [n, { operation, type, resourceId = null }] of requested.entries()) {
    const path = `permissions.${n}`;
    const text = permissionText({ operation, type, resourceId });
    const there = kept.get(text);
    if (there !== undefined) {
      permissions.set(text, there);
      continue;
    }
    const problem = permissionProblem(operation, type, resourceId);
    if (problem !== null) {
      issues.push({ path, message: problem, value: `${operation}:${type}` });
      continue;
    }
    if (resourceId !== null) {
      const key = `${operation}:${resourceId}`;
      if (!named.has(key)) named.set(key, await readableResource(ctx, operation, resourceId));
      if (named.get(key) === null) {
        const message = `${RESOURCE_NOUNS[operation]} ${resourceId} not found.`;
        issues.push({ path: `${path}.resourceId`, message, value: resourceId });
      }
    }
    const resourceProjectId = named.get(`${operation}:${resourceId}`)?.projectId ?? null;
    const permission = { operation, type, resourceId, resourceProjectId, resourceIsThere: true };
    permissions.set(text, permission);
  }
  if (issues.length > 0) throw invalid(issues);
  return [...permissions.values()];
}

function permissionProblem(operation: string, type: string, resourceId: string | null): string | null {
  const known = OPERATIONS.find((word) => word === operation);
  if (known === undefined) return `Operation ${operation} does not exist.`;
  if (!PERMISSION_TYPES.some((word) => word === type)) return `Permission type ${type} does not exist.`;
  const guard = GUARDS[known];
  if (guard !== undefined && guard !== type) return `Operation ${operation} knows only the type ${guard}.`;
  if (resourceId !== null && RESOURCE_NOUNS[known] === undefined)
    return `Operation ${operation} cannot be granted on one thing alone.`;
  return null;
}
