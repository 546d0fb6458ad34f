import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Route } from './route';

/** What the build writes of each page and handler: its file, and its address with `[name]` where a name stands. */
const MANIFEST = path.join('.next', 'app-path-routes-manifest.json');

/** One segment of addresses, and what may follow it. */
interface Node {
  readonly words: Map<string, Node>;
  /** Where any one name may stand. */
  name: Node | null;
  /** What an address that ends here opens. */
  opens: Opened | null;
  /** What an address opens that goes on in whatever way. */
  rest: Opened | null;
}
interface Opened {
  readonly read: Route;
  readonly write: Route;
}

const emptyNode = (): Node => ({ words: new Map(), name: null, opens: null, rest: null });

/** Finds the page, or the handler beside pages, that an address opens. */
export class PageRoutes {
  readonly #root = emptyNode();

  /** `manifest`: address by file, as the build writes it. */
  constructor(manifest: Readonly<Record<string, string>>) {
    for (const [file, address] of Object.entries(manifest)) this.#insert(address, file.endsWith('/route'));
  }

  /**
   * The route of a request to a page: reading it, or sending its form. Null where no page is. A word goes before a name, as
   * in Next; `path` still percent-encoded.
   */
  routeOf(method: string, path: string): Route | null {
    const parts = partsOf(path);
    const found = opened(this.#root, parts, 0);
    if (found === null) return null;
    return method === 'GET' || method === 'HEAD' ? found.read : found.write;
  }

  #insert(address: string, isHandler: boolean): void {
    const template = address.replaceAll(/\[(?:\.\.\.)?([^\]]+)\]/g, '{$1}');
    const opens: Opened = {
      read: { kind: isHandler ? 'data' : 'page', method: 'GET', path: template },
      write: { kind: isHandler ? 'data' : 'action', method: 'POST', path: template },
    };
    let node = this.#root;
    for (const part of partsOf(address)) {
      if (part.startsWith('[...')) {
        node.rest = opens;
        return;
      }
      if (part.startsWith('[')) {
        node.name ??= emptyNode();
        node = node.name;
        continue;
      }
      const next = node.words.get(part) ?? emptyNode();
      node.words.set(part, next);
      node = next;
    }
    node.opens = opens;
  }
}

const partsOf = (address: string): string[] => address.split('/').filter((part) => part !== '');

function opened(node: Node, parts: readonly string[], at: number): Opened | null {
  const part = parts[at];
  if (part === undefined) return node.opens;
  const word = node.words.get(part);
  const byWord = word === undefined ? null : opened(word, parts, at + 1);
  if (byWord !== null) return byWord;
  return (node.name === null ? null : opened(node.name, parts, at + 1)) ?? node.rest;
}

/** The pages of the build that is served; none in development, where pages are not counted. */
export function readPageRoutes(): PageRoutes {
  try {
    return new PageRoutes(JSON.parse(readFileSync(MANIFEST, 'utf8')) as Record<string, string>);
  } catch {
    return new PageRoutes({});
  }
}
