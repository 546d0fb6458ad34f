import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { DomainError } from '@/lib/core/domain-error';
import type { Member } from './archive';
import { shown } from './entry-path';

/** Writes the files into a new or empty folder that only this account can read; how many. `conflict` when it holds anything. */
export async function writeFolder(
  root: string,
  files: () => Promise<AsyncIterable<Member>>,
): Promise<number> {
  await mkdir(root, { recursive: true, mode: 0o700 });
  if ((await readdir(root)).length > 0)
    throw new DomainError('conflict', `The folder ${shown(root)} is not empty. Name a new one.`);
  let written = 0;
  for await (const { path: name, text } of await files()) {
    const at = path.join(root, name);
    if (text === null) {
      await mkdir(at, { recursive: true, mode: 0o700 });
      continue;
    }
    await mkdir(path.dirname(at), { recursive: true, mode: 0o700 });
    // Never over another: whatever a file system takes for the same name would be an object lost.
    await writeFile(at, text, { flag: 'wx', mode: 0o600 });
    written += 1;
  }
  return written;
}

/** Writes an archive that only this account can read; it has its name only when it is whole. `conflict` when it is there. */
export async function writeArchive(target: string, archive: () => Promise<Readable>): Promise<void> {
  const part = `${target}.part`;
  for (const name of [target, part])
    if ((await stat(name).catch(() => null)) !== null)
      throw new DomainError('conflict', `The file ${shown(name)} is there already. Name a new one.`);
  const stream = await archive();
  try {
    await pipeline(stream, createWriteStream(part, { flags: 'wx', mode: 0o600 }));
    await rename(part, target);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}
