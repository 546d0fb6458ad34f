import type { ReactNode } from 'react';

interface SubListProps {
  readonly title: string;
  readonly help: string;
  readonly children: ReactNode;
}

/** A list among fields, titled as a field is. */
export function SubList({ title, help, children }: SubListProps) {
  return (
    <div className="grid gap-x-4 gap-y-0.5 py-1 sm:grid-cols-[9.5rem_minmax(0,1fr)] xl:grid-cols-[9.5rem_minmax(0,1fr)_15rem]">
      <h3 className="pt-1 text-ink-2">{title}</h3>
      <div className="min-w-0">{children}</div>
      <p className="text-xs text-ink-3 sm:col-start-2 xl:col-start-3 xl:pt-1.5 xl:pl-2 print:hidden">
        {help}
      </p>
    </div>
  );
}
