import 'server-only';
import { notFound } from 'next/navigation';
import { isDomainError } from '@/lib/core/domain-error';
import { setStatus } from '@/lib/core/exchange';
import { isDeadLink } from '@/lib/sign-in/shown-link';

/** What the page of a link shows: what its secret opens, or the one sentence that it opens nothing. */
type OpenedLink<T> =
  | { readonly value: T; readonly sentence: null }
  | { readonly value: null; readonly sentence: string };

/**
 * What a link page needs of its verb. A link that does nothing is a 404, whyever; who had too many of those waits (429). Call
 * it outside of Suspense, for the status to count.
 */
export async function openLink<T>(reading: Promise<T>): Promise<OpenedLink<T>> {
  try {
    return { value: await reading, sentence: null };
  } catch (error) {
    if (!isDomainError(error) || (error.code !== 'busy' && !isDeadLink(error))) throw error;
    if (!setStatus(error.code === 'busy' ? 429 : 404)) notFound();
    return { value: null, sentence: error.message };
  }
}
