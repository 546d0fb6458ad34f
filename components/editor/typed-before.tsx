'use client'; // about the moment in which the browser's side takes over

import { useEditor } from './context';

/** What stands in a text field and is selected there, before React sees it. */
export interface Typed {
  readonly field: HTMLTextAreaElement;
  readonly value: string;
  readonly selection: readonly [start: number, end: number];
}

/** Reads a text field while the form comes to life; null at any other time. */
export function useTypedBefore(path: string): Typed | null {
  const { waking } = useEditor();
  if (!waking.current) return null;
  const field = document.getElementById(path);
  if (!(field instanceof HTMLTextAreaElement)) return null;
  const { value, selectionStart, selectionEnd } = field;
  // What was given a value, be it the same, keeps what is selected while React gives it its first value again; what never
  // was loses it.
  field.value = value;
  return { field, value, selection: [selectionStart, selectionEnd] };
}

/**
 * Stands right behind a text field. React gives the field its first value again when it takes it over, while somebody
 * may be typing in it already; this is drawn next, and puts back what was there.
 */
export function TypedBefore({ typed }: { readonly typed: Typed | null }) {
  const { waking } = useEditor();
  if (typed === null || !waking.current) return null;
  const { field, value, selection } = typed;
  // The same value again leaves what is selected alone, and that may have changed since it was read.
  if (field.value === value) return null;
  field.value = value;
  if (document.activeElement === field) field.setSelectionRange(...selection);
  return null;
}
