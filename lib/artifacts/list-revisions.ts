import { findHead, listRevisionFacts } from '@/db/queries/artifacts';
import type { Ctx } from '@/lib/core/ctx';
import { type Cursor, type Page, pageLimit, pageOf, readCursor } from '@/lib/core/cursor';
import { presentRevision, type Revision } from './artifact';
import { type ArtifactAddress, absentArtifact, resolveArtifact } from './resolve-artifact';

/** One page of an artifact's revisions, newest first: who, when, hash and size; never a body. */
export async function listRevisions(
  ctx: Ctx,
  input: ArtifactAddress & { readonly after?: Cursor; readonly limit?: number },
): Promise<Page<Revision>> {
  const { key } = await resolveArtifact(ctx, input, 'read');
  const head = key === null ? null : await findHead(ctx.db, key);
  if (head === null) throw await absentArtifact(ctx, input, key);
  const listing = { list: 'revisions', filter: { artifact: head.id } };
  const keyset = readCursor(ctx, listing, input.after);
  const limit = pageLimit(input.limit);
  const rows = await listRevisionFacts(ctx.db, head, keyset, limit);
  const query = { keyset, limit, count: head.headRevision };
  return pageOf(ctx, listing, query, rows, (row) => [String(row.revision)], presentRevision);
}
