import { holdersOf } from '@/db/queries/holders';
import { findProjectById } from '@/db/queries/projects';
import { waitingOf } from '@/db/queries/requests';
import { grantsOfActor, type RequiredPermission, seenBy } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { once } from '@/lib/core/once';
import { heldNeed } from '@/lib/explanations/place';
import { type Way, waysTo } from '@/lib/explanations/ways';
import { type Holder, toldOf } from '@/lib/explanations/who-can';
import type { Operation, PermissionType } from '@/lib/permissions/decide';
import { RESOURCE_NOUNS, readableResource } from '@/lib/roles/readable-resource';

/** What somebody is told who may not do something that they see. Instants in UTC. */
export interface Denial {
  readonly operation: Operation;
  readonly type: PermissionType;
  /** Null: in the store. */
  readonly project: string | null;
  /** The one thing that it is about; null where a permission cannot name it, or everything there is meant. */
  readonly resource: { readonly id: string; readonly name: string } | null;
  /** Roles that the actor has there, each once. */
  readonly held: readonly { readonly role: string; readonly project: string | null }[];
  /** What would allow it, the narrowest first. */
  readonly ways: readonly Way[];
  /** Who can give it, as far as the actor may be told of them. */
  readonly givers: readonly Holder[];
  /** Since when the actor waits for an answer to the same; null when they have not asked. */
  readonly askedAt: Date | null;
}

/** Givers that are looked at: more names than these help nobody. */
const MOST_GIVERS = 20;

/**
 * What is missing to somebody who may not do what `required` says, and what and who would help. About oneself it is
 * anybody's right; of people it names those whom the actor may be told of.
 */
export async function tellRefusal(ctx: Ctx, required: RequiredPermission): Promise<Denial> {
  const { operation, type, projectId } = required;
  const resource = await namedIn(ctx, required);
  const needed = { operation, type, projectId, resourceId: resource?.id ?? null };
  const project = await projectName(ctx, projectId);
  const waiting = await once(ctx, ['waiting'], () => waitingOfActor(ctx));
  const same = waiting.find(
    (request) =>
      request.operation === operation &&
      request.type === type &&
      request.projectId === projectId &&
      request.resourceId === needed.resourceId,
  );
  return {
    operation,
    type,
    project,
    resource,
    held: await heldIn(ctx, projectId),
    ways: await waysTo(ctx, needed),
    givers: await giversOf(ctx, needed),
    askedAt: same?.createdAt ?? null,
  };
}

async function namedIn(ctx: Ctx, { operation, resourceId }: RequiredPermission): Promise<Denial['resource']> {
  if (resourceId === undefined || RESOURCE_NOUNS[operation] === undefined) return null;
  const id = resourceId.toLowerCase();
  const found = await once(ctx, ['resource', operation, id], () => readableResource(ctx, operation, id));
  return found === null ? null : { id, name: found.name };
}

async function projectName(ctx: Ctx, projectId: string | null): Promise<string | null> {
  if (projectId === null) return null;
  const found = await once(ctx, ['project by id', projectId], () => findProjectById(ctx.db, projectId));
  return found?.name ?? null;
}

async function waitingOfActor({ db, actor, now }: Ctx) {
  // What somebody asked for is theirs alone: no view tells it.
  if (actor.kind === 'system' || actor.kind === 'anonymous' || actor.viewer !== undefined) return [];
  return waitingOf(db, actor.userId, now);
}

async function heldIn(ctx: Ctx, projectId: string | null): Promise<Denial['held']> {
  const there = (await grantsOfActor(ctx)).filter(
    (grant) => grant.projectId === null || grant.projectId === projectId,
  );
  const held = new Map<string, Denial['held'][number]>();
  for (const grant of there) {
    const project = await projectName(ctx, grant.projectId);
    held.set(`${grant.roleId} ${grant.projectId ?? ''}`, { role: grant.roleName, project });
  }
  return [...held.values()];
}

/** Who assigns roles there and holds what is asked for, or may give what they do not hold. */
async function giversOf(ctx: Ctx, needed: Parameters<typeof heldNeed>[0]): Promise<Holder[]> {
  const { projectId } = needed;
  const seen = await once(ctx, ['seen', projectId ?? ''], () => seenBy(ctx, projectId));
  const holders = (need: Parameters<typeof heldNeed>[0]) =>
    once(ctx, ['holders', JSON.stringify(need)], async () =>
      toldOf(ctx, seen, await holdersOf(ctx.db, heldNeed(need), { seen, now: ctx.now, limit: MOST_GIVERS })),
    );
  const assigners = await holders({
    operation: 'role_assignment',
    type: 'create',
    projectId,
    resourceId: null,
  });
  if (assigners.length === 0) return [];
  const escalating = await holders({
    operation: 'escalation',
    type: 'update',
    projectId: null,
    resourceId: null,
  });
  const holding = await holders(needed);
  const able = new Set([...escalating, ...holding].map(({ user }) => user));
  // A program answers no request.
  return assigners.filter(({ user, kind }) => kind === 'person' && able.has(user));
}
