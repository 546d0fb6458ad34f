import 'server-only';
import { headers } from 'next/headers';
import { notFound } from 'next/navigation';
import { isDomainError } from '@/lib/core/domain-error';
import { url } from '@/lib/core/urls';
import { go } from './go';

/** What a page needs, or where the reader goes instead: signing in, or a page that says it is not there. */
export async function load<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    if (isDomainError(error)) {
      if (error.code === 'unauthenticated')
        go(url.signIn((await headers()).get('x-assay-path') ?? undefined));
      if (error.code === 'not_found') notFound();
    }
    throw error;
  }
}

/** A page's search parameters: one string each. One that came twice counts as absent. */
export type SearchParams = Promise<Record<string, string | string[] | undefined>>;

export async function oneEach(searchParams: SearchParams): Promise<Record<string, string | undefined>> {
  const given = await searchParams;
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name, typeof value === 'string' ? value : undefined]),
  );
}

/** Decoded path parameters: Next hands them over as they stand in the address. */
export async function names<K extends string>(
  params: Promise<Record<K, string>>,
): Promise<Record<K, string>> {
  const given = await params;
  const decoded = {} as Record<K, string>;
  for (const key of Object.keys(given) as K[]) decoded[key] = decodeURIComponent(given[key]);
  return decoded;
}
