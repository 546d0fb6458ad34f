import { readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { createFolder } from '@/db/create-folder';
import type { Room } from '@/db/embedded/room';
import type { ArchiveMember } from '@/lib/archives/archive';
import { shown } from '@/lib/archives/entry-path';
import { withoutRoom, writeNew } from '@/lib/archives/new-file';
import { DomainError } from '@/lib/core/domain-error';

/**
 * Writes the files into a new or empty folder that only this account can read, or leaves it empty; how many. `conflict`
 * when it holds anything, `NoRoom` when they do not fit.
 */
export async function writeExportFolder(
  root: string,
  files: () => Promise<AsyncIterable<ArchiveMember>>,
  room: Room | null,
): Promise<number> {
  createFolder(root);
  if ((await readdir(root)).length > 0)
    throw new DomainError('conflict', `The folder ${shown(root)} is not empty. Name a new one.`);
  try {
    return await writeFiles(root, await files(), room);
  } catch (error) {
    for (const name of await readdir(root)) await rm(path.join(root, name), { recursive: true, force: true });
    throw withoutRoom(error, root);
  }
}

async function writeFiles(
  root: string,
  files: AsyncIterable<ArchiveMember>,
  room: Room | null,
): Promise<number> {
  let written = 0;
  for await (const { path: name, text } of files) {
    const at = path.join(root, name);
    createFolder(text === null ? at : path.dirname(at));
    if (text === null) continue;
    // Never over another: whatever a file system takes for the same name would be an object lost.
    await writeNew(at, typeof text === 'string' ? [text] : text, { room });
    written += 1;
  }
  return written;
}

/**
 * Writes an archive that only this account can read; it has its name only when it is whole. `conflict` when it is there,
 * `NoRoom` when it does not fit.
 */
export async function writeArchive(
  target: string,
  archive: () => Promise<Readable>,
  room: Room | null,
): Promise<void> {
  const part = `${target}.part`;
  for (const name of [target, part])
    if ((await stat(name).catch(() => null)) !== null)
      throw new DomainError('conflict', `The file ${shown(name)} is there already. Name a new one.`);
  await writeNew(part, await archive(), { room });
  try {
    await rename(part, target);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}
