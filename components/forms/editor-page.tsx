import type { ReactNode } from 'react';
import { Note } from '../ui/note';

interface EditorPageProps {
  readonly title: ReactNode;
  readonly about?: ReactNode;
  /** Why there is nothing to edit, in a sentence; null where there is. */
  readonly why: string | null;
  readonly children: ReactNode;
}

/**
 * A page that holds one large form. Who may not use it is asked on a page of its own (see `url.ask`): the script of that
 * panel has no room beside an editor's.
 */
export function EditorPage({ title, about, why, children }: EditorPageProps) {
  return (
    <div>
      <h1 className="mb-4 [overflow-wrap:anywhere]">{title}</h1>
      {why === null ? (
        <>
          {about !== undefined && <div className="mb-5 max-w-[72ch] text-ink-2">{about}</div>}
          {children}
        </>
      ) : (
        <Note tone="fail">{why}</Note>
      )}
    </div>
  );
}
