import { sql } from 'drizzle-orm';
import type { Transaction } from '../client';

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
      resource_type, resource_id, project_id)
    select ${row.id}::uuid, ${row.chain}, head.seq, head.previous_hash, head.hash, ${row.payload},
      ${row.at.toISOString()}::timestamptz, ${row.actorId}::uuid, ${row.actorName}, ${row.action},
      ${row.resourceType}, ${row.resourceId}::uuid, ${row.projectId}::uuid
    from head`);
}
