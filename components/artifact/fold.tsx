import type { ReactNode } from 'react';
import { SUMMARY } from './disclosure';

interface FoldProps {
  readonly summary: ReactNode;
  readonly children: ReactNode;
  readonly isOpen?: boolean;
}

/** Detail behind a line of text; opens without JavaScript, and on paper. */
export function Fold({ summary, children, isOpen = false }: FoldProps) {
  return (
    <details open={isOpen} className="opens-on-paper">
      <summary className={`w-fit py-0.5 text-ink-3 hover:text-ink ${SUMMARY}`}>{summary}</summary>
      <div className="mt-1.5">{children}</div>
    </details>
  );
}
