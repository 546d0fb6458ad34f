'use client'; // reads what the editor around knows of the list

import type { ReactNode } from 'react';
import { ANOTHER } from '@/lib/forms/form-tree';
import { type ListOption, useEditor, useField } from './context';
import { BOX, controlOf, FieldFrame } from './fields';

interface ListChoiceProps {
  readonly name: string;
  readonly label: string;
  /** The custom list that the word is of. */
  readonly list: string;
  readonly help?: ReactNode;
  readonly explainedBy?: string;
  /** The list whose entries stand above this list's; a new word then needs one of them. */
  readonly parentList?: string;
}

/**
 * One word of a custom list. "Another entry…" reveals a field for one that the list lacks, which saving adds to it,
 * also without JavaScript.
 */
export function ListChoice({ name, label, list, help, explainedBy, parentList }: ListChoiceProps) {
  const field = useField(name);
  const { lists, mayNotGrow, values } = useEditor();
  const words = lists[list] ?? [];
  const { initial, path, was } = field;
  const isElsewhere = initial !== '' && initial !== ANOTHER && words.every((word) => word.name !== initial);
  const typed = (root: string) => (was === null ? '' : (values[`${root}.${was}`] ?? ''));
  return (
    <FieldFrame path={path} label={label} help={help} complaints={field.complaints}>
      <div className="group/choice flex flex-col gap-1">
        <select {...controlOf(field, help, explainedBy)} defaultValue={initial} className={`${BOX} max-w-80`}>
          <option value="">–</option>
          {isElsewhere && (
            <option value={initial}>{words.length === 0 ? initial : `${initial} (not in the list)`}</option>
          )}
          <Options words={words} />
          <option value={ANOTHER} data-another>
            Another entry…
          </option>
        </select>
        <div className="hidden flex-wrap items-center gap-x-3 gap-y-1 group-has-[[data-another]:checked]/choice:flex">
          {mayNotGrow === null ? (
            <>
              <input
                name={`grow.${path}`}
                aria-label={`New entry for ${label.toLowerCase()}`}
                placeholder="The new entry"
                defaultValue={typed('grow')}
                autoComplete="off"
                className={`${BOX} max-w-60`}
              />
              {parentList !== undefined && (
                <select
                  name={`parent.${path}`}
                  aria-label="Its category"
                  defaultValue={typed('parent')}
                  className={`${BOX} max-w-60`}
                >
                  <option value="">Its category…</option>
                  <Options words={lists[parentList] ?? []} />
                </select>
              )}
            </>
          ) : (
            <p className="px-1.5 text-ink-2">{mayNotGrow}</p>
          )}
        </div>
      </div>
    </FieldFrame>
  );
}

/** By category, where the words have one. */
function Options({ words }: { words: readonly ListOption[] }) {
  const groups = new Map<string, ListOption[]>();
  for (const word of words) {
    const group = groups.get(word.parent ?? '');
    if (group === undefined) groups.set(word.parent ?? '', [word]);
    else group.push(word);
  }
  return [...groups].map(([parent, members]) => {
    const options = members.map(({ name }) => <option key={name}>{name}</option>);
    return parent === '' ? (
      options
    ) : (
      <optgroup key={parent} label={parent}>
        {options}
      </optgroup>
    );
  });
}
