import { Readable } from 'node:stream';
import { type AuditEventRow, listAuditRows, projectNames } from '@/db/queries/audit-lists';
import type { Keyset } from '@/db/queries/keyset';
import { authorizeOpenly, readScope } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { csvLine } from '@/lib/csv/csv-line';
import { declareWrite } from '@/lib/writes/write';
import { type AuditChoice, auditFilter } from './audit-filter';

/** `jsonl`: each event with the text that its hash is of. `csv`: for a spreadsheet. */
export const AUDIT_FORMATS = ['jsonl', 'csv'] as const;
export type AuditFormat = (typeof AUDIT_FORMATS)[number];

/** An export that was permitted and recorded, ready to be read once. */
export interface AuditExport {
  readonly name: string;
  readonly type: 'application/jsonl' | 'text/csv; charset=utf-8';
  readonly stream: () => Readable;
}

/** Rows that are read at once: memory stays flat however many there are. */
const BATCH = 1_000;

/**
 * Exports the events meant, the oldest first, up to this moment; for who may `audit:read` there. That it was exported is
 * an event, too, written before the first byte goes out.
 */
export async function exportAudit(ctx: Ctx, choice: AuditChoice, format: AuditFormat): Promise<AuditExport> {
  const filter = await recordExport(ctx, { choice, format });
  const until = filter.until === null || filter.until > ctx.now ? ctx.now : filter.until;
  const lines = format === 'csv' ? csvLines : jsonLines;
  return {
    name: `audit ${ctx.now.toISOString().slice(0, 10)}.${format}`,
    type: format === 'csv' ? 'text/csv; charset=utf-8' : 'application/jsonl',
    stream: () => Readable.from(lines(ctx, batches(ctx, { ...filter, until }))),
  };
}

const recordExport = declareWrite({
  verb: 'exportAudit',
  asks: ['audit:read'],
  audits: ['audit.export'],
  example: ({ project }) => ({ choice: { project }, format: 'csv' as const }),
  ready: async (ctx: Ctx, { choice }: { readonly choice: AuditChoice; readonly format: AuditFormat }) => {
    const scope = await readScope(ctx, 'audit');
    const projectId = scope.all ? null : (scope.projectIds[0] ?? null);
    await authorizeOpenly(ctx, { operation: 'audit', type: 'read', projectId });
    return auditFilter(ctx, choice);
  },
  write: async ({ tell }, filter, { choice, format }) => {
    tell({
      action: 'audit.export',
      resourceType: 'audit',
      resourceId: null,
      resourceName: 'audit',
      projectId: filter.projectId,
      details: { format, ...toldChoice(choice) },
    });
    return filter;
  },
});

/** What was asked, as the audit tells it. */
const toldChoice = ({ since, until, ...choice }: AuditChoice) => ({
  ...choice,
  ...(since === undefined ? {} : { since: since.toISOString() }),
  ...(until === undefined ? {} : { until: until.toISOString() }),
});

async function* batches(
  { db }: Ctx,
  filter: Awaited<ReturnType<typeof auditFilter>>,
): AsyncGenerator<AuditEventRow[]> {
  let keyset: Keyset | null = null;
  for (;;) {
    const rows: AuditEventRow[] = await listAuditRows(db, filter, {
      keyset,
      limit: BATCH - 1,
      oldestFirst: true,
    });
    yield rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < BATCH) return;
    keyset = { backward: false, at: [last.at.toISOString(), last.id] };
  }
}

/** An object for each event: `hash` is the hex SHA-256 of `previousHash`, a newline and `payload`, as these are. */
async function* jsonLines(_: Ctx, rows: AsyncIterable<AuditEventRow[]>): AsyncGenerator<string> {
  for await (const batch of rows)
    yield batch
      .map(({ chain, seq, previousHash, hash, payload }) =>
        JSON.stringify({ chain, seq, previousHash, hash, payload }),
      )
      .map((line) => `${line}\n`)
      .join('');
}

const HEADINGS = [
  'time',
  'person',
  'action',
  'type',
  'name',
  'project',
  'changes',
  'details',
  'chain',
  'number',
  'hash',
] as const;

async function* csvLines(ctx: Ctx, rows: AsyncIterable<AuditEventRow[]>): AsyncGenerator<string> {
  yield csvLine(HEADINGS);
  for await (const batch of rows) {
    const ids = new Set(batch.flatMap(({ projectId }) => (projectId === null ? [] : [projectId])));
    const names = await projectNames(ctx.db, [...ids]);
    yield batch.map((row) => csvLine(cells(row, names))).join('');
  }
}

function cells(row: AuditEventRow, names: ReadonlyMap<string, string>): (string | number | null)[] {
  const { changes = [], details = {} } = JSON.parse(row.payload) as {
    readonly changes?: readonly unknown[];
    readonly details?: object;
  };
  return [
    row.at.toISOString(),
    row.actorName,
    row.action,
    row.resourceType,
    row.resourceName,
    row.projectId === null ? null : (names.get(row.projectId) ?? row.projectId),
    changes.length === 0 ? null : JSON.stringify(changes),
    Object.keys(details).length === 0 ? null : JSON.stringify(details),
    row.chain,
    row.seq,
    row.hash,
  ];
}
