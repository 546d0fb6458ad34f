import type { Executor } from '@/db/client';
import { grantsOf } from '@/db/queries/grants';
import { administratorNames, type HeldNeed, type SeenPeople } from '@/db/queries/holders';
import type { OwnScope, Scope, StoreScope } from '@/db/queries/scope';
import { actorName, actorUserId, viewerOf } from '@/lib/core/actor';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError, notSignedIn } from '@/lib/core/domain-error';
import { noteUse } from '@/lib/core/note-use';
import { type Operation, type PermissionType, permittedProjects, permitting } from '@/lib/permissions/decide';
import {
  allMay,
  grantsOfActor,
  type RequiredPermission,
  sharedProjects,
  sharedScope,
  sharedStoreScope,
} from './readers';

export type { RequiredPermission, Scope };
export { grantsOfActor };

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
  return actor.kind !== 'anonymous' && allMay(ctx, actor, required);
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
 * (`withinOwnScope`); null when no person acts. A viewer may read all of it that is there for the person: see `VIEWER_NEEDS`.
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
  return sharedScope(ctx, actor, operation, type);
}

/** Projects on which the actor holds anything, a single model of theirs included. */
export async function projectScope(ctx: Ctx): Promise<Scope> {
  const { actor } = ctx;
  if (actor.kind === 'system') return { all: true };
  if (actor.kind === 'anonymous') throw notSignedIn();
  return sharedProjects(ctx, actor);
}

/** The actor's reading scope over things of the store, for queries to compile in (`storeScopeCondition`). */
export async function storeScope(ctx: Ctx, operation: Operation): Promise<StoreScope> {
  const { actor } = ctx;
  if (actor.kind === 'anonymous') throw notSignedIn();
  if (actor.kind === 'system' || (await can(ctx, { operation, type: 'read', projectId: null })))
    return { all: true };
  return sharedStoreScope(ctx, actor, operation);
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
  const { actor } = ctx;
  if (viewerOf(actor) !== undefined && (await holds(ctx, required)))
    return new DomainError(
      'forbidden',
      `${actorName(actor)} holds the permission ${permission}${where}, but in this view it does not count.`,
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
  return holds(ctx, required);
}

/** Whether the actor's own grants permit it, whatever limits them here. */
const holds = async (ctx: Ctx, required: RequiredPermission): Promise<boolean> =>
  permitting(await grantsOfActor(ctx), required).length > 0;
