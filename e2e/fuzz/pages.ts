import { readdirSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { type FuzzRequest, mostly, pageHeaders, pathOf, query, who } from './parts';

/** `/projects/{project}/models`, for every page and every route of the app that is not a door. */
export const PAGES: readonly string[] = readdirSync('app', { recursive: true, withFileTypes: true })
  .filter(({ name }) => name === 'page.tsx' || name === 'route.ts')
  .map(({ parentPath }) => path.relative('app', parentPath).split(path.sep))
  .filter(([first, second]) => first !== 'p' && !(first === 'api' && second?.startsWith('[')))
  .map(address)
  .sort();

/** Of the folders of a page below `app`. */
export function address(folders: readonly string[]): string {
  const parts = folders.filter((folder) => folder !== '' && !folder.startsWith('('));
  return `/${parts.map((part) => part.replace(/^\[(?:\.{3})?(.+)\]$/, '{$1}')).join('/')}`;
}

/** A page, asked for as a browser or as the router of a page does. */
export const toPage = (): fc.Arbitrary<FuzzRequest> =>
  fc.constantFrom(...PAGES).chain((page) =>
    fc
      .record({
        who,
        method: mostly(fc.constant('GET'), fc.constant('HEAD'), 20),
        path: pathOf(page),
        query: query(),
        headers: pageHeaders,
        isRouter: fc.boolean(),
      })
      .map(({ path: written, query: requested, headers, isRouter, ...rest }) => ({
        ...rest,
        way: 'cookie',
        target: `${written}${requested}`,
        headers: isRouter ? { Rsc: '1', ...headers } : headers,
        body: null,
      })),
  );
