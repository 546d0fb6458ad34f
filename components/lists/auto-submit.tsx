'use client'; // sends the form around by itself

import { useRouter } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { buttonClass } from '../ui/button';
import { formAddress } from './form-address';

/** Milliseconds after the last key before a search is sent. */
const REST = 250;

/**
 * The button of a form that asks by its address; it hides itself where it is not needed: choices send at once, a search
 * after a rest. The answer comes without loading the frame anew.
 */
export function AutoSubmit({ label = 'Search' }: { readonly label?: string }) {
  const button = useRef<HTMLButtonElement>(null);
  const router = useRouter();
  useEffect(() => {
    const form = button.current?.form;
    if (!form) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const send = (event: Event) => {
      clearTimeout(timer);
      const wait = event.target instanceof HTMLSelectElement ? 0 : REST;
      timer = setTimeout(() => form.requestSubmit(), wait);
    };
    const ask = (event: SubmitEvent) => {
      event.preventDefault();
      clearTimeout(timer);
      router.push(formAddress(form), { scroll: false });
    };
    form.addEventListener('input', send);
    form.addEventListener('submit', ask);
    if (button.current !== null) button.current.classList.add('sr-only');
    return () => {
      clearTimeout(timer);
      form.removeEventListener('input', send);
      form.removeEventListener('submit', ask);
    };
  }, [router]);
  return (
    <button ref={button} type="submit" className={buttonClass()}>
      {label}
    </button>
  );
}
