import { dropDraftAction } from '@/app/(dashboard)/_artifact/form-actions';
import { ConfirmButton } from '@/components/forms/confirm-button';
import { LinkButton } from '@/components/ui/button';
import { RelativeTime } from '@/components/ui/relative-time';
import { instantText } from '@/components/ui/time-text';
import type { ArtifactType } from '@/lib/artifacts/artifact';
import { FORM_SHAPES } from '@/lib/artifacts/forms/form-shapes';
import { type KeptDraft, readDraft } from '@/lib/artifacts/forms/read-draft';
import { readArtifact } from '@/lib/artifacts/read-artifact';
import { formTree } from '@/lib/forms/form-body';
import { fieldsThatDiffer } from '@/lib/forms/form-tree';
import { exactValue } from '@/lib/json/exact-json';
import type { EditorProps } from './props';

/** The reader's draft of what the editor is of, unless they go on with it already; null when there is none. */
export async function draftToOffer(
  { ctx, at, artifact, query }: EditorProps,
  type: ArtifactType,
): Promise<KeptDraft | null> {
  if (FORM_SHAPES[type] === undefined || query['draft'] === 'continue') return null;
  return readDraft(ctx, { ...at, artifact: artifact === null ? '' : at.artifact, type });
}

interface DraftOfferProps extends EditorProps {
  readonly type: ArtifactType;
  readonly draft: KeptDraft;
  /** The editor's address: as it is, and with the draft. */
  readonly here: { readonly plain: string; readonly withDraft: string };
}

/** What somebody typed and did not save, offered before anything else: to go on with, or to throw away. */
export async function DraftOffer({ ctx, at, artifact, type, draft, here }: DraftOfferProps) {
  const head = artifact?.headRevision ?? 0;
  const count = await differing({ ctx, at, artifact }, type, draft);
  return (
    <div className="max-w-[72ch] border-l-2 border-stale pl-3">
      <h2>You have a draft</h2>
      <p className="mt-1 text-ink-2">
        Kept <RelativeTime at={draft.savedAt} now={ctx.now} ago />, on {instantText(draft.savedAt)}
        {draft.revision > 0 && <>, begun on revision {draft.revision}</>}. {count}
        {head > draft.revision && artifact !== null && (
          <>
            {' '}
            Since then {artifact.revision.creator ?? artifact.revision.writtenBy} wrote revision {head}:
            saving merges the two, field by field.
          </>
        )}
      </p>
      <div className="mt-3 flex flex-wrap gap-2">
        <LinkButton href={here.withDraft} look="primary">
          Continue with the draft
        </LinkButton>
        <ConfirmButton
          action={dropDraftAction}
          fields={{
            project: at.project,
            model: at.model,
            version: at.version ?? '',
            artifact: artifact === null ? '' : at.artifact,
            type,
            to: here.plain,
          }}
          label="Discard it"
          question="What you typed and did not save is thrown away."
        />
      </div>
    </div>
  );
}

async function differing(
  { ctx, at, artifact }: Pick<EditorProps, 'ctx' | 'at' | 'artifact'>,
  type: ArtifactType,
  { tree, revision }: KeptDraft,
): Promise<string> {
  const shape = FORM_SHAPES[type];
  if (shape === undefined) return '';
  const base =
    artifact === null || revision === artifact.headRevision
      ? artifact
      : await readArtifact(ctx, { ...at, revision });
  const count = fieldsThatDiffer(formTree(shape, base === null ? undefined : exactValue(base.body)), tree);
  const fields = count === 1 ? '1 field' : `${count.toLocaleString('en')} fields`;
  if (base === null) return `${fields} ${count === 1 ? 'is' : 'are'} filled in.`;
  return `${fields} ${count === 1 ? 'differs' : 'differ'} from it.`;
}
