'use client'; // opens a dialog

import { useSyncExternalStore } from 'react';
import { openDialog } from './open-dialog';

const never = () => () => {};

/** The field that is a button: opens the palette. Hidden without JavaScript, where lists and links do. */
export function JumpButton() {
  const keys = useSyncExternalStore(
    never,
    () => (/mac|iphone|ipad/i.test(navigator.platform) ? '⌘K' : 'Ctrl K'),
    () => null,
  );
  return (
    <button
      type="button"
      onClick={() => openDialog('palette')}
      aria-keyshortcuts="Meta+K Control+K"
      className={`flex shrink-0 items-center justify-between gap-3 rounded-md border border-rule bg-lift px-2 py-0.5 text-ink-3 hover:border-rule-2 md:min-w-[220px] ${keys === null ? 'invisible' : ''}`}
    >
      <span className="max-md:sr-only">Jump or do…</span>
      <kbd className="text-2xs max-md:hidden">{keys ?? '⌘K'}</kbd>
      <svg
        viewBox="0 0 16 16"
        width="14"
        height="14"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.4"
        className="my-[3px] md:hidden"
        aria-hidden="true"
      >
        <circle cx="7" cy="7" r="4.5" />
        <path d="m10.5 10.5 3 3" />
      </svg>
    </button>
  );
}
