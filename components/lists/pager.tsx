import { Key } from '../ui/button';

interface PagerProps {
  readonly shown: number;
  readonly count: number | '10,000+';
  /** Singular and plural of what is listed. */
  readonly noun: readonly [one: string, many: string];
  readonly nextHref: string | null;
  readonly previousHref: string | null;
}

/** How many there are, and the pages before and after. */
export function Pager({ shown, count, noun, nextHref, previousHref }: PagerProps) {
  const all = count === shown && nextHref === null && previousHref === null;
  const word = count === 1 ? noun[0] : noun[1];
  return (
    <div className="flex flex-wrap justify-between gap-x-4 py-2.5 text-ink-3 print:hidden">
      <span>
        {all ? '' : `${shown} of `}
        {typeof count === 'number' ? count.toLocaleString('en') : count} {word}
        <span className="max-md:hidden">
          {' · '}
          <Key>j k</Key> move · <Key>↵</Key> open
        </span>
      </span>
      {(nextHref !== null || previousHref !== null) && (
        <nav aria-label="Pages" className="flex gap-4">
          <Step href={previousHref}>← Previous</Step>
          <Step href={nextHref}>Next →</Step>
        </nav>
      )}
    </div>
  );
}

function Step({ href, children }: { href: string | null; children: string }) {
  if (href === null) return <span aria-disabled="true">{children}</span>;
  return (
    <a href={href} className="text-ink-2 hover:text-ink">
      {children}
    </a>
  );
}
