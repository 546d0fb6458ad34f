'use client'; // says what the form is doing

import { useFormState } from '../forms/form';
import { buttonClass, LinkButton } from '../ui/button';

interface SaveBarProps {
  /** Where one goes without saving. */
  readonly back: string;
}

/** The buttons at the foot of an editor, always in sight. */
export function SaveBar({ back }: SaveBarProps) {
  const { pending } = useFormState();

  return (
    <div className="sticky bottom-0 -mx-1 flex flex-wrap items-center gap-2 border-t bg-paper px-1 py-3 print:hidden">
      <button
        type="submit"
        name="act"
        value="save"
        data-save
        aria-disabled={pending}
        className={`${buttonClass('primary')} aria-disabled:opacity-60`}
      >
        {pending ? 'Saving…' : 'Save'}
      </button>
      <LinkButton href={back}>Cancel</LinkButton>
    </div>
  );
}
