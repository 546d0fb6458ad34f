import 'server-only';
import type { Route } from 'next';
import { permanentRedirect, redirect } from 'next/navigation';

/** Sends the reader to an address of core/urls. */
export function go(address: string): never {
  redirect(address as Route);
}

/** As {@link go}, for addresses that have changed for good (308). */
export function goForGood(address: string): never {
  permanentRedirect(address as Route);
}
