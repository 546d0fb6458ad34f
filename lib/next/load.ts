import 'server-only';
import { headers } from 'next/headers';
import { notFound } from 'next/navigation';
import type { Absence } from '@/lib/core/absence';
import { isDomainError, type Spelled } from '@/lib/core/domain-error';
import { setStatus } from '@/lib/core/exchange';
import { renamed, url } from '@/lib/core/urls';
import { go, goForGood } from './go';

/**
 * What a page shows: the thing; that it was deleted, by whom and when (410); how it is spelled (404); or that nothing
 * is there (404).
 */
export type Found<T> =
  | { readonly value: T; readonly absence: null }
  | { readonly value: null; readonly absence: Absence | null };

/**
 * What an object's page needs, or where the reader goes instead: to sign in, to where the thing is now (`follow` looks
 * old names up), or to a page that says it is not there. Call it outside of Suspense, for the status to count.
 */
export async function find<T>(
  reading: Promise<T>,
  follow: () => Promise<string | null> = async () => null,
): Promise<Found<T>> {
  try {
    return { value: await reading, absence: null };
  } catch (error) {
    await goToSignIn(error);
    // Refused outright: what a list of its kind would answer, and as if it were not there.
    if (isDomainError(error) && error.code === 'forbidden') return nothing();
    if (!isDomainError(error) || error.code !== 'not_found') throw error;
    if (error.gone !== null) {
      setStatus(410);
      return { value: null, absence: error.gone };
    }
    const moved = await follow();
    if (moved !== null) goForGood(moved);
    return error.spelled === null ? nothing() : spelledOtherwise(error.spelled);
  }
}

async function spelledOtherwise({ kind, names }: Spelled) {
  nothing();
  const path = (await headers()).get('x-assay-path') ?? '';
  const there = names.flatMap((name) => {
    const href = renamed(path, kind, name);
    return href === null ? [] : [{ name, href }];
  });
  return { value: null, absence: there.length === 0 ? null : { kind, there } };
}

/** Nothing is there, or nothing that this reader may see: the page says so with a 404. */
export function nothing(): { readonly value: null; readonly absence: null } {
  if (!setStatus(404)) notFound();
  return { value: null, absence: null };
}

/** As {@link find} for what has no name: a list that the reader may not see at all is not there for them. */
export async function load<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    await goToSignIn(error);
    if (isDomainError(error) && (error.code === 'not_found' || error.code === 'forbidden')) notFound();
    throw error;
  }
}

/** A page of a list. A cursor that is not this reader's (a link from somebody else) leads to the first page. */
export async function loadPage<T>(reading: Promise<T>, first: string): Promise<T> {
  try {
    return await load(reading);
  } catch (error) {
    if (isDomainError(error) && error.code === 'invalid') go(first);
    throw error;
  }
}

async function goToSignIn(error: unknown): Promise<void> {
  if (isDomainError(error) && error.code === 'unauthenticated')
    go(url.signIn((await headers()).get('x-assay-path') ?? undefined));
}

/** A page's search parameters: one string each. One that came twice counts as absent. */
export type SearchParams = Promise<Record<string, string | string[] | undefined>>;

export async function oneEach(searchParams: SearchParams): Promise<Record<string, string | undefined>> {
  const given = await searchParams;
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name, typeof value === 'string' ? value : undefined]),
  );
}

/**
 * Decoded path parameters of a page: Next hands them over as they stand in the address. `generateMetadata` and handlers
 * of requests get them decoded; decoded twice, `%41` would be `A`, and `100%` an error.
 */
export async function names<K extends string>(
  params: Promise<Record<K, string>>,
): Promise<Record<K, string>> {
  const given = await params;
  const decoded = {} as Record<K, string>;
  for (const key of Object.keys(given) as K[]) decoded[key] = decodeURIComponent(given[key]);
  return decoded;
}
