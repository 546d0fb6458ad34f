import { administratorNames, grantsOf, hasResourceGrant } from '@/db/queries/grants';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import {
  type Grant,
  type Need,
  type Operation,
  type PermissionType,
  permittedProjects,
  permitting,
} from './decide';

/** A {@link Need}, or the same on one resource (a model's row id), which may be granted by itself. */
export interface Asked extends Need {
  readonly resourceId?: string;
}

/** Rows that a list may show: everything, or those of some projects and those granted one by one. Only this module mints it. */
export type Scope =
  | { readonly all: true }
  | { readonly all: false; readonly projectIds: readonly string[]; readonly userId: string };

const memo = new WeakMap<Ctx, Promise<Grant[]>>();

/** What the actor holds; looked up once per request. */
export function grantsOfActor(ctx: Ctx): Promise<Grant[]> {
  const { actor } = ctx;
  if (actor.kind === 'system' || actor.kind === 'anonymous') return Promise.resolve([]);
  let grants = memo.get(ctx);
  if (grants === undefined) {
    grants = grantsOf(ctx.db, actor.userId, ctx.now);
    memo.set(ctx, grants);
  }
  return grants;
}

/** Whether the actor may. The same answer that {@link authorize} gives, for pages that show or hide a control. */
export async function can(ctx: Ctx, asked: Asked): Promise<boolean> {
  const { actor } = ctx;
  if (actor.kind === 'system') return true;
  if (actor.kind === 'anonymous') return false;
  if (actor.limit !== null) {
    if (actor.limit.readOnly && asked.type !== 'read') return false;
    const { projectId } = actor.limit;
    if (projectId !== null && asked.projectId !== null && asked.projectId !== projectId) return false;
    if (projectId !== null && asked.projectId === null && asked.type !== 'read') return false;
  }
  if (permitting(await grantsOfActor(ctx), asked).length > 0) return true;
  if (asked.resourceId === undefined || asked.projectId === null) return false;
  const { operation, type, resourceId, projectId } = asked;
  return hasResourceGrant(ctx.db, { userId: actor.userId, operation, type, resourceId, projectId }, ctx.now);
}

/**
 * Lets the verb go on, or throws. Denied reads throw `absent` (as if the thing were not there, marked hidden);
 * so do denied writes on what the actor cannot read. Writes on what is visible throw `forbidden`, naming the
 * missing permission and who can give it. Deny by default.
 */
export async function authorize(ctx: Ctx, asked: Asked, absent: string): Promise<void> {
  if (await can(ctx, asked)) return;
  if (ctx.actor.kind === 'anonymous') throw new DomainError('unauthenticated', 'Sign in first.');
  if (asked.type === 'read' || !(await can(ctx, { ...asked, type: 'read' })))
    throw new DomainError('not_found', absent, { hidden: true });
  throw await refusal(ctx, asked);
}

/** As {@link authorize} where there is nothing to hide: lists and creations in the store or a readable project. */
export async function authorizeOpenly(ctx: Ctx, asked: Asked): Promise<void> {
  if (await can(ctx, asked)) return;
  if (ctx.actor.kind === 'anonymous') throw new DomainError('unauthenticated', 'Sign in first.');
  throw await refusal(ctx, asked);
}

/** The actor's reading scope over a project-scoped operation, for queries to compile in. */
export async function readScope(ctx: Ctx, operation: Operation): Promise<Scope> {
  const { actor } = ctx;
  if (actor.kind === 'system') return { all: true };
  if (actor.kind === 'anonymous') throw new DomainError('unauthenticated', 'Sign in first.');
  const projects = permittedProjects(await grantsOfActor(ctx), operation, 'read');
  const only = actor.limit?.projectId ?? null;
  if (only !== null) {
    const reaches = projects === 'all' || projects.includes(only);
    return { all: false, projectIds: reaches ? [only] : [], userId: actor.userId };
  }
  if (projects === 'all') return { all: true };
  return { all: false, projectIds: projects, userId: actor.userId };
}

async function refusal(ctx: Ctx, asked: Asked): Promise<DomainError> {
  const permission = `${asked.operation}:${asked.type}`;
  const names = await administratorNames(ctx.db, ctx.now, 3);
  const who = names.length === 0 ? 'an administrator' : names.join(' or ');
  return new DomainError(
    'forbidden',
    `You lack the permission ${permission}${where(asked)}. ${who} can give it.`,
    {
      permission,
    },
  );
}

function where(asked: { projectId: string | null; type: PermissionType }): string {
  return asked.projectId === null ? '' : ' in this project';
}
