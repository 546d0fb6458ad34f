import type { ReactNode } from 'react';

interface RailItemProps {
  readonly href: string;
  /** Whether it is the page one is on. */
  readonly here: boolean;
  /** How many things there wait for the reader. */
  readonly waiting?: number | undefined;
  readonly children: ReactNode;
}

/** One place in the rail. */
export function RailItem({ href, here, waiting, children }: RailItemProps) {
  return (
    <a
      href={href}
      aria-current={here ? 'page' : undefined}
      className={`flex justify-between rounded-[5px] px-2 py-1 hover:text-ink hover:no-underline max-md:py-1.5 ${
        here ? 'bg-lift text-ink shadow-[0_0_0_1px_var(--rule)]' : 'text-ink-2'
      }`}
    >
      {children}
      {waiting !== undefined && (
        <span className="text-stale">
          {waiting}
          <span className="sr-only"> waiting</span>
        </span>
      )}
    </a>
  );
}
