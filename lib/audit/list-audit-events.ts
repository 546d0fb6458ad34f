import { type AuditEventRow, countAuditRows, listAuditRows, projectNames } from '@/db/queries/audit-lists';
import { type AuditChoice, auditFilter, boundTo } from '@/lib/audit/audit-filter';
import type { Ctx } from '@/lib/core/ctx';
import { type Cursor, type Page, pageLimit, pageOf, readCursor } from '@/lib/core/cursor';
import type { Change } from '@/lib/writes/changes';

export interface ListAuditEvents extends AuditChoice {
  readonly after?: Cursor;
  readonly limit?: number;
}

/** One thing that happened, as verbs tell it. Instants in UTC. */
export interface AuditRecord {
  readonly id: string;
  /** Place in its chain: `store`, or a project's row id; `security` for what is in none. */
  readonly chain: string;
  readonly seq: number;
  /** Hex SHA-256 of this event, and of the one before it in its chain; empty where there is none. */
  readonly hash: string;
  readonly previousHash: string;
  readonly at: Date;
  readonly actor: string;
  /** Row id of the person who acted; null for the store itself and for nobody known. */
  readonly actorId: string | null;
  /** Through what they acted: `session`, `token`, `client`, `system`; null in rows that do not tell. */
  readonly actorKind: string | null;
  /** Whether a service account acted. */
  readonly isService: boolean;
  /** Ties it to lines of the log; null outside of a request. */
  readonly request: string | null;
  readonly action: string;
  readonly resourceType: string;
  readonly resourceId: string | null;
  /** The name it had then. */
  readonly resourceName: string;
  readonly projectId: string | null;
  /** The name that the project has, or had when it was deleted. */
  readonly project: string | null;
  /** None in rows that older versions wrote. */
  readonly changes: readonly Change[];
  readonly details: Readonly<Record<string, unknown>>;
}

/**
 * One page of the audit log, newest first: all for who may `audit:read` everywhere, else that of the projects they
 * administer; what one did oneself in any case.
 */
export async function listAuditEvents(ctx: Ctx, input: ListAuditEvents): Promise<Page<AuditRecord>> {
  const filter = await auditFilter(ctx, input);
  const limit = pageLimit(input.limit);
  const listing = { list: 'audit', filter: boundTo(filter) };
  const keyset = readCursor(ctx, listing, input.after);
  const rows = await listAuditRows(ctx.db, filter, { keyset, limit });
  const count = await countAuditRows(ctx.db, filter);
  const ids = new Set(rows.flatMap(({ projectId }) => (projectId === null ? [] : [projectId])));
  const names = await projectNames(ctx.db, [...ids]);
  return pageOf(
    ctx,
    listing,
    { keyset, limit, count },
    rows,
    (row) => [row.at.toISOString(), row.id],
    (row) => presentAudit(row, names),
  );
}

interface Payload {
  readonly actor?: { readonly kind?: string; readonly service?: boolean };
  readonly request?: string | null;
  readonly changes?: readonly Change[];
  readonly details: Readonly<Record<string, unknown>>;
}

function presentAudit(row: AuditEventRow, names: ReadonlyMap<string, string>): AuditRecord {
  const { actor, request = null, changes = [], details } = JSON.parse(row.payload) as Payload;
  return {
    id: row.id,
    chain: row.chain,
    seq: row.seq,
    hash: row.hash,
    previousHash: row.previousHash,
    at: row.at,
    actor: row.actorName,
    actorId: row.actorId,
    actorKind: actor?.kind ?? null,
    isService: actor?.service === true,
    request,
    action: row.action,
    resourceType: row.resourceType,
    resourceId: row.resourceId,
    resourceName: row.resourceName,
    projectId: row.projectId,
    project: row.projectId === null ? null : (names.get(row.projectId) ?? null),
    changes,
    details,
  };
}
