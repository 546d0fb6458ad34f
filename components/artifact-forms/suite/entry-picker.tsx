'use client'; // searches in place

import { startTransition, useRef, useState } from 'react';
import { url } from '@/lib/core/urls';
import type { FormAction, FoundEntries } from '@/lib/next/form-state';
import { SUMMARY } from '../../artifact/disclosure';
import { useEditor } from '../../editor/context';
import { BOX } from '../../editor/fields';
import { IDLE, useFormState } from '../../forms/form';
import { buttonClass } from '../../ui/button';
import type { EntryStart } from './new-cases';

interface EntryPickerProps {
  /** The form's action: it also searches. */
  readonly action: FormAction;
  readonly use: (entry: EntryStart) => void;
}

type Found = { readonly found: FoundEntries } | { readonly refused: string };

/** Finds entries of the test catalogs by text, quality and tag; each can be used for a new case. */
export function EntryPicker({ action, use }: EntryPickerProps) {
  const { state } = useFormState();
  const { values } = useEditor();
  const box = useRef<HTMLDetailsElement>(null);
  const [own, setOwn] = useState<Found | null>(null);
  const [isSearching, setSearching] = useState(false);
  const answered = state.editor?.found;
  const result = own ?? (answered === undefined ? null : { found: answered });
  const search = () => {
    const form = box.current?.closest('form');
    if (!form || isSearching) return;
    const sent = new FormData();
    sent.set('act', 'own:find');
    sent.set('revision', '0');
    for (const [name, value] of new FormData(form)) if (name.startsWith('find.')) sent.set(name, value);
    setSearching(true);
    startTransition(async () => {
      const answer = await action(IDLE, sent);
      const found = answer.editor?.found;
      setOwn(found === undefined ? { refused: answer.message } : { found });
      setSearching(false);
    });
  };
  return (
    <details ref={box} open={answered !== undefined}>
      <summary className={`w-fit text-ink-2 hover:text-ink ${SUMMARY}`}>
        Use an entry of the test catalog
      </summary>
      <div className="flex flex-col gap-2 pt-2 pl-3">
        {/* biome-ignore lint/a11y/noStaticElementInteractions: Enter in one of the fields searches */}
        <div
          className="flex flex-wrap items-end gap-2"
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return;
            event.preventDefault();
            event.stopPropagation();
            search();
          }}
        >
          <input
            type="search"
            name="find.q"
            aria-label="Search entries"
            placeholder="Words of the entry"
            defaultValue={values['find.q'] ?? ''}
            className={`${BOX} max-w-60`}
          />
          <Choice name="find.quality" label="Quality" list="quality_attributes" />
          <Choice name="find.tag" label="Tag" list="tags" />
          <button
            type="submit"
            name="act"
            value="own:find"
            className={buttonClass()}
            onClick={(event) => {
              event.preventDefault();
              search();
            }}
          >
            {isSearching ? 'Searching…' : 'Search'}
          </button>
        </div>
        <div aria-live="polite">
          {result !== null &&
            ('refused' in result ? (
              <p className="text-fail">{result.refused}</p>
            ) : (
              <Results {...result.found} use={use} />
            ))}
        </div>
      </div>
    </details>
  );
}

function Choice({
  name,
  label,
  list,
}: {
  readonly name: string;
  readonly label: string;
  readonly list: string;
}) {
  const { lists, values } = useEditor();
  return (
    <select name={name} aria-label={label} defaultValue={values[name] ?? ''} className={`${BOX} max-w-52`}>
      <option value="">{label}: any</option>
      {(lists[list] ?? []).map((word) => (
        <option key={word.name}>{word.name}</option>
      ))}
    </select>
  );
}

function Results({ entries, of, use }: FoundEntries & { readonly use: EntryPickerProps['use'] }) {
  if (entries.length === 0) return <p className="text-ink-3">No entry has that.</p>;
  return (
    <>
      <ul>
        {entries.map((entry) => (
          <li
            key={`${entry.catalog}/${entry.identifier}`}
            className="flex items-baseline gap-x-3 border-b border-rule py-1"
          >
            <button
              type="submit"
              name="act"
              value={`own:use:${JSON.stringify([entry.catalog, entry.identifier])}`}
              aria-label={`Use ${entry.identifier} for a case`}
              className="link shrink-0"
              onClick={(event) => {
                event.preventDefault();
                use(entry);
              }}
            >
              Use
            </button>
            <span className="min-w-0 [overflow-wrap:anywhere]">
              <a
                href={url.catalogEntry(entry.catalog, entry.identifier)}
                target="_blank"
                className="link"
                rel="noopener"
              >
                <code>{entry.identifier}</code>
              </a>{' '}
              <span className="text-ink-2">{[entry.quality, ...entry.tags].filter(Boolean).join(', ')}</span>{' '}
              <span className="text-ink-3">{entry.description}</span>
            </span>
          </li>
        ))}
      </ul>
      {of !== null && (
        <p className="pt-1 text-ink-3">
          The first {entries.length} of {of}. Type more to narrow the list.
        </p>
      )}
    </>
  );
}
