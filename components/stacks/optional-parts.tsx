'use client'; // opens where something is chosen or wrong, which the state of the form around tells

import type { ReactNode } from 'react';
import { SUMMARY } from '../artifact/disclosure';
import { useFormState } from '../forms/form';

interface OptionalPartsProps {
  readonly summary: string;
  /** Names of the fields inside. */
  readonly fields: readonly string[];
  readonly isOpen: boolean;
  readonly children: ReactNode;
}

/** Fields that most forms leave alone, folded unless one of them holds something. */
export function OptionalParts({ summary, fields, isOpen, children }: OptionalPartsProps) {
  const { state } = useFormState();
  const isUsed = fields.some((name) => (state.values[name] ?? '') !== '');
  return (
    <details key={state.at} open={isOpen || isUsed}>
      <summary className={`w-fit py-0.5 font-medium ${SUMMARY}`}>{summary}</summary>
      <div className="mt-3">{children}</div>
    </details>
  );
}
