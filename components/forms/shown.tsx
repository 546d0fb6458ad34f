'use client'; // reads the form's answer

import type { ReactNode } from 'react';
import { CopyButton } from '../ui/copy-button';
import { Snippet } from '../ui/snippet';
import { useFormState } from './form';

interface ShownProps {
  readonly label: string;
  /** Accessible name of the button. */
  readonly copy?: string;
  readonly children: ReactNode;
}

/** A value that the answer carries this once: a new token. `children` say where it goes. */
export function Shown({ label, copy = 'Copy the token', children }: ShownProps) {
  const { state } = useFormState();
  if (state.shown === null || state.paste !== undefined) return null;
  return (
    <div className="flex flex-col gap-2 rounded-md border border-rule-2 bg-lift p-3">
      <span className="font-medium">{label}</span>
      <code className="[overflow-wrap:anywhere] select-all">{state.shown}</code>
      <span className="text-xs text-ink-3">{children}</span>
      <span>
        <CopyButton text={state.shown} label={copy}>
          Copy
        </CopyButton>
      </span>
    </div>
  );
}

/** Lines to paste that hold such a value. */
export function ShownLines({ title, children }: { title: string; children: ReactNode }) {
  const { state } = useFormState();
  if (state.paste === undefined) return null;
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <Snippet title={title} code={state.paste} />
      <span className="text-xs text-ink-3">{children}</span>
    </div>
  );
}

/** What is there until the answer carries such lines: the button must not make another value by itself. */
export function UntilShown({ children }: { readonly children: ReactNode }) {
  return useFormState().state.paste === undefined && children;
}
