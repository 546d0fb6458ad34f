import type { ReactNode } from 'react';

interface FoldProps {
  readonly summary: ReactNode;
  readonly children: ReactNode;
  readonly isOpen?: boolean;
}

/** Detail behind a line of text; opens without JavaScript. */
export function Fold({ summary, children, isOpen = false }: FoldProps) {
  return (
    <details open={isOpen}>
      <summary className="w-fit cursor-pointer text-ink-3 hover:text-ink">{summary}</summary>
      <div className="mt-1.5">{children}</div>
    </details>
  );
}
