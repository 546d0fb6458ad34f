import { deleteDraft } from '@/db/queries/drafts';
import type { Ctx } from '@/lib/core/ctx';
import { type DraftAddress, resolveDraft } from './draft-place';

/** Throws the actor's own draft of a place away; when there is none, nothing happens. */
export async function discardDraft(ctx: Ctx, input: DraftAddress): Promise<void> {
  await deleteDraft(ctx.db, await resolveDraft(ctx, input));
}
