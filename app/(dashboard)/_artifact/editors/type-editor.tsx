import type { ArtifactType } from '@/lib/artifacts/artifact';
import { DraftOffer, draftToOffer } from './draft-offer';
import { EDITORS } from './editors';
import type { EditorProps } from './props';

interface TypeEditorProps extends EditorProps {
  readonly type: ArtifactType;
  /** The editor's address: as it is, and with the draft. */
  readonly here: { readonly plain: string; readonly withDraft: string };
}

/** The form of a type, once the reader's draft was taken or thrown away. */
export async function TypeEditor({ type, here, ...props }: TypeEditorProps) {
  const Editor = EDITORS[type];
  if (Editor === undefined) return null;
  const draft = await draftToOffer(props, type);
  if (draft === null) return <Editor {...props} />;
  return <DraftOffer {...props} type={type} draft={draft} here={here} />;
}
