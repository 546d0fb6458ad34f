'use client'; // opens a dialog

import { openDialog } from './open-dialog';

/** Opens the list of keys. */
export function KeysButton({ className }: { className: string }) {
  return (
    <button type="button" className={className} onClick={() => openDialog('keys')}>
      <span className="flex justify-between">
        Keys <kbd className="text-2xs text-ink-3">?</kbd>
      </span>
    </button>
  );
}
