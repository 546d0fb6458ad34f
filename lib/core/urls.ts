import { segment } from './addresses/parts';

export type { ObjectPart } from './addresses/pages';
export * as url from './addresses/pages';
/** The only module that builds or takes apart an address of ours, with the two that it is made of. */
export { queryText, withQuery } from './addresses/parts';

/** Whether a path is of a page that a secret in it opens: the only pages whose address may carry one. */
export const isLinkPage = (path: string): boolean => /^\/(join|new-password)\/[^/]+$/.test(path);

/** Whether a page address is that of `place` or of a page below it. */
export const isUnder = (path: string, place: string): boolean =>
  path === place || path.startsWith(`${place}/`);

/** Name of the project that a page address lies in, or null. */
export function projectOf(path: string): string | null {
  const match = /^\/projects\/([^/]+)/.exec(path);
  return match?.[1] === undefined ? null : decodeURIComponent(match[1]);
}

/** What stands before the name of each kind in page addresses. */
const BEFORE: Readonly<Record<string, RegExp>> = {
  project: /^(\/projects\/)[^/?]+/,
  model: /^(\/projects\/[^/]+\/models\/)[^/?]+/,
  stack: /^(\/stacks\/)[^/?]+/,
  component: /^(\/components\/[^/]+\/)[^/?]+/,
  flavor: /^(\/flavors\/[^/]+\/)[^/?]+/,
  version: /^(\/projects\/[^/]+\/models\/[^/]+\/versions\/)[^/?]+/,
  artifact: /^(\/projects\/.+\/artifacts\/)[^/?]+/,
  pipeline: /^(\/projects\/[^/]+\/pipelines\/)[^/?]+/,
  user: /^(\/admin\/(?:people|service-accounts)\/)[^/?]+/,
  team: /^(\/admin\/teams\/)[^/?]+/,
  role: /^(\/admin\/roles\/)[^/?]+/,
  'catalog entry': /^(\/catalog\/[^/]+\/entries\/)[^/?]+/,
};

/** The page address `path` with another name for what it names of this kind; null where it names nothing such. */
export function renamed(path: string, kind: string, name: string): string | null {
  const pattern = BEFORE[kind];
  if (pattern === undefined || !pattern.test(path)) return null;
  return path.replace(pattern, (_, before: string) => before + segment(name));
}

/** Takes `{id}` or `{id}@{revision}` apart; null when it is neither. */
export function parsePermalink(text: string): { id: string; revision: number | null } | null {
  const match = /^([0-9a-f-]{36})(?:@([1-9]\d{0,8}))?$/i.exec(text);
  if (match?.[1] === undefined) return null;
  return { id: match[1].toLowerCase(), revision: match[2] === undefined ? null : Number(match[2]) };
}

/** `/` in a name travels as `---` in paths of the MLTE client; anything else is percent-encoded. */
export const fromMlteSegment = (text: string): string => text.replaceAll('---', '/');
