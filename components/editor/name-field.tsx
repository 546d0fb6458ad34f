'use client'; // reads the answer of the form around

import { useFormState } from '../forms/form';
import { useEditor } from './context';
import { BOX, FieldFrame } from './fields';

/** The name of an artifact that is yet to be made; one that is there keeps its own, and nothing is shown. */
export function NameField({ type }: { readonly type: string }) {
  const { issues, values, isNew } = useEditor();
  const { state } = useFormState();
  if (!isNew) return null;
  const complaints = issues.get('header.identifier') ?? [];
  return (
    <FieldFrame
      path="artifact"
      label="Name"
      complaints={complaints}
      help={`The type is put in front: ${type}.default. Without a name it is default.`}
    >
      <input
        id="artifact"
        name="artifact"
        defaultValue={values['artifact'] ?? (state.at === 0 ? 'default' : '')}
        aria-describedby={`artifact-help${complaints.length > 0 ? ' artifact-wrong' : ''}`}
        aria-invalid={complaints.length > 0 || undefined}
        autoComplete="off"
        spellCheck={false}
        className={`${BOX} max-w-80 font-mono text-xs/[20px]`}
      />
    </FieldFrame>
  );
}
