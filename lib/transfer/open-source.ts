import { open, realpath, stat } from 'node:fs/promises';
import { DomainError } from '@/lib/core/domain-error';
import { directorySource } from './directory-source';
import { shown } from './entry-path';
import { LIMITS, type Limits } from './limits';
import type { Source } from './source';
import { tarSource } from './tar-source';
import { zipSource } from './zip-source';

/**
 * Opens a folder, zip, tar or tar.gz by what it is, whatever it is called.
 * `not_found` when there is nothing; `invalid` when it is none of these.
 */
export async function openSource(path: string, limits: Limits = LIMITS): Promise<Source> {
  const found = await stat(path).catch(() => null);
  if (found === null) throw new DomainError('not_found', `There is no file or folder ${shown(path)}.`);
  if (found.isDirectory()) return directorySource(await realpath(path), limits);
  const head = await firstBytes(path);
  if (head.subarray(0, 2).equals(Buffer.from('PK'))) return zipSource(path, limits);
  if (head[0] === 0x1f && head[1] === 0x8b) return tarSource(path, { gzipped: true }, limits);
  if (head.subarray(257, 262).equals(Buffer.from('ustar')))
    return tarSource(path, { gzipped: false }, limits);
  throw new DomainError('invalid', 'The import is neither a folder nor a zip, tar or tar.gz file.');
}

async function firstBytes(path: string): Promise<Buffer> {
  const handle = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(512), 0, 512, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
