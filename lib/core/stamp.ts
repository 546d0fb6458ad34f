import { actorName, actorUserId } from './actor';
import type { Ctx } from './ctx';

/** Columns for a new row. Stamps come from the context, never from input. */
export function createdStamp(ctx: Ctx) {
  return { createdAt: ctx.now, createdById: actorUserId(ctx.actor), createdByName: actorName(ctx.actor) };
}

/** Columns for a changed row. */
export function updatedStamp(ctx: Ctx) {
  return { updatedAt: ctx.now, updatedById: actorUserId(ctx.actor), updatedByName: actorName(ctx.actor) };
}

/** Columns for a new row of a table that also records its last change. */
export function stamp(ctx: Ctx) {
  return { ...createdStamp(ctx), ...updatedStamp(ctx) };
}

/** Columns for a soft deletion. */
export function deletedStamp(ctx: Ctx) {
  return { deletedAt: ctx.now, deletedByName: actorName(ctx.actor) };
}
