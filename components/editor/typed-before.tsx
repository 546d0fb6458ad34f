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
  return { field, value: field.value, selection: [field.selectionStart, field.selectionEnd] };
}

/**
 * Stands right behind a text field. React gives the field its first value again when it takes it over, while somebody
 * may be typing in it already; this is drawn next, and puts back what was there.
 */
export function TypedBefore({ typed }: { readonly typed: Typed | null }) {
  const { waking } = useEditor();
  if (typed === null || !waking.current) return null;
  const { field, value, selection } = typed;
  if (field.value !== value) field.value = value;
  if (document.activeElement === field) field.setSelectionRange(...selection);
  return null;
}
