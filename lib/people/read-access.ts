import { reachingRows } from '@/db/queries/effective-assignments';
import { permissionsOfRoles } from '@/db/queries/roles';
import { OPERATIONS, PERMISSION_TYPES } from '@/db/schema';
import { authorizeOpenly } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { resolveUser } from '@/lib/people/resolve-user';
import {
  isAdministeredInProject,
  isProjectScoped,
  type Operation,
  type PermissionType,
  permitting,
} from '@/lib/permissions/decide';

/** One way by which somebody holds something: role ← team ← project. Instants in UTC. */
export interface AccessPath {
  readonly assignmentId: string;
  readonly role: string;
  /** Null: assigned directly. */
  readonly team: string | null;
  /** Null: everywhere. */
  readonly project: string | null;
  readonly expiresAt: Date | null;
  /** What its role permits and counts there, each operation once, in the order of the operations. */
  readonly permits: readonly { readonly operation: Operation; readonly types: readonly PermissionType[] }[];
  /** The role of another path that gives all of it as well, at least as long; null when none does. */
  readonly addsNothingTo: string | null;
}

interface Held extends AccessPath {
  readonly projectId: string | null;
  readonly permissions: readonly string[];
}

/**
 * Everything that an account is assigned, path by path; of one that is deactivated, what it would hold. Permissions on
 * single things are left out. For who may `role_assignment:read` everywhere.
 */
export async function readAccess(ctx: Ctx, input: { readonly user: string }): Promise<AccessPath[]> {
  await authorizeOpenly(ctx, { operation: 'role_assignment', type: 'read', projectId: null });
  const user = await resolveUser(ctx, input.user);
  const of = { userId: user.id, onlyProjectId: null };
  const rows = await reachingRows(ctx.db, { of, now: ctx.now, projectId: null });
  const permissionsBy = await permissionsOfRoles(ctx.db, [...new Set(rows.map(({ roleId }) => roleId))]);
  const held = rows.map((row): Held => {
    const permissions = permissionsBy.get(row.roleId) ?? [];
    return {
      assignmentId: row.id,
      role: row.roleName,
      team: row.teamName,
      project: row.projectName,
      projectId: row.projectId,
      expiresAt: row.expiresAt === null ? null : new Date(row.expiresAt),
      permissions,
      permits: permitted(permissions, row.projectId !== null),
      addsNothingTo: null,
    };
  });
  return held.map(({ projectId, permissions, ...path }, n) => ({
    ...path,
    addsNothingTo: coverer({ ...path, projectId, permissions }, n, held)?.role ?? null,
  }));
}

/** What counts of a role: on one project only what lies in projects, or what administers one. */
function permitted(permissions: readonly string[], onProject: boolean): AccessPath['permits'] {
  return OPERATIONS.filter(
    (operation) => !onProject || isProjectScoped(operation) || isAdministeredInProject(operation),
  )
    .map((operation) => ({
      operation,
      types: PERMISSION_TYPES.filter((type) => permissions.includes(`${operation}:${type}`)),
    }))
    .filter(({ types }) => types.length > 0);
}

/** Stands for any project: what is asked there only what holds everywhere permits. */
const ANYWHERE = 'any';

/** Another path that gives all that this one does and ends no earlier; of two equal ones the first stays. */
function coverer(path: Held, at: number, all: readonly Held[]): Held | undefined {
  const given = everythingOf(path);
  if (given.length === 0) return undefined;
  return all.find((other, n) => {
    if (n === at || endsBefore(other, path)) return false;
    const isCovered = given.every((need) => permitting([other], need).length > 0);
    if (!isCovered) return false;
    const isEqual =
      everythingOf(other).every((need) => permitting([path], need).length > 0) && !endsBefore(path, other);
    return !isEqual || n < at;
  });
}

const endsBefore = (one: Held, other: Held): boolean =>
  one.expiresAt !== null && (other.expiresAt === null || one.expiresAt < other.expiresAt);

/** All that a path permits, in the store and where it was assigned. */
function everythingOf(path: Held) {
  const where = [null, path.projectId ?? ANYWHERE];
  return OPERATIONS.flatMap((operation) =>
    PERMISSION_TYPES.flatMap((type) => where.map((projectId) => ({ operation, type, projectId }))),
  ).filter((need) => permitting([path], need).length > 0);
}
