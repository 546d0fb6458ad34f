import { pathProblem, shown, trimPath } from './entry-path';
import { bytesText, isBomb, type Limits, tooLarge, tooMany } from './limits';

/** One file, folder or refusal of a source. Paths are relative, with `/`, and safe to take apart. */
export type SourceEntry = SourceFile | SourceFolder | RefusedEntry;

export interface SourceFile {
  readonly kind: 'file';
  readonly path: string;
  /** The file's bytes, at most `entryBytes`; only before the next entry is asked for. Rejects when it is damaged. */
  readonly read: () => Promise<Buffer>;
}

export interface SourceFolder {
  readonly kind: 'folder';
  readonly path: string;
}

export interface RefusedEntry {
  readonly kind: 'refused';
  /** As it can be shown. */
  readonly path: string;
  /** The rest of the sentence "… was refused: ". */
  readonly why: string;
}

/** Where an import comes from. `entries()` may be called many times: each is one pass over all of it, in its order. */
export interface Source {
  readonly entries: () => AsyncIterable<SourceEntry>;
  /** How names stand in its paths, where not as MLTE writes file names. */
  readonly decode?: (text: string) => string;
  /** Artifacts of a model come again with each of its versions. */
  readonly repeats?: true;
}

/** What a reader finds, before any limit was looked at. */
export interface RawEntry {
  readonly path: string;
  /** `refused` carries why: links, devices, encrypted files. */
  readonly type: 'file' | 'folder' | { readonly refused: string };
  /** Bytes unpacked, as declared. */
  readonly size: number;
  /** Bytes packed, where the format tells. */
  readonly packedSize: number | null;
  readonly read: () => Promise<Buffer>;
}

/**
 * The one place where limits are looked at. Throws `too_large` for what makes the whole source suspect (count and
 * sum of sizes); anything wrong with a single entry becomes a refusal.
 */
export async function* guard(raw: AsyncIterable<RawEntry>, limits: Limits): AsyncIterable<SourceEntry> {
  const seen = new Set<string>();
  let count = 0;
  let total = 0;
  for await (const entry of raw) {
    count += 1;
    if (count > limits.entries) throw tooMany(limits);
    const path = trimPath(entry.path);
    if (path === '' && entry.type === 'folder') continue;
    const why = problem(entry, path, seen, limits);
    if (why !== null) {
      yield { kind: 'refused', path: shown(entry.path), why };
      continue;
    }
    if (entry.type === 'folder') {
      yield { kind: 'folder', path };
      continue;
    }
    seen.add(path);
    total += entry.size;
    if (total > limits.totalBytes)
      throw tooLarge(`The import unpacks to more than ${bytesText(limits.totalBytes)}.`);
    yield { kind: 'file', path, read: entry.read };
  }
}

function problem(entry: RawEntry, path: string, seen: ReadonlySet<string>, limits: Limits): string | null {
  const wrongPath = pathProblem(path, limits);
  if (wrongPath !== null) return wrongPath;
  if (typeof entry.type === 'object') return entry.type.refused;
  if (entry.type === 'folder') return null;
  if (seen.has(path)) return 'an earlier file has the same path';
  if (!Number.isSafeInteger(entry.size) || entry.size < 0) return 'its size is not a number';
  if (entry.size > limits.entryBytes)
    return `it has ${bytesText(entry.size)}, more than ${bytesText(limits.entryBytes)}`;
  if (entry.packedSize !== null && isBomb(entry.size, entry.packedSize, limits))
    return `it unpacks to more than ${limits.ratio} times its packed size`;
  return null;
}

/** Collects a stream of at most `limit` bytes; rejects as soon as there is one more. */
export async function collect(chunks: AsyncIterable<Uint8Array>, limit: number): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    length += chunk.byteLength;
    if (length > limit) throw tooLarge(`It has more than ${bytesText(limit)}.`);
    parts.push(chunk);
  }
  return Buffer.concat(parts, length);
}
