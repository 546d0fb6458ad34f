import { type BodiesChoice, countBodies, findBody, listBodies } from '@/db/queries/artifact-bodies';
import { FILTER_PROPERTIES } from '@/db/queries/artifact-filter';
import type { Ctx } from '@/lib/core/ctx';
import { parseFilter } from '@/lib/core/parse-filter';
import { resolveVersion } from '@/lib/models/resolve-model';
import { type Artifact, presentArtifactHead, presentRevision } from './artifact';

export interface ListArtifactBodies {
  readonly project: string;
  readonly model: string;
  readonly version: string;
  /** A slice as Python takes one: `items[offset : offset + limit]`, negative numbers counting from the end. */
  readonly offset?: number;
  readonly limit?: number;
}

/**
 * All artifacts seen from a version with their bodies, oldest first, read in batches while they are consumed: any
 * number of them never lies in memory together. Whether the actor may is settled before this resolves.
 */
export async function listArtifactBodies(
  ctx: Ctx,
  input: ListArtifactBodies,
): Promise<AsyncIterable<Artifact>> {
  return streamOf(ctx, input, { filter: { kind: 'all' } });
}

/**
 * Those of them that a client's query finds (see {@link parseFilter}), however many there are. `property` looks into the
 * header's identifier, type, level and creator; `tag` finds no artifact, for none bears tags. `invalid` for a query that
 * is none.
 */
export async function searchArtifacts(
  ctx: Ctx,
  input: {
    readonly project: string;
    readonly model: string;
    readonly version: string;
    readonly query: unknown;
  },
): Promise<AsyncIterable<Artifact>> {
  return streamOf(ctx, input, () => ({ filter: parseFilter(input.query, SEARCHED) }));
}

const BATCH = 100;
const SEARCHED = { properties: FILTER_PROPERTIES, tags: null } as const;

async function streamOf(
  ctx: Ctx,
  input: ListArtifactBodies,
  wanted: Pick<BodiesChoice, 'filter'> | (() => Pick<BodiesChoice, 'filter'>),
): Promise<AsyncIterable<Artifact>> {
  const { project, version } = await resolveVersion(ctx, input, { operation: 'artifact', type: 'read' });
  const { filter } = typeof wanted === 'function' ? wanted() : wanted;
  const of = {
    kind: 'version',
    projectId: project.id,
    modelId: version.modelId,
    versionId: version.id,
  } as const;
  const choice = { of, filter };
  const { offset, length } = await sliceOf(ctx, choice, input.offset ?? 0, input.limit ?? Infinity);
  return stream(ctx, choice, project.name, offset, length);
}

/** Where a Python slice begins and how long it is at most. Counts only when a number is negative. */
async function sliceOf(
  ctx: Ctx,
  choice: BodiesChoice,
  start: number,
  limit: number,
): Promise<{ offset: number; length: number }> {
  const from = Number.isFinite(start) ? Math.trunc(start) : 0;
  const to = from + (Number.isFinite(limit) ? Math.trunc(limit) : Number.MAX_SAFE_INTEGER);
  if (from >= 0 && to >= 0) return { offset: Math.min(from, Number.MAX_SAFE_INTEGER), length: to - from };
  const n = await countBodies(ctx.db, choice);
  const place = (at: number) => (at < 0 ? Math.max(0, n + at) : Math.min(at, n));
  return { offset: place(from), length: Math.max(0, place(to) - place(from)) };
}

async function* stream(
  ctx: Ctx,
  choice: BodiesChoice,
  project: string,
  offset: number,
  length: number,
): AsyncGenerator<Artifact> {
  let after: string | null = null;
  for (let left = length, skip = offset; left > 0; skip = 0) {
    const limit = Math.min(left, BATCH);
    const rows = await listBodies(ctx.db, choice, { after, offset: skip, limit });
    for (const row of rows) {
      const body = row.body ?? (await findBody(ctx.db, row.revision));
      if (body === null) continue;
      const head = presentArtifactHead(row.artifact, { project, model: row.model, version: row.version });
      yield { ...head, revision: presentRevision(row.revision), body };
    }
    if (rows.length < limit) return;
    left -= rows.length;
    after = rows[rows.length - 1]?.artifact.id ?? null;
  }
}
