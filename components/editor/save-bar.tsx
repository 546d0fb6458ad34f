'use client'; // says what the form is doing

import { use } from 'react';
import { useFormState } from '../forms/form';
import { buttonClass, LinkButton } from '../ui/button';
import { DraftContext, useEditor } from './context';

interface SaveBarProps {
  /** Where one goes without saving. */
  readonly back: string;
  /** What saving does. */
  readonly label?: string;
  /** Whether the form keeps drafts. */
  readonly drafts?: boolean;
}

/** The buttons at the foot of an editor, always in sight, and what became of what was typed. */
export function SaveBar({ back, label = 'Save', drafts = false }: SaveBarProps) {
  const { pending } = useFormState();
  const { isFixed } = useEditor();
  return (
    <div className="sticky bottom-0 z-10 -mx-1 flex flex-wrap items-center gap-x-2 gap-y-1 border-t bg-paper px-1 py-2.5 print:hidden">
      <button
        type="submit"
        name="act"
        value="save"
        data-save
        aria-disabled={pending}
        className={`${buttonClass('primary')} aria-disabled:opacity-60`}
      >
        {pending ? 'Saving…' : label}
      </button>
      {drafts && !isFixed && (
        <button type="submit" name="act" value="draft" aria-disabled={pending} className={buttonClass()}>
          Keep as draft
        </button>
      )}
      <LinkButton href={back}>Cancel</LinkButton>
      {drafts && <Kept />}
    </div>
  );
}

function Kept() {
  const status = use(DraftContext);
  return (
    <p role="status" className={`min-w-0 ${status.kind === 'lost' ? 'text-fail' : 'text-ink-3'}`}>
      {status.kind === 'changed' && 'Not saved yet'}
      {status.kind === 'kept' && <>Draft kept at {clockText(status.at)}</>}
      {status.kind === 'lost' && <>The draft is not kept. {status.why}</>}
    </p>
  );
}

/** `10:42` in UTC, as every time here. */
const clockText = (iso: string): string => `${iso.slice(11, 16)} UTC`;
