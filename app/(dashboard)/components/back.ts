import { url } from '@/lib/core/urls';
import { localPath } from '@/lib/next/local-path';

/** The form of a stack that waits for a component, or null: nothing else is gone back to. */
export function backTo(given: string | undefined): string | null {
  const path = localPath(given);
  const isForm = path.startsWith(url.newStack()) || /^\/stacks\/[^/?#]+\/edit(\?|$)/.test(path);
  return isForm ? path : null;
}
