'use client'; // opens for the answer of the form around, and closes on Escape

import { type ReactNode, useRef } from 'react';
import { useFormState } from '../forms/form';

interface WhyDetailsProps {
  readonly summary: ReactNode;
  readonly summaryClass: string;
  readonly children: ReactNode;
}

/** What hangs from a refused control: one open at a time, and open without JavaScript where its form was refused. */
export function WhyDetails({ summary, summaryClass, children }: WhyDetailsProps) {
  const details = useRef<HTMLDetailsElement>(null);
  const { state } = useFormState();
  const isAnswered = state.status === 'refused' || state.status === 'invalid';
  return (
    <details
      ref={details}
      name="why"
      open={isAnswered ? true : undefined}
      className="max-md:open:basis-full print:hidden"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || details.current === null) return;
        details.current.open = false;
        details.current.querySelector('summary')?.focus();
      }}
    >
      <summary aria-disabled="true" className={summaryClass}>
        {summary}
      </summary>
      {children}
    </details>
  );
}
