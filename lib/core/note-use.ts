import type { Need } from '@/lib/permissions/decide';
import type { Ctx } from './ctx';

/**
 * Counts that the actor was let do something by a permission. Nothing is counted of the store itself, nor of who is viewed:
 * they have used nothing.
 */
export function noteUse({ actor, decided, now }: Ctx, { operation, type, projectId }: Need): void {
  if (actor.kind === 'system' || actor.kind === 'anonymous' || actor.viewer !== undefined) return;
  decided.noteUse({ userId: actor.userId, operation, type, projectId }, now);
}
