'use client'; // asks without loading the frame anew, and leaves what is empty out of the address

import { useRouter } from 'next/navigation';
import { type ReactNode, useEffect, useRef } from 'react';
import { buttonClass } from '../ui/button';
import { formAddress } from './form-address';

interface ApplyButtonProps {
  /** Id of the form, where the button does not stand in it. */
  readonly form?: string;
  readonly children: ReactNode;
}

/** Sends a form that asks by its address, and closes the disclosure that the form is in. */
export function ApplyButton({ form: formId, children }: ApplyButtonProps) {
  const button = useRef<HTMLButtonElement>(null);
  const router = useRouter();
  useEffect(() => {
    const form = button.current?.form;
    if (!form) return;
    const ask = (event: SubmitEvent) => {
      event.preventDefault();
      form.closest('details')?.removeAttribute('open');
      router.push(formAddress(form), { scroll: false });
    };
    form.addEventListener('submit', ask);
    return () => form.removeEventListener('submit', ask);
  }, [router]);
  return (
    <button ref={button} form={formId} type="submit" className={buttonClass()}>
      {children}
    </button>
  );
}
