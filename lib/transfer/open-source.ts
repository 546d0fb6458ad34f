import { createReadStream } from 'node:fs';
import { open, realpath, stat } from 'node:fs/promises';
import { directorySource } from '@/lib/archives/directory-source';
import { shown } from '@/lib/archives/entry-path';
import { bytesText, LIMITS, type Limits, tooLarge } from '@/lib/archives/limits';
import type { Source } from '@/lib/archives/source';
import { tarSource } from '@/lib/archives/tar-source';
import { findInZip, streamFromZip, zipSource } from '@/lib/archives/zip-source';
import { DomainError } from '@/lib/core/domain-error';
import { STORE_EXPORT } from '@/lib/mlte/export/store-export-text';
import { storeExportSource } from '@/lib/mlte/store-export-source';

/**
 * Opens a folder, zip, tar, tar.gz or `store_export.json` (also in a zip) by what it is, whatever it is called.
 * `not_found` when there is nothing; `invalid` when it is none of these.
 */
export async function openSource(path: string, limits: Limits = LIMITS): Promise<Source> {
  const found = await stat(path).catch(() => null);
  if (found === null) throw new DomainError('not_found', `There is no file or folder ${shown(path)}.`);
  if (found.isDirectory()) return directorySource(await realpath(path), limits);
  const head = await firstBytes(path);
  if (head.subarray(0, 2).equals(Buffer.from('PK'))) {
    const exported = await findInZip(path, STORE_EXPORT, limits);
    if (exported === null) return zipSource(path, limits);
    return storeExportSource(() => streamFromZip(path, exported, limits), limits);
  }
  if (/^(?:\u{FEFF})?\s*\{/u.test(head.toString('utf8'))) return jsonSource(path, found.size, limits);
  if (head[0] === 0x1f && head[1] === 0x8b) return tarSource(path, { gzipped: true }, limits);
  if (head.subarray(257, 262).equals(Buffer.from('ustar')))
    return tarSource(path, { gzipped: false }, limits);
  throw new DomainError(
    'invalid',
    'The import is neither a folder nor a zip, tar, tar.gz or store_export.json file.',
  );
}

function jsonSource(path: string, size: number, limits: Limits): Source {
  if (size > limits.totalBytes) throw tooLarge(`The import has more than ${bytesText(limits.totalBytes)}.`);
  return storeExportSource(() => createReadStream(path), limits);
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
