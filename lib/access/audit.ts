import type { Transaction } from '@/db/client';
import { appendAudit } from '@/db/queries/audit';
import { actorName, actorUserId } from '@/lib/core/actor';
import type { Ctx } from '@/lib/core/ctx';
import { newId } from '@/lib/core/id';
import type { Operation } from './decide';

/** One thing that happened, as it will be told. `details` must hold no secret, hash or body. */
export interface AuditEvent {
  /** `model.create`, `artifact.write`, `session.end`: resource, dot, verb. */
  readonly action: string;
  readonly resourceType: Operation | 'session' | 'store';
  readonly resourceId: string | null;
  /** Its name then; names change, rows do not. */
  readonly resourceName: string;
  readonly projectId: string | null;
  readonly details?: Readonly<Record<string, string | number | boolean | null | readonly string[]>>;
}

/**
 * Writes the audit row into the same transaction as the change, at its end (it holds the chain's head until commit).
 * The payload is the JSON text that the chain hashes.
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
    },
    action: event.action,
    resource: { type: event.resourceType, id: event.resourceId, name: event.resourceName },
    project: event.projectId,
    request: ctx.requestId,
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
    projectId: event.projectId,
  });
}
