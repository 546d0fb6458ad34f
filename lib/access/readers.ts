import { grantsOf, hasResourceGrant, holdsOnModelIn, projectsOfHeldModels } from '@/db/queries/grants';
import { idsNamed, type Scope, type StoreScope } from '@/db/queries/scope';
import type { UserActor } from '@/lib/core/actor';
import type { Ctx } from '@/lib/core/ctx';
import {
  type Grant,
  isGrantedOnOne,
  type Need,
  type Operation,
  type PermissionType,
  permittedProjects,
  permitting,
  type TokenLimit,
} from '@/lib/permissions/decide';
import { NEVER_VIEWED } from '@/lib/permissions/viewing';

/** A {@link Need}, or the same on one resource (a model, user, role, catalog or list), which may be granted by itself. */
export interface RequiredPermission extends Need {
  readonly resourceId?: string;
}

/**
 * One whose permissions decide. The actor is; while somebody views as them the viewer is another, and only what both may
 * is let through. Whatever decides asks {@link readersOf}, so that what holds for one holds for both.
 */
interface Reader {
  readonly userId: string;
  readonly limit: TokenLimit | null;
  readonly grants: readonly Grant[];
}

/** What the actor holds; looked up once per request. A token's limit, or a viewer's, is applied by who decides, not here. */
export function grantsOfActor(ctx: Ctx): Promise<readonly Grant[]> {
  const { actor, decided } = ctx;
  if (actor.kind === 'system' || actor.kind === 'anonymous') return Promise.resolve([]);
  decided.grants ??=
    actor.held?.at === ctx.now ? Promise.resolve(actor.held.grants) : grantsOf(ctx.db, actor.userId, ctx.now);
  return decided.grants;
}

async function readersOf(ctx: Ctx, { userId, limit, viewer }: UserActor): Promise<readonly Reader[]> {
  const own = { userId, limit, grants: await grantsOfActor(ctx) };
  return viewer === undefined ? [own] : [own, { ...viewer, limit: null }];
}

const isNever = ({ viewer }: UserActor, operation: Operation): boolean =>
  viewer !== undefined && NEVER_VIEWED.has(operation);

/** Whether everyone whose permissions decide may. */
export async function allMay(ctx: Ctx, actor: UserActor, required: RequiredPermission): Promise<boolean> {
  if (isNever(actor, required.operation)) return false;
  for (const reader of await readersOf(ctx, actor)) if (!(await may(ctx, reader, required))) return false;
  return true;
}

async function may(ctx: Ctx, reader: Reader, required: RequiredPermission): Promise<boolean> {
  if (permitting(reader.grants, required, reader.limit).length > 0) return true;
  return required.projectId === null ? mayOnOne(ctx, reader, required) : mayByModel(ctx, reader, required);
}

/** Permissions that name one model: on it, and on seeing the project that it is in. */
async function mayByModel(
  ctx: Ctx,
  { userId, limit }: Reader,
  required: RequiredPermission,
): Promise<boolean> {
  const { operation, type, resourceId, projectId } = required;
  if (projectId === null) return false;
  if (limit?.readOnly === true && type !== 'read') return false;
  const only = limit?.projectId ?? null;
  if (only !== null && only !== projectId) return false;
  if (operation === 'project' && type === 'read') return holdsOnModelIn(ctx.db, userId, projectId, ctx.now);
  if (resourceId === undefined) return false;
  return hasResourceGrant(ctx.db, { userId, operation, type, resourceId, projectId }, ctx.now);
}

/** Permissions that name one thing of the store. Assigned on a project, or through a token of one, they give nothing. */
async function mayOnOne(ctx: Ctx, { userId, limit }: Reader, required: RequiredPermission): Promise<boolean> {
  const { operation, type, resourceId } = required;
  if (resourceId === undefined || !isGrantedOnOne(operation)) return false;
  if (limit !== null && (limit.projectId !== null || (limit.readOnly && type !== 'read'))) return false;
  return hasResourceGrant(ctx.db, { userId, operation, type, resourceId, projectId: null }, ctx.now);
}

/** Where everyone whose permissions decide may do this to a project-scoped operation. */
export async function sharedScope(
  ctx: Ctx,
  actor: UserActor,
  operation: Operation,
  type: PermissionType,
): Promise<Scope> {
  if (isNever(actor, operation)) return NOWHERE;
  const readers = await readersOf(ctx, actor);
  return readers.map((reader) => scopeOfReader(reader, operation, type, ctx.now)).reduce(inBoth);
}

const NOWHERE: Scope = { all: false, projectIds: [], granted: null };

function scopeOfReader(
  { userId, limit, grants }: Reader,
  operation: Operation,
  type: PermissionType,
  now: Date,
): Scope {
  const projectIds = permittedProjects(grants, operation, type, limit);
  if (projectIds === 'all') return { all: true };
  if (type !== 'read' && limit?.readOnly) return { all: false, projectIds, granted: null };
  const onlyProjectId = limit?.projectId ?? null;
  return { all: false, projectIds, granted: { userId, operation, type, now, onlyProjectId } };
}

/** Exactly what two people's scopes have in common. */
function inBoth(a: Scope, b: Scope): Scope {
  if (a.all) return b;
  if (b.all) return a;
  const projectIds = a.projectIds.filter((id) => b.projectIds.includes(id));
  const both = [partOf(a), partOf(b)] as const;
  const byName = both.some(({ granted }) => granted !== null);
  return { all: false, projectIds, granted: byName ? { both } : null };
}

function partOf({ projectIds, granted }: Extract<Scope, { readonly all: false }>) {
  if (granted !== null && 'both' in granted) throw new Error('Nobody views through two others.');
  return { projectIds, granted };
}

/** Projects on which everyone whose permissions decide holds anything, a single model there included. */
export async function sharedProjects(ctx: Ctx, actor: UserActor): Promise<Scope> {
  const scopes = (await readersOf(ctx, actor)).map(async (reader): Promise<Scope> => {
    const scope = scopeOfReader(reader, 'project', 'read', ctx.now);
    if (scope.all) return scope;
    const only = reader.limit?.projectId ?? null;
    const held = await projectsOfHeldModels(ctx.db, reader.userId, ctx.now);
    const reached = held.filter((id) => only === null || id === only);
    return { all: false, projectIds: [...new Set([...scope.projectIds, ...reached])], granted: null };
  });
  return (await Promise.all(scopes)).reduce(inBoth);
}

/** Things of the store that everyone whose permissions decide may read. */
export async function sharedStoreScope(
  ctx: Ctx,
  actor: UserActor,
  operation: Operation,
): Promise<StoreScope> {
  let shared: StoreScope = isNever(actor, operation) ? { all: false, ids: [] } : { all: true };
  for (const reader of await readersOf(ctx, actor)) {
    const scope = await storeScopeOfReader(ctx, reader, operation);
    if (scope.all) continue;
    shared = shared.all ? scope : { all: false, ids: shared.ids.filter((id) => scope.ids.includes(id)) };
  }
  return shared;
}

async function storeScopeOfReader(ctx: Ctx, reader: Reader, operation: Operation): Promise<StoreScope> {
  const { userId, limit } = reader;
  if (await may(ctx, reader, { operation, type: 'read', projectId: null })) return { all: true };
  if (limit !== null && limit.projectId !== null) return { all: false, ids: [] };
  const ids = await idsNamed(ctx.db, { userId, operation, type: 'read', now: ctx.now });
  return { all: false, ids };
}
