import { putDraft, trimDrafts } from '@/db/queries/drafts';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { newId } from '@/lib/core/id';
import type { Tree } from '@/lib/forms/form-tree';
import { declareWrite } from '@/lib/writes/write';
import { type DraftAddress, resolveDraft } from './resolve-draft';

/** Bytes of a draft in UTF-8. */
const MAX_BYTES = 2 * 1024 * 1024;
/** Drafts that one person can have; beyond, the oldest goes. */
const MOST = 50;

export interface SaveDraft extends DraftAddress {
  readonly tree: Tree;
  /** The revision that the tree stands on; 0 for an artifact that is yet to be made. */
  readonly revision: number;
  /** When the draft that this one follows was saved; null when none was seen. */
  readonly seen: Date | null;
}

/**
 * Keeps what somebody typed, for them alone, until they save or discard it; answers when. `precondition` when another
 * window of theirs kept a later one; `too_large` above 2 MiB.
 */
export const saveDraft = declareWrite({
  verb: 'saveDraft',
  asks: ['artifact:create', 'artifact:update'],
  audits: 'none',
  because: 'a draft is its owner’s alone, and nothing of the store changes',
  example: async ({ project, anotherModel }): Promise<SaveDraft> => ({
    project,
    model: await anotherModel(),
    version: null,
    artifact: '',
    type: 'card',
    tree: {},
    revision: 0,
    seen: null,
  }),
  ready: async (ctx: Ctx, input: SaveDraft) => {
    const key = await resolveDraft(ctx, input);
    const tree = JSON.stringify(input.tree);
    if (Buffer.byteLength(tree, 'utf8') > MAX_BYTES)
      throw new DomainError('too_large', 'A draft may have 2 MiB at most. Saving the artifact still works.');
    return { ...key, id: newId(), baseRevision: input.revision, tree, updatedAt: ctx.now };
  },
  write: async ({ tx, ctx }, row, { seen }) => {
    if (!(await putDraft(tx, row, seen)))
      throw new DomainError(
        'precondition',
        'Another window of yours keeps a draft of this; what is typed here is not kept.',
      );
    await trimDrafts(tx, row.ownerId, MOST);
    return ctx.now;
  },
});
