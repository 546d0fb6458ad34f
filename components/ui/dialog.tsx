'use client'; // the browser's own dialog: focus trap, Escape and return of focus come with it

import { type ReactNode, useEffect, useRef } from 'react';

interface DialogProps {
  readonly label: string;
  readonly onClose: () => void;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A modal dialog, open while it is mounted. A press on the backdrop closes it. */
export function Dialog({ label, onClose, className = '', children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    if (element === null || element.open) return;
    element.showModal();
    // The browser would focus the first thing that can have focus, a box with tabindex -1 among them.
    element.querySelector('input')?.focus();
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape does by keyboard what the backdrop does by pointer.
    <dialog
      ref={dialog}
      aria-label={label}
      onClose={onClose}
      onClick={(event) => {
        if (event.target === dialog.current) dialog.current?.close();
      }}
      className={`mx-auto mt-[12vh] w-[min(560px,calc(100vw-32px))] rounded-lg border border-rule-2 bg-lift p-0 ${className}`}
    >
      {children}
    </dialog>
  );
}
