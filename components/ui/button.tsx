import type { ReactNode } from 'react';

const SHAPE =
  'inline-flex items-center justify-center gap-1.5 rounded-md border px-2.5 py-[5px] text-sm/[18px] font-medium whitespace-nowrap hover:no-underline max-md:whitespace-normal max-md:[overflow-wrap:anywhere] disabled:border-dashed disabled:opacity-60';
const LOOKS = {
  plain: 'border-rule-2 bg-lift hover:border-ink-3',
  primary: 'border-ink bg-ink text-paper hover:bg-ink-2 hover:border-ink-2',
  danger: 'border-fail bg-lift text-fail hover:bg-fail-bg',
} as const;

export type ButtonLook = keyof typeof LOOKS;
export const buttonClass = (look: ButtonLook = 'plain'): string => `${SHAPE} ${LOOKS[look]} print:hidden`;

interface LinkButtonProps {
  readonly href: string;
  readonly children: ReactNode;
  readonly look?: ButtonLook;
  /** Key that presses it, shown on it; see the frame's keys. */
  readonly hotkey?: string;
  /** A file that the server sends, not a page. */
  readonly download?: boolean;
}

/** A link that looks like a button: it leads to a page with the form, or to a file. */
export function LinkButton({ href, children, look = 'plain', hotkey, download = false }: LinkButtonProps) {
  const inner = (
    <>
      {children}
      {hotkey !== undefined && <Key dim>{hotkey}</Key>}
    </>
  );
  if (download)
    return (
      <a href={href} download className={buttonClass(look)} data-hotkey={hotkey}>
        {inner}
      </a>
    );
  return (
    <a href={href} className={buttonClass(look)} data-hotkey={hotkey}>
      {inner}
    </a>
  );
}

/** A key as keyboards label it. */
export function Key({ children, dim = false }: { children: ReactNode; dim?: boolean }) {
  return (
    <kbd className={`text-2xs max-md:hidden ${dim ? 'opacity-60' : 'text-ink-3'}`} aria-hidden={dim}>
      {children}
    </kbd>
  );
}
