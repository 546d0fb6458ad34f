import { deleteDraft } from '@/db/queries/drafts';
import type { Ctx } from '@/lib/core/ctx';
import { declareWrite } from '@/lib/writes/write';
import { type DraftAddress, resolveDraft } from './resolve-draft';

/** Throws the actor's own draft of a place away; when there is none, nothing happens. */
export const discardDraft = declareWrite({
  verb: 'discardDraft',
  asks: ['artifact:create', 'artifact:update'],
  audits: 'none',
  because: 'a draft is its owner’s alone, and nothing of the store changes',
  example: ({ project, model, artifact }): DraftAddress => ({
    project,
    model,
    version: null,
    artifact,
    type: 'card',
  }),
  ready: (ctx: Ctx, input: DraftAddress) => resolveDraft(ctx, input),
  write: ({ tx }, key) => deleteDraft(tx, key),
});
