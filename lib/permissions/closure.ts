import type { ReachRow } from '@/db/queries/reach';
import type { TokenLimit } from './decide';
import {
  isAdministeredInProject,
  isGrantedOnOne,
  isProjectScoped,
  isReadFromAProject,
  type Operation,
  type PermissionType,
  permitting,
  STORE_OPERATIONS_READ_FROM_A_PROJECT,
} from './decide';

/** What a role permits where it is assigned, as far as granting is concerned. */
export type HeldAssignment = Pick<ReachRow, 'projectId' | 'until' | 'permissions'>;

/** One effective power: an operation's type, everywhere or in a project, on everything or one resource, to an end. */
export interface Cell {
  readonly operation: Operation;
  readonly type: PermissionType;
  readonly projectId: string | null;
  readonly resourceId: string | null;
  /** Null: without an end. */
  readonly until: Date | null;
}

/** Everything that an assignment effectively gives. What a role says but an assignment there does not bring is left out. */
export function cellsOf({ projectId, until, permissions }: HeldAssignment): Cell[] {
  const cells: Cell[] = [];
  const add = (
    operation: Operation,
    type: PermissionType,
    where: string | null,
    resourceId: string | null = null,
  ) => cells.push({ operation, type, projectId: where, resourceId, until });
  let everything = false;
  for (const { operation, type, resourceId, resourceProjectId, resourceIsThere } of permissions) {
    if (resourceId === null) {
      everything = true;
      if (projectId === null) add(operation, type, null);
      else if (isProjectScoped(operation) || isAdministeredInProject(operation))
        add(operation, type, projectId);
    } else if (isGrantedOnOne(operation)) {
      if (resourceIsThere && projectId === null) add(operation, type, null, resourceId);
    } else if (resourceProjectId !== null && (projectId === null || projectId === resourceProjectId)) {
      add(operation, type, resourceProjectId, resourceId);
      add('project', 'read', resourceProjectId);
    }
  }
  if (everything && projectId !== null) {
    add('project', 'read', projectId);
    for (const operation of STORE_OPERATIONS_READ_FROM_A_PROJECT) add(operation, 'read', null);
  }
  return cells;
}

/** Whether somebody who holds these, through a credential of this limit, has a power at least as wide and as long. */
export function covers(held: readonly HeldAssignment[], limit: TokenLimit | null, wanted: Cell): boolean {
  return held.some((one) => lastsAsLong(one.until, wanted.until) && reaches(one, limit, wanted));
}

/**
 * Every power that a credential of this limit carries of what its owner holds. Each lasts as long as the owner holds it,
 * however soon the credential ends: what can be given away with it would stay.
 */
export function cellsThrough(held: readonly HeldAssignment[], limit: TokenLimit | null): Cell[] {
  const only = limit?.projectId ?? null;
  return held
    .filter(({ projectId }) => only === null || projectId === null || projectId === only)
    .flatMap((one) => {
      // A token of one project acts as if all had been given there, as far as each gives it by itself.
      const cells = cellsOf(only === null ? one : { ...one, projectId: only });
      return cells.filter((cell) => reaches(one, limit, cell));
    });
}

/** The first power of `wanted` that is not covered, or null. */
export function firstUncovered(
  held: readonly HeldAssignment[],
  limit: TokenLimit | null,
  wanted: readonly Cell[],
): Cell | null {
  return wanted.find((cell) => !covers(held, limit, cell)) ?? null;
}

function lastsAsLong(own: Date | null, wanted: Date | null): boolean {
  return own === null || (wanted !== null && wanted <= own);
}

function reaches(held: HeldAssignment, limit: TokenLimit | null, wanted: Cell): boolean {
  const texts = held.permissions
    .filter((permission) => permission.resourceId === null)
    .map((permission) => `${permission.operation}:${permission.type}`);
  // Reading the store from a project is one power, whichever project it comes from.
  const projectId = isReadFromAProject(wanted.operation) ? null : wanted.projectId;
  const need = { operation: wanted.operation, type: wanted.type, projectId };
  if (permitting([{ projectId: held.projectId, permissions: texts }], need, limit).length > 0) return true;
  if (wanted.projectId === null) return reachesByName(held, limit, wanted);
  if (held.projectId !== null && held.projectId !== wanted.projectId) return false;
  if (limit !== null && limit.projectId !== null && limit.projectId !== wanted.projectId) return false;
  if (limit?.readOnly === true && wanted.type !== 'read') return false;
  return held.permissions.some(
    (permission) =>
      permission.resourceId !== null &&
      permission.resourceProjectId === wanted.projectId &&
      ((wanted.operation === 'project' && wanted.type === 'read') ||
        (permission.resourceId === wanted.resourceId &&
          permission.operation === wanted.operation &&
          permission.type === wanted.type)),
  );
}

/** A word that names one thing of the store covers that one, where it is held everywhere and not through a token of a project. */
function reachesByName(held: HeldAssignment, limit: TokenLimit | null, wanted: Cell): boolean {
  if (wanted.resourceId === null || held.projectId !== null) return false;
  if (limit !== null && (limit.projectId !== null || (limit.readOnly && wanted.type !== 'read')))
    return false;
  return held.permissions.some(
    (permission) =>
      permission.resourceIsThere &&
      isGrantedOnOne(permission.operation) &&
      permission.resourceId === wanted.resourceId &&
      permission.operation === wanted.operation &&
      permission.type === wanted.type,
  );
}
