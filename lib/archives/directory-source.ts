import { constants, type Dirent } from 'node:fs';
import { lstat, open, opendir } from 'node:fs/promises';
import path from 'node:path';
import { pathProblem } from './entry-path';
import { LIMITS, type Limits } from './limits';
import { collect, guard, type RawEntry, type Source } from './source';

/** Reads a folder of this machine. Links are reported and never followed. */
export function directorySource(root: string, limits: Limits = LIMITS): Source {
  return { entries: () => guard(walk(root, '', limits), limits) };
}

async function* walk(root: string, folder: string, limits: Limits): AsyncIterable<RawEntry> {
  for (const item of await list(path.join(root, folder), limits)) {
    const at = folder === '' ? item.name : `${folder}/${item.name}`;
    const entry = await rawEntry(root, at, item, limits);
    yield entry;
    if (entry.type === 'folder' && pathProblem(at, limits) === null) yield* walk(root, at, limits);
  }
}

/** Names in order, so that a folder tells the same twice; no more of them than are looked at anyway. */
async function list(folder: string, limits: Limits): Promise<Dirent[]> {
  const items: Dirent[] = [];
  for await (const item of await opendir(folder)) {
    items.push(item);
    if (items.length > limits.entries) break;
  }
  return items.sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function rawEntry(root: string, at: string, item: Dirent, limits: Limits): Promise<RawEntry> {
  const file = path.join(root, at);
  const nothing = { path: at, size: 0, packedSize: null, read: () => read(file, limits) };
  if (item.isDirectory()) return { ...nothing, type: 'folder' };
  if (item.isSymbolicLink()) return { ...nothing, type: { refused: 'it is a symbolic link' } };
  if (!item.isFile()) return { ...nothing, type: { refused: 'it is not a regular file' } };
  return { ...nothing, type: 'file', size: (await lstat(file)).size };
}

async function read(file: string, limits: Limits): Promise<Buffer> {
  // Whatever was swapped in since the folder was listed is not followed either.
  const handle = await open(file, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
  try {
    if (!(await handle.stat()).isFile()) throw new Error('It is not a regular file any more.');
    return await collect(handle.createReadStream({ autoClose: false }), limits.entryBytes);
  } finally {
    await handle.close();
  }
}
