import { url } from '@/lib/core/urls';

const BASE = 'http://assay.invalid';

/** Where to go after signing in: a path of ours, never another site. Anything else means home. */
export function localPath(given: string | undefined): string {
  if (given === undefined || !given.startsWith('/') || /[\\\p{Cc}]/u.test(given)) return url.home();
  if (!URL.canParse(given, BASE)) return url.home();
  const parsed = new URL(given, BASE);
  if (parsed.origin !== BASE) return url.home();
  return `${parsed.pathname}${parsed.search}${parsed.hash}`;
}
