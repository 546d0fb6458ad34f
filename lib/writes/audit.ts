import type { Transaction } from '@/db/client';
import { appendAudit } from '@/db/queries/audit';
import { actorName, actorUserId, isServiceActor } from '@/lib/core/actor';
import type { Ctx } from '@/lib/core/ctx';
import { newId } from '@/lib/core/id';
import type { Operation } from '@/lib/permissions/decide';
import type { AuditAction } from './actions';
import type { Change } from './changes';

/** One thing that happened, as it will be told. `changes` and `details` must hold no secret, hash of one, or body. */
export interface AuditEvent<Action extends AuditAction = AuditAction> {
  readonly action: Action;
  readonly resourceType: Operation | 'access_request' | 'access_review' | 'invitation' | 'session' | 'store';
  readonly resourceId: string | null;
  /** The resource's name then; names change, rows do not. */
  readonly resourceName: string;
  readonly projectId: string | null;
  /** What is not as it was before, a line for each field. */
  readonly changes?: readonly Change[];
  /** What else there is to tell: counts, digests, where from. */
  readonly details?: Readonly<Record<string, string | number | boolean | null | readonly string[]>>;
}

/**
 * Writes the audit row into the same transaction as the change, at its end (it holds the chain's head until commit).
 * The payload is the JSON text that the chain hashes. Called by the frame of declared writes alone.
 */
export async function audit(tx: Transaction, ctx: Ctx, event: AuditEvent): Promise<void> {
  const id = newId();
  const actor = ctx.actor;
  const payload = JSON.stringify({
    id,
    at: ctx.now.toISOString(),
    actor: {
      kind: actor.kind,
      id: actorUserId(actor),
      name: actorName(actor),
      credential: actor.kind === 'system' || actor.kind === 'anonymous' ? null : actor.credentialId,
      ...(isServiceActor(actor) && { service: true }),
    },
    action: event.action,
    resource: { type: event.resourceType, id: event.resourceId, name: event.resourceName },
    project: event.projectId,
    request: ctx.requestId,
    changes: event.changes ?? [],
    details: event.details ?? {},
  });
  await appendAudit(tx, {
    id,
    chain: event.projectId ?? 'store',
    payload,
    at: ctx.now,
    actorId: actorUserId(actor),
    actorName: actorName(actor),
    action: event.action,
    resourceType: event.resourceType,
    resourceId: event.resourceId,
    resourceName: event.resourceName,
    projectId: event.projectId,
  });
}
