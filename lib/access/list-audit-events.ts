import { type AuditEventRow, countAuditRows, listAuditRows } from '@/db/queries/audit';
import type { Ctx } from '@/lib/core/ctx';
import { openPosition, type Page, type Position, pageLimit, pageOf } from '@/lib/core/cursor';
import { isId } from '@/lib/core/id';
import type { Change } from '@/lib/writes/changes';
import { ownScope, readScope } from './authorize';
import { resolveProject } from './resolve-project';
import { resolveUser } from './resolve-user';

export interface ListAuditEvents {
  readonly project?: string;
  /** Who acted. */
  readonly user?: string;
  /** Row id of what it was done to. */
  readonly resourceId?: string;
  readonly after?: Position;
  readonly limit?: number;
}

/** One thing that happened, as verbs tell it. Instants in UTC. */
export interface AuditRecord {
  readonly id: string;
  /** Place in its chain: `store`, or a project's row id. */
  readonly chain: string;
  readonly seq: number;
  readonly at: Date;
  readonly actor: string;
  readonly action: string;
  readonly resourceType: string;
  readonly resourceId: string | null;
  /** The name it had then. */
  readonly resourceName: string;
  readonly projectId: string | null;
  /** None in rows that older versions wrote. */
  readonly changes: readonly Change[];
  readonly details: Readonly<Record<string, unknown>>;
}

/**
 * One page of the audit log, newest first: all for who may `audit:read` everywhere, else that of the projects they
 * administer; what one did oneself in any case.
 */
export async function listAuditEvents(ctx: Ctx, input: ListAuditEvents): Promise<Page<AuditRecord>> {
  const scope = await readScope(ctx, 'audit');
  const project = input.project === undefined ? null : await resolveProject(ctx, input.project);
  const user = input.user === undefined ? null : await resolveUser(ctx, input.user);
  // What is no row id is nothing's: an id that no row has keeps the query the same.
  const resourceId = input.resourceId === undefined || isId(input.resourceId) ? input.resourceId : NOBODY;
  const filter = {
    projectIds: scope.all ? null : scope.projectIds,
    own: ownScope(ctx),
    actorId: user?.id ?? null,
    projectId: project?.id ?? null,
    resourceId: resourceId ?? null,
  };
  const limit = pageLimit(input.limit);
  const { actorId, projectId } = filter;
  const listing = { list: 'audit', filter: { actorId, projectId, resourceId: filter.resourceId } };
  const keyset = openPosition(ctx, listing, input.after);
  const rows = await listAuditRows(ctx.db, filter, { keyset, limit });
  const count = await countAuditRows(ctx.db, filter);
  return pageOf(
    ctx,
    listing,
    { keyset, limit, count },
    rows,
    (row) => [row.at.toISOString(), row.id],
    presentAudit,
  );
}

const NOBODY = '00000000-0000-0000-0000-000000000000';

interface Payload {
  readonly resource: { readonly name: string };
  readonly changes?: readonly Change[];
  readonly details: Readonly<Record<string, unknown>>;
}

function presentAudit(row: AuditEventRow): AuditRecord {
  const { resource, changes = [], details } = JSON.parse(row.payload) as Payload;
  return {
    id: row.id,
    chain: row.chain,
    seq: row.seq,
    at: row.at,
    actor: row.actorName,
    action: row.action,
    resourceType: row.resourceType,
    resourceId: row.resourceId,
    resourceName: resource.name,
    projectId: row.projectId,
    changes,
    details,
  };
}
