'use client'; // appears with the answer that something is there

import { useFormState } from '../../forms/form';

/** Where the answer says that something is there already: writing over it, as its next revision, on a word. */
export function OverwriteChoice() {
  const { state } = useFormState();
  const revision = state.issues
    .map(({ path }) => /^overwrite\.(\d{1,9})$/.exec(path)?.[1])
    .find((found) => found !== undefined);
  if (revision === undefined) return null;
  return (
    <label className="flex gap-2 border-l-2 border-stale py-1 pl-3">
      <input
        type="checkbox"
        name="overwrite"
        value={revision}
        className="mt-[3px] size-3.5 accent-[var(--ink)]"
      />
      <span>
        Write mine as revision {Number(revision) + 1}
        <span className="block text-ink-3">
          Revision {revision} stays among the revisions. What this form does not ask about stays as it is.
        </span>
      </span>
    </label>
  );
}
