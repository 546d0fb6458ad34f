import { readdirSync } from 'node:fs';
import path from 'node:path';

/** Addresses of all pages, as their folders say: `/projects/[project]/runs`. */
export const PAGES: readonly string[] = readdirSync('app', { recursive: true, withFileTypes: true })
  .filter((entry) => entry.name === 'page.tsx')
  .map((entry) => path.relative('app', entry.parentPath).split(path.sep))
  .map((parts) => `/${parts.filter((part) => !part.startsWith('(')).join('/')}`);

/** The page that an address opens: one without names in it first. */
export function pageAt(address: string): string | undefined {
  const [route = ''] = address.split('?');
  if (PAGES.includes(route)) return route;
  return PAGES.find((page) => new RegExp(`^${page.replaceAll(/\[[^\]]+\]/g, '[^/]+')}$`).test(route));
}
