export interface Tab {
  readonly label: string;
  readonly href: string;
  readonly isHere: boolean;
  readonly count?: number;
  readonly hotkey?: string;
}

/** Views of one object; each has an address. */
export function Tabs({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  return (
    <nav
      aria-label={label}
      className="mt-3 mb-4.5 flex gap-4.5 overflow-x-auto border-b border-rule print:hidden"
    >
      {tabs.map(({ label: text, href, isHere, count, hotkey }) => (
        <a
          key={href}
          href={href}
          aria-current={isHere ? 'page' : undefined}
          data-hotkey={isHere ? undefined : hotkey}
          className={`-outline-offset-2 py-1.5 whitespace-nowrap hover:no-underline ${isHere ? 'text-ink shadow-[inset_0_-1.5px_var(--ink)]' : 'text-ink-2 hover:text-ink'}`}
        >
          {text} {count !== undefined && <span className="text-ink-3">{count.toLocaleString('en')}</span>}
        </a>
      ))}
    </nav>
  );
}
