import { TagBoxes } from '@/components/catalog/tag-boxes';
import { SelectField, TextArea } from '@/components/forms/fields';
import type { EntryContent } from '@/lib/catalog/catalog-entry';
import type { CatalogWords } from './words';

interface EntryFieldsProps {
  readonly words: CatalogWords;
  readonly entry: Readonly<Omit<EntryContent, 'tags'>> & { readonly tags: readonly string[] };
}

const LOST = { hint: 'No longer in its list.' };

/** What can be changed of an entry: everything but its identifier. Words that their list has lost are still shown. */
export function EntryFields({ words, entry }: EntryFieldsProps) {
  const lostTags = entry.tags.filter((tag) => !words.tags.some((known) => known.tag === tag));
  const { qualityAttribute } = entry;
  const isLost =
    qualityAttribute !== '' && !words.qualityAttributes.some(({ value }) => value === qualityAttribute);
  return (
    <>
      <TextArea name="description" label="Description" initial={entry.description ?? ''} rows={3} />
      <SelectField
        name="qualityAttribute"
        label="Quality attribute"
        initial={qualityAttribute}
        options={[
          { value: '', label: 'None' },
          ...(isLost
            ? [{ value: qualityAttribute, label: `${qualityAttribute} (no longer in its list)` }]
            : []),
          ...words.qualityAttributes,
        ]}
      />
      <TagBoxes
        name="tags"
        label="Tags"
        options={[...words.tags, ...[...new Set(lostTags)].map((tag) => ({ tag, ...LOST }))]}
        initial={entry.tags}
      />
      <TextArea
        name="code"
        label="Code"
        initial={entry.code}
        rows={18}
        code
        hint="Python, as it is to be used."
      />
      <TextArea name="inputs" label="Inputs" initial={entry.inputs ?? ''} rows={2} />
      <TextArea name="output" label="Output" initial={entry.output ?? ''} rows={2} />
    </>
  );
}
