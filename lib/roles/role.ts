import type { PermissionRow } from '@/db/queries/reach';
import type { RoleRow } from '@/db/queries/roles';
import type { ROLE_ORIGINS } from '@/db/schema';
import type { Operation, PermissionType } from '@/lib/permissions/decide';
import type { AuditAction } from '@/lib/writes/actions';

/** One word of a role: a type on an operation, on everything or on one model (its row id). */
export interface Permission {
  readonly operation: Operation;
  readonly type: PermissionType;
  readonly resourceId: string | null;
}

/** A role as verbs answer it. Instants in UTC. */
export interface Role {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  readonly origin: (typeof ROLE_ORIGINS)[number];
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly updatedAt: Date;
  readonly updatedBy: string;
}

export interface FullRole extends Role {
  readonly permissions: readonly Permission[];
}

/** Lists the fields by hand: rows never leave lib. */
export function presentRole(row: RoleRow): Role {
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    origin: row.origin,
    createdAt: row.createdAt,
    createdBy: row.createdByName,
    updatedAt: row.updatedAt,
    updatedBy: row.updatedByName,
  };
}

export function presentFullRole(
  row: RoleRow,
  permissions: readonly Pick<PermissionRow, keyof Permission>[],
): FullRole {
  return {
    ...presentRole(row),
    permissions: permissions.map(({ operation, type, resourceId }) => ({ operation, type, resourceId })),
  };
}

/** What audit rows tell of a role; its permissions in one order, whatever order they were said in. */
export const roleFacts = (
  { name, description }: Pick<RoleRow, 'name' | 'description'>,
  permissions: readonly Pick<PermissionRow, keyof Permission>[],
) => ({ name, description, permissions: permissions.map(permissionText).sort() });

/** The audit event of a role. */
export const roleEvent = <Action extends AuditAction>(
  action: Action,
  { id, name }: Pick<RoleRow, 'id' | 'name'>,
) => ({ action, resourceType: 'role', resourceId: id, resourceName: name, projectId: null }) as const;

/** `model:read` or, on one model, `model:read:<its row id>`, as audit rows tell it. */
export function permissionText(permission: Pick<PermissionRow, keyof Permission>): string {
  return `${permission.operation}:${permission.type}${permission.resourceId === null ? '' : `:${permission.resourceId}`}`;
}

/** Those of `permissions` that `others` do not say. */
export function without(
  permissions: readonly PermissionRow[],
  others: readonly PermissionRow[],
): PermissionRow[] {
  const known = new Set(others.map(permissionText));
  return permissions.filter((permission) => !known.has(permissionText(permission)));
}
