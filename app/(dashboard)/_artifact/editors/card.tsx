import { saveFormAction } from '@/app/(dashboard)/_artifact/form-actions';
import { CardForm } from '@/components/artifact-forms/forms';
import { EditorForm } from '@/components/editor/editor-form';
import { NameField } from '@/components/editor/name-field';
import { SaveBar } from '@/components/editor/save-bar';
import { backFrom, begin } from './begin';
import type { EditorProps } from './props';

/** The form of a negotiation card. */
export async function CardEditor(props: EditorProps) {
  const lists = ['problem_types', 'classification', 'quality_attributes', 'qa_categories'] as const;
  return (
    <EditorForm action={saveFormAction} start={await begin(props, 'card', lists)}>
      <NameField type="card" />
      <CardForm />
      <SaveBar back={backFrom(props)} drafts />
    </EditorForm>
  );
}
