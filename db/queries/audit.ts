import { and, count, eq, inArray, or, type SQL, sql } from 'drizzle-orm';
import type { Executor, Transaction } from '../client';
import { auditEvents } from '../schema';
import { COUNT_CAP, type Keyset, keysetPage } from './keyset';
import type { OwnScope } from './scope';

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

export interface AuditFilter {
  /** Events of these projects only, or of everything when null. */
  readonly projectIds: readonly string[] | null;
  /** Theirs are seen in any case. */
  readonly own: OwnScope | null;
  readonly actorId: string | null;
  readonly projectId: string | null;
  readonly resourceId: string | null;
}

export type AuditEventRow = typeof auditEvents.$inferSelect;

function listed({ projectIds, own, actorId, projectId, resourceId }: AuditFilter): SQL | undefined {
  // What was done to no project tells of others in its details: a token of one project is not shown it.
  const theirs =
    own === null || own.onlyProjectId !== null ? sql`false` : eq(auditEvents.actorId, own.userId);
  const inProjects =
    projectIds === null || projectIds.length === 0
      ? sql`false`
      : inArray(auditEvents.projectId, [...projectIds]);
  return and(
    projectIds === null ? undefined : or(inProjects, theirs),
    actorId === null ? undefined : eq(auditEvents.actorId, actorId),
    projectId === null ? undefined : eq(auditEvents.projectId, projectId),
    resourceId === null ? undefined : eq(auditEvents.resourceId, resourceId),
  );
}

/** One more than `limit` rows of a page, newest first. */
export async function listAuditRows(
  executor: Executor,
  filter: AuditFilter,
  { keyset, limit }: { keyset: Keyset | null; limit: number },
): Promise<AuditEventRow[]> {
  const page = keysetPage(
    [
      { column: auditEvents.at, type: 'instant' },
      { column: auditEvents.id, type: 'id' },
    ],
    true,
    keyset,
  );
  return executor
    .select()
    .from(auditEvents)
    .where(and(listed(filter), page.where))
    .orderBy(page.orderBy)
    .limit(limit + 1);
}

/** How many a list holds, to one more than the cap. */
export async function countAuditRows(executor: Executor, filter: AuditFilter): Promise<number> {
  const some = executor
    .select({ one: sql`1` })
    .from(auditEvents)
    .where(listed(filter))
    .limit(COUNT_CAP + 1)
    .as('some');
  const [row] = await executor.select({ n: count() }).from(some);
  return row?.n ?? 0;
}
