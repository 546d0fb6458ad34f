import { sql } from 'drizzle-orm';
import type { Bookkeeper, Transaction } from '../client';

export interface AuditRow {
  readonly id: string;
  readonly chain: string;
  readonly payload: string;
  readonly at: Date;
  readonly actorId: string | null;
  readonly actorName: string;
  readonly action: string;
  readonly resourceType: string;
  readonly resourceId: string | null;
  readonly resourceName: string;
  readonly projectId: string | null;
}

/**
 * Appends to a chain in one statement: moving the head locks it, so call this last in a transaction.
 * The first event of a chain makes its head.
 */
export async function appendAudit(tx: Transaction, row: AuditRow): Promise<void> {
  const hashed = sql`encode(sha256(convert_to(c.hash || E'\n' || ${row.payload}, 'UTF8')), 'hex')`;
  const first = sql`encode(sha256(convert_to(E'\n' || ${row.payload}, 'UTF8')), 'hex')`;
  await tx.execute(sql`
    with head as (
      insert into audit_chains as c (chain, seq, previous_hash, hash) values (${row.chain}, 1, '', ${first})
      on conflict (chain) do update set seq = c.seq + 1, previous_hash = c.hash, hash = ${hashed}
      returning seq, previous_hash, hash
    )
    insert into audit_events (id, chain, seq, previous_hash, hash, payload, at, actor_id, actor_name, action,
      resource_type, resource_id, resource_name, project_id)
    select ${row.id}::uuid, ${row.chain}, head.seq, head.previous_hash, head.hash, ${row.payload},
      ${row.at.toISOString()}::timestamptz, ${row.actorId}::uuid, ${row.actorName}, ${row.action},
      ${row.resourceType}, ${row.resourceId}::uuid, ${row.resourceName}, ${row.projectId}::uuid
    from head`);
}

/** Security events that are kept. */
export const MOST_SECURITY_EVENTS = 10_000;

/** Adds a security event, and drops the oldest of those that are too many. */
export async function addSecurityEvent(
  executor: Bookkeeper,
  row: Pick<AuditRow, 'id' | 'payload' | 'at' | 'actorId' | 'actorName' | 'action'>,
): Promise<void> {
  await executor.execute(sql`
    with added as (
      insert into security_events (id, payload, at, actor_id, actor_name, action)
      values (${row.id}::uuid, ${row.payload}, ${row.at.toISOString()}::timestamptz, ${row.actorId}::uuid,
        ${row.actorName}, ${row.action})
      returning seq
    )
    delete from security_events where seq <= (select seq from added) - ${MOST_SECURITY_EVENTS}::bigint`);
}
