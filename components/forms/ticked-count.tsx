'use client'; // counts boxes as they are ticked

import { useEffect, useState } from 'react';

interface TickedCountProps {
  /** Id of the form that the boxes belong to. */
  readonly form: string;
  /** What the boxes' names begin with, before a dot and a number. */
  readonly name: string;
  /** Says which are meant while none is ticked, and where nothing counts. */
  readonly none: string;
}

/** How many boxes of a form are ticked. */
export function TickedCount({ form, name, none }: TickedCountProps) {
  const [ticked, setTicked] = useState(0);
  useEffect(() => {
    const count = () => {
      const of = document.getElementById(form);
      const boxes = of instanceof HTMLFormElement ? [...of.elements] : [];
      setTicked(
        boxes.filter(
          (box) => box instanceof HTMLInputElement && box.checked && box.name.startsWith(`${name}.`),
        ).length,
      );
    };
    count();
    // A form that was answered is put back to its first values after it says so.
    const later = () => setTimeout(count);
    document.addEventListener('change', count);
    document.addEventListener('reset', later);
    return () => {
      document.removeEventListener('change', count);
      document.removeEventListener('reset', later);
    };
  }, [form, name]);
  return ticked === 0 ? none : `the ${ticked} ticked`;
}
