'use client'; // reads the answer of the form around

import type { DescribedConflict } from '@/lib/artifacts/forms/collision';
import type { ShownConflict } from '@/lib/next/form-state';
import { Note } from '../ui/note';
import { instantText } from '../ui/time-text';
import { useEditor } from './context';

/** Somebody else's later revision: what both changed stands side by side, to be chosen from. */
export function ConflictPanel({ conflict }: { readonly conflict: ShownConflict }) {
  const { by, at, revision, conflicts } = conflict;
  const written = (
    <>
      <b className="font-medium text-ink">{by}</b> wrote revision {revision} on {instantText(new Date(at))},
      while you edited.
    </>
  );
  if (conflicts.length === 0)
    return (
      <Note tone="stale">
        {written} None of it is what you changed, so both are in the form now. Look it over and save again.
      </Note>
    );
  const count = conflicts.length === 1 ? 'one place' : `${conflicts.length} places`;
  return (
    <section aria-labelledby="conflict" className="border-l-2 border-stale pl-3">
      <h2 id="conflict" tabIndex={-1} data-conflict className="outline-none">
        You both changed {count}
      </h2>
      <p className="max-w-[72ch] text-ink-2">
        {written} What only one of you changed is in the form already. Choose what shall stay of the rest, and
        save again; nothing is written before.
      </p>
      <ol className="mt-2">
        {conflicts.map((each) => (
          <Choice key={each.path} conflict={each} by={by} />
        ))}
      </ol>
    </section>
  );
}

function Choice({ conflict, by }: { readonly conflict: DescribedConflict; readonly by: string }) {
  const { path, kind, mine, theirs } = conflict;
  const { issues, values } = useEditor();
  const name = `choice.${path}`;
  const complaints = issues.get(name) ?? [];
  const option = (value: 'mine' | 'theirs', whose: string, text: string | null) => (
    <label className="flex min-w-0 gap-2 rounded-sm border border-rule p-2 has-checked:border-ink has-checked:bg-lift hover:border-ink-3">
      <input
        type="radio"
        name={name}
        value={value}
        defaultChecked={values[name] === value}
        aria-invalid={complaints.length > 0 || undefined}
        aria-describedby={complaints.length > 0 ? `${name}-wrong` : undefined}
        className="mt-[3px] size-3.5 shrink-0 accent-[var(--ink)]"
      />
      <span className="min-w-0">
        <span className="block text-xs text-ink-3">{whose}</span>
        <span className="block whitespace-pre-wrap [overflow-wrap:anywhere]">
          {text === null ? (
            <span className="text-ink-3">without this row</span>
          ) : text === '' ? (
            <span className="text-ink-3">nothing</span>
          ) : (
            text
          )}
        </span>
      </span>
    </label>
  );
  return (
    <li className="border-b border-rule py-2.5">
      <fieldset>
        <legend className="pb-1 font-medium">
          {wordsOf(path)}
          {kind === 'order' && <span className="font-normal text-ink-2">: the order of the rows</span>}
        </legend>
        <input type="hidden" name={`conflict.${path}`} value={kind} />
        <div className="grid gap-2 sm:grid-cols-2">
          {option('mine', 'Yours, as in the form', mine)}
          {option('theirs', `Of ${by}`, theirs)}
        </div>
        {complaints.length > 0 && (
          <p id={`${name}-wrong`} className="pt-1 text-fail">
            {complaints.join(' ')}
          </p>
        )}
      </fieldset>
    </li>
  );
}

/** `body.system_requirements.3.stimulus` as `System requirements 4 · stimulus`. */
function wordsOf(path: string): string {
  const words = path
    .slice('body.'.length)
    .replaceAll(/\.(\d+)/g, (_, n: string) => ` ${Number(n) + 1}`)
    .replaceAll('.', ' · ')
    .replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
