import type { ReactNode } from 'react';

/** Heading level of a document's own sections: 2 on its page, 3 inside a report. */
export type Level = 2 | 3;

interface SectionProps {
  readonly title: string;
  readonly level?: Level | 4;
  readonly id?: string;
  readonly count?: number;
  readonly children: ReactNode;
}

/** A headed part of a document. */
export function Section({ title, level = 2, id, count, children }: SectionProps) {
  const Heading = `h${level}` as const;
  return (
    <section id={id} className="mt-7 scroll-mt-4 first:mt-0">
      <Heading className="mb-2 break-after-avoid text-sm font-semibold">
        {title}
        {count === undefined ? null : <span className="font-normal text-ink-3"> {count}</span>}
      </Heading>
      {children}
    </section>
  );
}

/** What the document does not say, in one line. */
export function Absent({
  what,
  verb = 'Not stated',
}: {
  readonly what: readonly string[];
  readonly verb?: string;
}) {
  if (what.length === 0) return null;
  return (
    <p className="mt-2 text-ink-3">
      {verb}: {what.join(', ')}.
    </p>
  );
}
