'use client'; // keeps what a refused form held, and filters

import { useEffect, useState } from 'react';
import { useFormState } from '../forms/form';

interface TagBoxesProps {
  /** Fields are called `name.0`, `name.1` and so on; each holds its tag. */
  readonly name: string;
  readonly label: string;
  readonly options: readonly { readonly tag: string; readonly hint: string }[];
  readonly initial: readonly string[];
}

/** More tags than this get a box to look for one in. */
const MANY = 24;

/** Any number of tags: plain boxes, so that it works before (or without) JavaScript. */
export function TagBoxes({ name, label, options, initial }: TagBoxesProps) {
  const { state } = useFormState();
  const [part, setPart] = useState('');
  const [isLive, setLive] = useState(false);
  useEffect(() => setLive(true), []);
  const complaints = state.issues.filter(({ path }) => path === name);
  const ticked =
    state.status === 'idle'
      ? initial
      : Object.entries(state.values).flatMap(([field, value]) =>
          field.startsWith(`${name}.`) ? [value] : [],
        );
  const isShown = (tag: string) => tag.toLowerCase().includes(part.toLowerCase());
  return (
    <fieldset
      className="flex min-w-0 flex-col gap-1"
      aria-describedby={complaints.length > 0 ? `${name}-wrong` : undefined}
    >
      <legend className="mb-1 font-medium">{label}</legend>
      {isLive && options.length > MANY && (
        <input
          type="search"
          value={part}
          onChange={(event) => setPart(event.target.value)}
          placeholder="Find a tag"
          aria-label="Find a tag"
          className="mb-1 w-56 rounded-md border border-rule bg-lift px-2 py-[3px] hover:border-rule-2 max-sm:w-full"
        />
      )}
      <div
        key={state.at}
        className="grid max-h-60 grid-cols-[repeat(auto-fill,minmax(172px,1fr))] gap-x-4 gap-y-1 overflow-y-auto rounded-md border border-rule-2 bg-lift px-2.5 py-2"
      >
        {options.map(({ tag, hint }, n) => (
          <label key={tag} title={hint} className={`flex min-w-0 gap-2 ${isShown(tag) ? '' : 'hidden'}`}>
            <input
              type="checkbox"
              name={`${name}.${n}`}
              value={tag}
              defaultChecked={ticked.includes(tag)}
              className="mt-[3px] size-3.5 shrink-0 accent-[var(--ink)]"
            />
            <span className="min-w-0 [overflow-wrap:anywhere]">{tag}</span>
          </label>
        ))}
      </div>
      {complaints.length > 0 && (
        <ul id={`${name}-wrong`} className="text-fail">
          {complaints.map(({ message }) => (
            <li key={message}>{message}</li>
          ))}
        </ul>
      )}
    </fieldset>
  );
}
