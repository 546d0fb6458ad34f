import { findDraft } from '@/db/queries/drafts';
import { viewerOf } from '@/lib/core/actor';
import type { Ctx } from '@/lib/core/ctx';
import type { Tree } from '@/lib/forms/form-tree';
import { type DraftAddress, resolveDraft } from './resolve-draft';

/** What somebody typed and has not saved. */
export interface KeptDraft {
  readonly tree: Tree;
  /** The revision that they began with; 0 for an artifact that is yet to be made. */
  readonly revision: number;
  readonly savedAt: Date;
}

/** The actor's own draft of a place where they may write, or null. Nobody reads another’s, nor in another’s eyes. */
export async function readDraft(ctx: Ctx, input: DraftAddress): Promise<KeptDraft | null> {
  if (viewerOf(ctx.actor) !== undefined) return null;
  const row = await findDraft(ctx.db, await resolveDraft(ctx, input));
  return row === null
    ? null
    : { tree: JSON.parse(row.tree) as Tree, revision: row.baseRevision, savedAt: row.updatedAt };
}
