'use client'; // reads the state of the form around

import type { ReactNode } from 'react';
import { type ButtonLook, buttonClass } from '../ui/button';
import { useFormState } from './form';

/** The button that sends the form; says so while it is under way. */
export function Submit({
  children,
  busy = 'Saving…',
  look = 'primary',
}: {
  children: ReactNode;
  busy?: string;
  look?: ButtonLook;
}) {
  const { pending } = useFormState();
  return (
    <button
      type="submit"
      className={`${buttonClass(look)} self-start aria-disabled:opacity-60`}
      aria-disabled={pending}
      onClick={(event) => {
        if (pending) event.preventDefault();
      }}
    >
      {pending ? busy : children}
    </button>
  );
}
