import type { OPERATIONS, PERMISSION_TYPES } from '@/db/schema';

export type Operation = (typeof OPERATIONS)[number];
export type PermissionType = (typeof PERMISSION_TYPES)[number];

/** What somebody holds: a role's words, and how it came to them. */
export interface Grant {
  readonly assignmentId: string;
  readonly projectId: string | null;
  readonly roleId: string;
  readonly roleName: string;
  readonly teamId: string | null;
  readonly teamName: string | null;
  readonly permissions: readonly string[];
}

/** How far a token reaches, which is never further than its owner. */
export interface TokenLimit {
  /** Only reads, whatever the owner may do. */
  readonly readOnly: boolean;
  /** Only this project, when set. */
  readonly projectId: string | null;
}

/** The part of a {@link Grant} that decides: a role's words and how far they reach. */
export type Reach = Pick<Grant, 'projectId' | 'permissions'>;

/** What is asked: a type on an operation, in the store (`projectId` null) or in one project. */
export interface Need {
  readonly operation: Operation;
  readonly type: PermissionType;
  readonly projectId: string | null;
}

/** Operations whose rows live in a project. An assignment on one project permits these and nothing else there. */
const SCOPED: ReadonlySet<Operation> = new Set(['pipeline_run', 'model', 'artifact']);
/** A project's administrator also hands out roles on it and reads its audit trail. */
const SCOPED_FOR_ADMINISTRATION: ReadonlySet<Operation> = new Set(['role_assignment', 'audit', 'project']);
/** What an assignment on one project lets its holder read of the store. */
export const STORE_OPERATIONS_READ_FROM_A_PROJECT = [
  'stack',
  'stack_component',
  'flavor',
  'catalog',
  'custom_list',
] as const satisfies readonly Operation[];
const READ_FROM_A_PROJECT: ReadonlySet<Operation> = new Set(STORE_OPERATIONS_READ_FROM_A_PROJECT);

/** Operations of the store that may be permitted on one user, role, catalog or list. */
const ON_ONE: ReadonlySet<Operation> = new Set(['user', 'role', 'catalog', 'custom_list']);

/** Whether a role may permit this operation on one thing of the store. */
export const isGrantedOnOne = (operation: Operation): boolean => ON_ONE.has(operation);
/** Whether things of this operation lie in a project. */
export const isProjectScoped = (operation: Operation): boolean => SCOPED.has(operation);
/** Whether an administrator of one project has this operation on it. */
export const isAdministeredInProject = (operation: Operation): boolean =>
  SCOPED_FOR_ADMINISTRATION.has(operation);
/** Whether any assignment on a project reads this part of the store. */
export const isReadFromAProject = (operation: Operation): boolean => READ_FROM_A_PROJECT.has(operation);

/**
 * The grants that permit what is asked; none means no. Pure: same grants, need and limit, same answer.
 * A token's limit only takes away: a grant counts when it permits by itself and also after the narrowing.
 */
export function permitting<G extends Reach>(
  grants: readonly G[],
  need: Need,
  limit: TokenLimit | null = null,
): G[] {
  return grants.filter(
    (grant) => permits(grant, need) && (limit === null || permitsWithin(limit, grant, need)),
  );
}

/** A project's token acts as if each grant had been given on that project; a reading one only reads. */
function permitsWithin(limit: TokenLimit, grant: Reach, need: Need): boolean {
  if (limit.readOnly && need.type !== 'read') return false;
  if (limit.projectId === null) return true;
  if (grant.projectId !== null && grant.projectId !== limit.projectId) return false;
  return permits({ permissions: grant.permissions, projectId: limit.projectId }, need);
}

function permits(grant: Reach, need: Need): boolean {
  const holds = grant.permissions.includes(`${need.operation}:${need.type}`);
  if (grant.projectId === null) return holds;
  // A role without any permission opens nothing, so that imported empty roles bring no power.
  if (grant.permissions.length === 0) return false;
  const readsStore = need.type === 'read' && READ_FROM_A_PROJECT.has(need.operation);
  if (need.projectId === null) return readsStore;
  if (grant.projectId !== need.projectId) return false;
  // Whoever holds anything on a project can see that it is there.
  if (need.operation === 'project' && need.type === 'read') return true;
  if (readsStore) return true;
  return holds && (SCOPED.has(need.operation) || SCOPED_FOR_ADMINISTRATION.has(need.operation));
}

/** Projects in which the grants permit a type on an operation: all, or the ids named. */
export function permittedProjects(
  grants: readonly Reach[],
  operation: Operation,
  type: PermissionType,
  limit: TokenLimit | null = null,
): 'all' | string[] {
  const only = limit?.projectId ?? null;
  const ids = new Set<string>();
  for (const grant of grants) {
    const projectId = grant.projectId ?? only;
    if (permitting([grant], { operation, type, projectId }, limit).length === 0) continue;
    if (projectId === null) return 'all';
    ids.add(projectId);
  }
  return [...ids];
}
