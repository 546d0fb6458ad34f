import { bytesText, LIMITS, type Limits } from '@/lib/archives/limits';
import { guard, type RawEntry, type Source } from '@/lib/archives/source';
import { DomainError } from '@/lib/core/domain-error';
import { plainValue } from '@/lib/json/exact-json';
import { type JsonMember, jsonMembers, type Selection } from '@/lib/json/json-members';
import { MANIFEST } from './manifest';

/**
 * Reads the text of a `store_export.json` as if it were a file-system store: its members come as files and folders
 * whose names are the keys, encoded. The text is cut as it streams by, once for each pass.
 */
export function storeExportSource(open: () => AsyncIterable<Uint8Array>, limits: Limits = LIMITS): Source {
  // Encoding makes at most nine bytes of three, and a key may be a name of 255.
  const wide = { ...limits, pathBytes: limits.pathBytes * 9 };
  return { entries: () => guard(entries(open(), limits), wide), decode: decodeURIComponent, repeats: true };
}

/** Depth at which each part of the text is taken; what lies above is entered. */
const TAKEN_AT: ReadonlyMap<unknown, number> = new Map([
  ['models', 4],
  ['custom_lists', 3],
  ['users', 2],
  ['catalogs', 3],
]);
const OURS: ReadonlyMap<unknown, number> = new Map([
  ['manifest', 2],
  ['groups', 3],
  ['unversioned', 4],
]);

function select(path: readonly (string | number)[]): Selection {
  const [top, part] = path;
  if (path.length === 0 || (top === 'assay' && path.length === 1)) return 'enter';
  const depth = top === 'assay' ? OURS.get(part) : TAKEN_AT.get(top);
  if (depth === undefined) return 'skip';
  return path.length < depth ? 'enter' : 'take';
}

async function* entries(chunks: AsyncIterable<Uint8Array>, limits: Limits): AsyncGenerator<RawEntry> {
  const groups = new Map<string, unknown>();
  const seen = new Set<string>();
  for await (const member of jsonMembers(chunks, select, limits.entryBytes)) {
    const { path, bytes, isEntered } = member;
    if (path[0] === 'users' && bytes !== null) gatherGroups(groups, bytes);
    const at = placed(path, bytes);
    if (at === null) continue;
    yield isEntered ? folder(at) : bytes === null ? large(at, member, limits) : file(at, bytes);
    const name = path[0] === 'assay' && path[1] === 'groups' ? nameIn(bytes, ['name']) : null;
    if (name !== null) seen.add(name);
  }
  // Groups stand only in their members there; whoever reads asks for them before people in a pass of their own.
  for (const [name, group] of groups)
    if (!seen.has(name)) yield file(['users', 'groups', name], Buffer.from(JSON.stringify(group)));
}

/** Path segments of what a member stands for, names as they are; null for what is only structure. */
function placed(path: readonly (string | number)[], bytes: Buffer | null): string[] | null {
  const [top, ...rest] = path.map(String);
  const [first = '', second, third] = rest;
  switch (top) {
    case 'models':
      return ['models', ...rest];
    case 'users':
      return rest.length === 0 ? ['users'] : ['users', 'users', first];
    case 'custom_lists':
      if (second === undefined) return ['custom_lists', ...rest];
      return ['custom_lists', first, nameIn(bytes, ['name']) ?? `#${second}`];
    case 'catalogs':
      if (second === undefined) return rest.length === 0 ? ['catalogs'] : null;
      return ['catalogs', first, 'entries', nameIn(bytes, ['header', 'identifier']) ?? `#${second}`];
    case 'assay':
      if (first === 'manifest') return [MANIFEST];
      if (first === 'groups' && second !== undefined)
        return ['users', 'groups', nameIn(bytes, ['name']) ?? `#${second}`];
      return third === undefined ? null : ['models', second ?? '', third];
    default:
      return null;
  }
}

/** A name inside a value; null when the value is broken, which whoever takes it will tell. */
function nameIn(bytes: Buffer | null, path: readonly string[]): string | null {
  try {
    let value: unknown = plainValue(bytes?.toString('utf8') ?? '');
    for (const step of path) value = (value as Record<string, unknown>)[step];
    return typeof value === 'string' && value !== '' ? value : null;
  } catch {
    return null;
  }
}

function gatherGroups(groups: Map<string, unknown>, bytes: Buffer): void {
  try {
    const { groups: held } = plainValue(bytes.toString('utf8')) as { groups?: unknown };
    for (const group of Array.isArray(held) ? held : []) {
      const { name } = group as { name?: unknown };
      if (typeof name === 'string' && !groups.has(name)) groups.set(name, group);
    }
  } catch {
    // Whoever takes the person tells what is wrong.
  }
}

const folder = (at: readonly string[]): RawEntry => ({
  path: encoded(at),
  type: 'folder',
  size: 0,
  packedSize: null,
  read: () => Promise.reject(new Error('A folder has no bytes.')),
});

const file = (at: readonly string[], bytes: Buffer): RawEntry => ({
  path: at.length === 1 ? at.join('') : `${encoded(at)}.json`,
  type: 'file',
  size: bytes.length,
  packedSize: null,
  read: () => Promise.resolve(bytes),
});

const large = (at: readonly string[], { path }: JsonMember, limits: Limits): RawEntry => ({
  ...folder(at),
  path: path.join('/'),
  type: { refused: `it has more than ${bytesText(limits.entryBytes)}` },
});

function encoded(at: readonly string[]): string {
  try {
    // A leading dot too: `..` and the `._` of packers would be taken for what they mean in paths.
    return at.map((name) => encodeURIComponent(name).replace(/^\./, '%2E')).join('/');
  } catch (error) {
    throw new DomainError('invalid', 'A name in the JSON text holds half of a surrogate pair.', {
      cause: error,
    });
  }
}
