import { and, eq, inArray, or, type SQL, sql } from 'drizzle-orm';
import type { Bookkeeper, Executor, Transaction } from '../client';
import { auditEvents, securityEvents } from '../schema';
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

/** An event as it is listed; a security event is in no chain and about no resource. */
export interface AuditEventRow {
  readonly id: string;
  readonly chain: string;
  readonly seq: number;
  readonly payload: string;
  readonly at: Date;
  readonly actorName: string;
  readonly action: string;
  readonly resourceType: string;
  readonly resourceId: string | null;
  readonly projectId: string | null;
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

/** Events of both tables that a list holds, under one name. */
function listed(filter: AuditFilter): SQL {
  const { projectIds, own, actorId, projectId, resourceId } = filter;
  // What was done to no project tells of others in its details: a token of one project is not shown it.
  const theirs = own === null || own.onlyProjectId !== null ? null : own.userId;
  const inProjects =
    projectIds === null || projectIds.length === 0
      ? sql`false`
      : inArray(auditEvents.projectId, [...projectIds]);
  const events = and(
    projectIds === null
      ? undefined
      : or(inProjects, theirs === null ? sql`false` : eq(auditEvents.actorId, theirs)),
    actorId === null ? undefined : eq(auditEvents.actorId, actorId),
    projectId === null ? undefined : eq(auditEvents.projectId, projectId),
    resourceId === null ? undefined : eq(auditEvents.resourceId, resourceId),
  );
  const isAboutAnything = projectId !== null || resourceId !== null;
  const security = and(
    isAboutAnything || (projectIds !== null && theirs === null) ? sql`false` : undefined,
    projectIds === null || theirs === null ? undefined : eq(securityEvents.actorId, theirs),
    actorId === null ? undefined : eq(securityEvents.actorId, actorId),
  );
  return sql`(
    select id, chain, seq, payload, at, actor_name, action, resource_type, resource_id, project_id
    from audit_events where ${events ?? sql`true`}
    union all
    select id, 'security', seq, payload, at, actor_name, action, 'security', null::uuid, null::uuid
    from security_events where ${security ?? sql`true`}
  ) e`;
}

/** One more than `limit` rows of a page, newest first. */
export async function listAuditRows(
  executor: Executor,
  filter: AuditFilter,
  { keyset, limit }: { keyset: Keyset | null; limit: number },
): Promise<AuditEventRow[]> {
  const page = keysetPage(
    [
      { column: sql`e.at`, type: 'instant' },
      { column: sql`e.id`, type: 'id' },
    ],
    true,
    keyset,
  );
  const rows = await executor.execute<Omit<AuditEventRow, 'at' | 'seq'> & { at: string; seq: string }>(sql`
    select e.id, e.chain, e.seq, e.payload, e.at, e.actor_name as "actorName", e.action,
      e.resource_type as "resourceType", e.resource_id as "resourceId", e.project_id as "projectId"
    from ${listed(filter)} where ${page.where} order by ${page.orderBy} limit ${limit + 1}`);
  return rows.map((row) => ({ ...row, seq: Number(row.seq), at: new Date(row.at) }));
}

/** How many a list holds, to one more than the cap. */
export async function countAuditRows(executor: Executor, filter: AuditFilter): Promise<number> {
  const [row] = await executor.execute<{ n: string }>(
    sql`select count(*) as n from (select 1 from ${listed(filter)} limit ${COUNT_CAP + 1}) counted`,
  );
  return Number(row?.n ?? 0);
}
