'use client'; // keeps the cursor while the answer to what is typed arrives

import { useEffect, useRef } from 'react';

interface SearchFieldProps {
  /** What the list is searched for now. */
  readonly value: string;
  readonly label: string;
}

/**
 * The search of a list. Whoever types goes on typing while the list follows; else the field says what the address asks,
 * on the way back, too.
 */
export function SearchField({ value, label }: SearchFieldProps) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const { current } = field;
    if (current !== null && current !== document.activeElement) current.value = value;
  }, [value]);
  return (
    <input
      ref={field}
      type="search"
      name="q"
      defaultValue={value}
      placeholder={label}
      aria-label={label}
      aria-keyshortcuts="/"
      maxLength={100}
      className="w-56 rounded-md border border-rule bg-lift px-2 py-[3px] hover:border-rule-2 max-sm:w-full"
    />
  );
}
