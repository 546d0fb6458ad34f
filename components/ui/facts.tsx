import type { ReactNode } from 'react';

export interface Fact {
  readonly term: string;
  readonly value: ReactNode;
}

interface FactsProps {
  readonly facts: readonly Fact[];
  /** `column`: term above value, beside an object page, and as rows on paper. `rows`: term left of value, inside a document. */
  readonly layout?: 'column' | 'rows';
}

/** Names and values of one object. A fact whose value is null, false or '' is left out. */
export function Facts({ facts, layout = 'column' }: FactsProps) {
  const visible = facts.filter(
    ({ value }) => value !== null && value !== undefined && value !== '' && value !== false,
  );
  if (visible.length === 0) return null;
  if (layout === 'rows')
    return (
      <dl className="sm:grid sm:grid-cols-[10.5rem_minmax(0,1fr)] sm:gap-x-4 sm:gap-y-1.5">
        {visible.map(({ term, value }) => (
          <div key={term} className="mb-2 sm:contents">
            <dt className="text-ink-3">{term}</dt>
            <dd className="max-w-[72ch] [overflow-wrap:anywhere]">{value}</dd>
          </div>
        ))}
      </dl>
    );
  return (
    <dl className="flex flex-col gap-3 print:grid print:grid-cols-[10.5rem_minmax(0,1fr)] print:gap-x-4 print:gap-y-1.5">
      {visible.map(({ term, value }) => (
        <div key={term} className="print:contents">
          <dt className="text-xs/4 text-ink-3 print:text-sm/5">{term}</dt>
          <dd className="mt-0.5 [overflow-wrap:anywhere] print:mt-0">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
