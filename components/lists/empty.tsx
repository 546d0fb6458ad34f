import type { ReactNode } from 'react';

/** A list with nothing in it yet: what would be here, and how the first one comes about. */
export function EmptyYet({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="flex max-w-[720px] flex-col gap-3 border-t border-rule py-6">
      <h2>{title}</h2>
      {children}
    </div>
  );
}

/** Nothing matches: the way back is to ask for less. */
export function NoMatch({ clearHref, noun }: { clearHref: string; noun: string }) {
  return (
    <p className="border-t border-rule py-6 text-ink-2">
      No {noun} match.{' '}
      <a href={clearHref} className="link">
        Show all
      </a>
    </p>
  );
}
