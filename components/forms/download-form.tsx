import type { ReactNode } from 'react';
import { Fields } from './read-only';

interface DownloadFormProps {
  readonly action: string;
  readonly children: ReactNode;
  readonly className?: string;
}

/**
 * A plain post whose answer is a file: no link, so that no other page can ask for it. Switched off in a view, in which
 * nothing is sent.
 */
export function DownloadForm({ action, children, className }: DownloadFormProps) {
  return (
    <form method="post" action={action} className={className}>
      <Fields>{children}</Fields>
    </form>
  );
}
