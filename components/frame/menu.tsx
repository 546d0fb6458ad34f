'use client'; // closes itself; opens without JavaScript

import { type ReactNode, useEffect, useRef } from 'react';

interface MenuProps {
  readonly label: ReactNode;
  readonly children: ReactNode;
  readonly summaryClass: string;
  readonly panelClass: string;
}

/** A disclosure: opens by itself, closes on Escape, on a press elsewhere, and when a link in it is followed. */
export function Menu({ label, children, summaryClass, panelClass }: MenuProps) {
  const details = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const close = (event: Event) => {
      const menu = details.current;
      if (menu === null || !menu.open) return;
      const inside = event.target instanceof Node && menu.contains(event.target);
      if (event instanceof KeyboardEvent) {
        if (event.key !== 'Escape') return;
        menu.open = false;
        menu.querySelector('summary')?.focus();
      } else if (!inside || (event.target instanceof Element && event.target.closest('a'))) {
        menu.open = false;
      }
    };
    document.addEventListener('click', close);
    document.addEventListener('keydown', close);
    return () => {
      document.removeEventListener('click', close);
      document.removeEventListener('keydown', close);
    };
  }, []);
  return (
    <details ref={details} className="relative print:hidden">
      <summary className={`list-none ${summaryClass}`}>{label}</summary>
      <div className={panelClass}>{children}</div>
    </details>
  );
}
