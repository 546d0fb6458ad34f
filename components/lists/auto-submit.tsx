'use client'; // sends the form around by itself

import { useEffect, useRef } from 'react';
import { buttonClass } from '../ui/button';

/** Milliseconds after the last key before a search is sent. */
const REST = 250;

/** The form's button, which hides itself where it is not needed: choices send at once, a search after a rest. */
export function AutoSubmit() {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const form = button.current?.form;
    if (!form) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const send = (event: Event) => {
      clearTimeout(timer);
      const wait = event.target instanceof HTMLSelectElement ? 0 : REST;
      timer = setTimeout(() => form.requestSubmit(), wait);
    };
    form.addEventListener('input', send);
    if (button.current !== null) button.current.classList.add('sr-only');
    return () => {
      clearTimeout(timer);
      form.removeEventListener('input', send);
    };
  }, []);
  return (
    <button ref={button} type="submit" className={buttonClass()}>
      Search
    </button>
  );
}
