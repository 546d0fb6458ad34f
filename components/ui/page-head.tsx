import type { ReactNode } from 'react';

interface PageHeadProps {
  readonly title: ReactNode;
  /** Under the title: the hallmark, or a sentence. */
  readonly under?: ReactNode;
  readonly actions?: ReactNode;
}

/** Title row of a page: what it is, who made it and when, and what one may do. */
export function PageHead({ title, under, actions }: PageHeadProps) {
  return (
    <div className="relative mb-4.5 flex flex-wrap items-start justify-between gap-x-4 gap-y-3">
      <div className="min-w-0 max-w-full">
        <h1 className="[overflow-wrap:anywhere]">{title}</h1>
        {under !== undefined && (
          <div className="mt-1.5 flex flex-wrap items-center gap-x-2 gap-y-1 text-ink-2">{under}</div>
        )}
      </div>
      {actions !== undefined && <div className="flex flex-wrap gap-2 print:hidden">{actions}</div>}
    </div>
  );
}
