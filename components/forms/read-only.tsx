'use client'; // forms ask it, however deep they lie

import { createContext, type ReactNode, use } from 'react';

const ReadOnlyContext = createContext(false);

/** Whether nothing on the page can be sent: somebody sees it with another's eyes. */
export const useReadOnly = (): boolean => use(ReadOnlyContext);

/** Switches the forms within off: they are shown, and browsers send nothing of them. */
export function ReadOnly({ children }: { readonly children: ReactNode }) {
  return <ReadOnlyContext value={true}>{children}</ReadOnlyContext>;
}

/** What is inside a form. */
export function Fields({ children }: { readonly children: ReactNode }) {
  if (!useReadOnly()) return children;
  return (
    <fieldset disabled className="contents">
      {children}
    </fieldset>
  );
}
