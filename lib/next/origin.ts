import 'server-only';
import { headers } from 'next/headers';
import { DomainError } from '@/lib/core/domain-error';
import { runtime } from '@/lib/core/runtime';
import { readPassage } from '@/lib/wire/gate/passage';

/**
 * Throws `forbidden` unless the browser says that the request comes from a page of ours. The gate asks the same of
 * every request; this holds where only Next runs and where the gate has a hole. A missing or `null` Origin is foreign.
 */
export async function checkOrigin(): Promise<void> {
  const given = await headers();
  const site = given.get('sec-fetch-site');
  const origin = given.get('origin')?.toLowerCase();
  const ours = [new URL(runtime().url).origin, forwardedOrigin(given)];
  if ((site === null || site === 'same-origin') && origin !== undefined && ours.includes(origin)) return;
  throw new DomainError('forbidden', 'This form was sent from another site and was refused.');
}

/** The origin under which this request came, as the gate found it; the configured one where only Next runs. */
export async function ownOrigin(): Promise<string> {
  return forwardedOrigin(await headers()) ?? new URL(runtime().url).origin;
}

/** Where the gate let the request in (it drops what clients write there); null when no gate did. */
function forwardedOrigin(given: Headers): string | null {
  if (readPassage(given) === null) return null;
  return `${given.get('x-forwarded-proto')}://${given.get('x-forwarded-host')}`.toLowerCase();
}
