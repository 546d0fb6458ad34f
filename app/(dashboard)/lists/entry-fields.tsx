import { SelectField, TextArea } from '@/components/forms/fields';
import type { ListEntry } from '@/lib/lists/list';

interface EntryFieldsProps {
  /** Names of the categories, for lists that have them above; null elsewhere. */
  readonly parents: readonly string[] | null;
  readonly entry?: ListEntry;
}

/** What can be changed of an entry: everything but its name. */
export function EntryFields({ parents, entry }: EntryFieldsProps) {
  return (
    <>
      {parents !== null && (
        <SelectField
          name="parent"
          label="Category"
          initial={entry?.parent ?? ''}
          options={parents.map((name) => ({ value: name, label: name }))}
        />
      )}
      <TextArea name="description" label="Description" initial={entry?.description ?? ''} rows={3} />
    </>
  );
}
