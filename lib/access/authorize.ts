import type { Executor } from '@/db/client';
import { grantsOf, hasResourceGrant, holdsOnModelIn } from '@/db/queries/grants';
import { administratorNames, type HeldNeed, type SeenPeople } from '@/db/queries/holders';
import { idsNamed, type OwnScope, type Scope, type StoreScope } from '@/db/queries/scope';
import { actorUserId, type UserActor } from '@/lib/core/actor';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError, notSignedIn } from '@/lib/core/domain-error';
import { noteUse } from '@/lib/core/note-use';
import {
  type Grant,
  isGrantedOnOne,
  type Need,
  type Operation,
  type PermissionType,
  permittedProjects,
  permitting,
} from '@/lib/permissions/decide';

export type { Scope };

/** A {@link Need}, or the same on one resource (a model, user, role, catalog or list), which may be granted by itself. */
export interface RequiredPermission extends Need {
  readonly resourceId?: string;
}

/** What the actor holds; looked up once per request. A token's limit is applied by who decides, not here. */
export function grantsOfActor(ctx: Ctx): Promise<readonly Grant[]> {
  const { actor, decided } = ctx;
  if (actor.kind === 'system' || actor.kind === 'anonymous') return Promise.resolve([]);
  decided.grants ??=
    actor.held?.at === ctx.now ? Promise.resolve(actor.held.grants) : grantsOf(ctx.db, actor.userId, ctx.now);
  return decided.grants;
}

/**
 * Whether the actor may, as {@link authorize} would answer. A yes is recorded: the frame of declared writes refuses a verb
 * that never got one for what it declares.
 */
export async function can(ctx: Ctx, required: RequiredPermission): Promise<boolean> {
  const may = await isPermitted(ctx, required);
  if (may) {
    const word = `${required.operation}:${required.type}`;
    ctx.decided.permitted.add(word);
    ctx.decided.permittedIn.set(word, required.projectId);
  }
  return may;
}

/** As {@link can} where a yes is used at once: pages also ask what they only offer. {@link authorize} counts by itself. */
export async function uses(ctx: Ctx, required: RequiredPermission): Promise<boolean> {
  const may = await can(ctx, required);
  if (may) noteUse(ctx, required);
  return may;
}

async function isPermitted(ctx: Ctx, required: RequiredPermission): Promise<boolean> {
  const { actor } = ctx;
  if (actor.kind === 'system') return true;
  if (actor.kind === 'anonymous') return false;
  if (permitting(await grantsOfActor(ctx), required, actor.limit).length > 0) return true;
  return required.projectId === null ? canOnOne(ctx, actor, required) : canByModel(ctx, actor, required);
}

/** Permissions that name one model: on it, and on seeing the project that it is in. */
async function canByModel(ctx: Ctx, actor: UserActor, required: RequiredPermission): Promise<boolean> {
  const { operation, type, resourceId, projectId } = required;
  if (projectId === null) return false;
  if (actor.limit?.readOnly === true && type !== 'read') return false;
  const only = actor.limit?.projectId ?? null;
  if (only !== null && only !== projectId) return false;
  if (operation === 'project' && type === 'read')
    return holdsOnModelIn(ctx.db, actor.userId, projectId, ctx.now);
  if (resourceId === undefined) return false;
  return hasResourceGrant(ctx.db, { userId: actor.userId, operation, type, resourceId, projectId }, ctx.now);
}

/**
 * Lets the verb go on, or throws. Denied reads throw `absent` (as if the thing were not there, marked hidden);
 * so do denied writes on what the actor cannot read. Writes on what is visible throw `forbidden`, naming the
 * missing permission and who can give it. Deny by default.
 */
export async function authorize(
  ctx: Ctx,
  required: RequiredPermission,
  absent: string | (() => Promise<DomainError>),
): Promise<void> {
  if (await uses(ctx, required)) return;
  if (ctx.actor.kind === 'anonymous') throw notSignedIn();
  if (required.type === 'read' || !(await can(ctx, { ...required, type: 'read' })))
    throw typeof absent === 'string'
      ? new DomainError('not_found', absent, { hidden: true })
      : await absent();
  throw await missingPermission(ctx, required);
}

/** As {@link authorize} where there is nothing to hide: lists and creations in the store or a readable project. */
export async function authorizeOpenly(ctx: Ctx, required: RequiredPermission): Promise<void> {
  if (await uses(ctx, required)) return;
  if (ctx.actor.kind === 'anonymous') throw notSignedIn();
  throw await missingPermission(ctx, required);
}

/**
 * What is the actor's own and needs no permission, as far as their credential goes, for queries to compile in
 * (`withinOwnScope`); null when no person acts.
 */
export function ownScope({ actor }: Pick<Ctx, 'actor'>): OwnScope | null {
  if (actor.kind === 'system' || actor.kind === 'anonymous') return null;
  return { userId: actor.userId, onlyProjectId: actor.limit?.projectId ?? null };
}

/** What another person reads of a project-scoped operation, to narrow a query by that too. */
export async function readScopeOf(ctx: Ctx, userId: string, operation: Operation): Promise<Scope> {
  const projectIds = permittedProjects(await grantsOf(ctx.db, userId, ctx.now), operation, 'read');
  if (projectIds === 'all') return { all: true };
  const granted = { userId, operation, type: 'read', now: ctx.now, onlyProjectId: null };
  return { all: false, projectIds, granted };
}

/** Permissions that name one thing of the store. Assigned on a project, or through a token of one, they give nothing. */
async function canOnOne(ctx: Ctx, actor: UserActor, required: RequiredPermission): Promise<boolean> {
  const { operation, type, resourceId } = required;
  if (resourceId === undefined || !isGrantedOnOne(operation)) return false;
  if (actor.limit !== null && (actor.limit.projectId !== null || (actor.limit.readOnly && type !== 'read')))
    return false;
  const need = { userId: actor.userId, operation, type, resourceId, projectId: null };
  return hasResourceGrant(ctx.db, need, ctx.now);
}

/**
 * The actor's reading scope over a project-scoped operation, for queries to compile in (`scopeCondition`). `of`: the
 * project whose rows are asked for, or null for those of all projects; that is a use of it. Absent where these rows are
 * beside the point.
 */
export async function readScope(ctx: Ctx, operation: Operation, of?: string | null): Promise<Scope> {
  const scope = await scopeOf(ctx, operation, 'read');
  if (of !== undefined)
    for (const projectId of usedIn(ctx, scope, of)) noteUse(ctx, { operation, type: 'read', projectId });
  return scope;
}

/**
 * Where reading rows of one project, or of all, is a use. Pages show everybody the newest of all their projects, wanted or
 * not: of somebody who holds something in some projects that counts in none of them. A program asks for what it wants.
 */
function usedIn({ actor }: Ctx, scope: Scope, of: string | null): readonly (string | null)[] {
  if (of !== null) return scope.all || scope.projectIds.includes(of) ? [of] : [];
  if (scope.all) return [null];
  return actor.kind === 'session' ? [] : scope.projectIds;
}

/** Where the actor may do this to a project-scoped operation, for queries to compile in (`scopeCondition`). */
export async function scopeOf(ctx: Ctx, operation: Operation, type: PermissionType): Promise<Scope> {
  const { actor } = ctx;
  if (actor.kind === 'system') return { all: true };
  if (actor.kind === 'anonymous') throw notSignedIn();
  const projectIds = permittedProjects(await grantsOfActor(ctx), operation, type, actor.limit);
  if (projectIds === 'all') return { all: true };
  if (type !== 'read' && actor.limit?.readOnly) return { all: false, projectIds, granted: null };
  const onlyProjectId = actor.limit?.projectId ?? null;
  return {
    all: false,
    projectIds,
    granted: { userId: actor.userId, operation, type, now: ctx.now, onlyProjectId },
  };
}

/** The actor's reading scope over things of the store, for queries to compile in (`storeScopeCondition`). */
export async function storeScope(ctx: Ctx, operation: Operation): Promise<StoreScope> {
  const { actor } = ctx;
  if (actor.kind === 'anonymous') throw notSignedIn();
  if (await can(ctx, { operation, type: 'read', projectId: null })) return { all: true };
  if (actor.kind === 'system' || (actor.limit !== null && actor.limit.projectId !== null))
    return { all: false, ids: [] };
  const named = { userId: actor.userId, operation, type: 'read', now: ctx.now };
  return { all: false, ids: await idsNamed(ctx.db, named) };
}

/** The `forbidden` that names the missing permission and who can give it, or the limit of the token. */
export async function missingPermission(ctx: Ctx, required: RequiredPermission): Promise<DomainError> {
  const permission = `${required.operation}:${required.type}`;
  const where = required.projectId === null ? '' : ' in this project';
  if (await stoppedByLimit(ctx, required))
    return new DomainError(
      'forbidden',
      `You hold the permission ${permission}${where}, but the token you use is limited and does not carry it.`,
      { permission },
    );
  const message = `You lack the permission ${permission}${where}. ${await administratorsFor(ctx, required.projectId)} can give it.`;
  return new DomainError('forbidden', message, { permission, missing: required });
}

/** Whom the actor may be told of, where it is about who may do what there. */
export async function seenBy(ctx: Ctx, projectId: HeldNeed['projectId']): Promise<SeenPeople> {
  if (await can(ctx, { operation: 'role_assignment', type: 'read', projectId })) return 'all';
  const of = ownScope(ctx);
  return of === null ? 'all' : { of };
}

/**
 * "ada or bob", who administer the store, or this project; as a sentence begins. Others than the actor, and of them those
 * whom the actor may be told of: where there is none, "An administrator".
 */
export async function administratorsFor(ctx: Ctx, projectId: string | null): Promise<string> {
  return administratorsAmong(ctx.db, ctx, projectId, await seenBy(ctx, projectId));
}

/** The same inside a transaction, where nothing more may be asked for: of those with whom the actor shares something. */
export function administratorsBeside(tx: Executor, ctx: Ctx, projectId: string | null): Promise<string> {
  const of = ownScope(ctx);
  return administratorsAmong(tx, ctx, projectId, of === null ? 'all' : { of });
}

async function administratorsAmong(
  executor: Executor,
  { actor, now }: Ctx,
  projectId: string | null,
  seen: SeenPeople,
): Promise<string> {
  const names = await administratorNames(executor, {
    projectId,
    seen,
    but: actorUserId(actor),
    now,
    limit: 3,
  });
  return names.length === 0 ? 'An administrator' : names.join(' or ');
}

async function stoppedByLimit(ctx: Ctx, required: RequiredPermission): Promise<boolean> {
  const { actor } = ctx;
  if (actor.kind === 'system' || actor.kind === 'anonymous' || actor.limit === null) return false;
  return permitting(await grantsOfActor(ctx), required).length > 0;
}
