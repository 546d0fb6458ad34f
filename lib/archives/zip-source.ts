import { crc32 } from 'node:zlib';
import yauzl from 'yauzl';
import { DomainError, isDomainError } from '@/lib/core/domain-error';
import { bytesText, isBomb, LIMITS, type Limits, tooLarge, tooMany } from './limits';
import { collect, guard, type RawEntry, type Source } from './source';

/** Reads a zip file by its central directory, entry by entry. */
export function zipSource(file: string, limits: Limits = LIMITS): Source {
  return { entries: () => guard(unzip(file, limits), limits) };
}

/** Whether a zip file holds one file called so, at its top or in one folder there; its path, or null. */
export async function findInZip(file: string, name: string, limits: Limits = LIMITS): Promise<string | null> {
  let seen = 0;
  for await (const { path, type } of unzip(file, limits)) {
    seen += 1;
    if (type === 'file' && (path === name || /^[^/]+\//.exec(path)?.[0] + name === path)) return path;
    if (seen > MOST_SEARCHED) return null;
  }
  return null;
}

/** Entries of a zip file that are looked at for one that stands for all. */
const MOST_SEARCHED = 50;

/** One large file of a zip file, as a stream that is checked while it passes: size, ratio, checksum. */
export async function* streamFromZip(
  file: string,
  name: string,
  limits: Limits = LIMITS,
): AsyncGenerator<Buffer> {
  const zip = await opened(file, limits);
  try {
    for await (const entry of zip.eachEntry()) {
      if (nameOf(entry) !== name) continue;
      if (isBomb(entry.uncompressedSize, entry.compressedSize, limits))
        throw tooLarge(`The zip file unpacks to more than ${limits.ratio} times its size.`);
      if (entry.uncompressedSize > limits.totalBytes)
        throw tooLarge(`The import unpacks to more than ${bytesText(limits.totalBytes)}.`);
      let sum = 0;
      for await (const chunk of await zip.openReadStreamPromise(entry)) {
        sum = crc32(chunk as Buffer, sum);
        yield chunk as Buffer;
      }
      if (sum !== entry.crc32) throw new Error('Its checksum is wrong.');
      return;
    }
  } catch (error) {
    throw isDomainError(error) ? error : damaged(error);
  } finally {
    zip.close();
  }
}

async function* unzip(file: string, limits: Limits): AsyncIterable<RawEntry> {
  const zip = await opened(file, limits);
  let unpacked = 0;
  const entries = zip.eachEntry();
  try {
    for (;;) {
      const next = await entries.next().catch((error: unknown) => {
        throw damaged(error);
      });
      if (next.done === true) return;
      const entry = rawEntry(zip, next.value, limits);
      // Entries may share their packed bytes, so that each looks harmless and only their sum does not.
      if (!isBomb(entry.size, entry.packedSize ?? 0, limits))
        unpacked += Math.min(entry.size, limits.entryBytes);
      if (isBomb(unpacked, zip.fileSize, limits))
        throw tooLarge(`The zip file unpacks to more than ${limits.ratio} times its size.`);
      yield entry;
    }
  } finally {
    zip.close();
  }
}

/** The record at the end of the file says how many entries there are; no more than that are ever read. */
async function opened(file: string, limits: Limits): Promise<yauzl.ZipFile> {
  const zip = await yauzl
    .openPromise(file, { decodeStrings: false, validateEntrySizes: true })
    .catch((error: unknown) => {
      throw damaged(error);
    });
  if (zip.entryCount <= limits.entries) return zip;
  zip.close();
  throw tooMany(limits);
}

function rawEntry(zip: yauzl.ZipFile, entry: yauzl.Entry, limits: Limits): RawEntry {
  const path = nameOf(entry);
  return {
    path,
    type: typeOf(entry, path),
    size: entry.uncompressedSize,
    packedSize: entry.compressedSize,
    read: () => read(zip, entry, limits),
  };
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Some packers write UTF-8 without saying so; the format's own reading of such names (code page 437) garbles them. */
function nameOf(entry: yauzl.Entry): string {
  const raw = entry.fileNameRaw;
  if (raw.some((byte) => byte > 0x7f)) {
    try {
      return utf8.decode(raw);
    } catch {
      // Not UTF-8: as the entry says.
    }
  }
  return yauzl.getFileNameLowLevel(entry.generalPurposeBitFlag, raw, entry.extraFields, true);
}

/** The upper half of the attributes is a Unix mode when the archive was packed there, else zero. */
function typeOf(entry: yauzl.Entry, path: string): RawEntry['type'] {
  const kind = (entry.externalFileAttributes >>> 16) & 0o170000;
  if (kind === 0o120000) return { refused: 'it is a symbolic link' };
  if (kind !== 0 && kind !== 0o100000 && kind !== 0o040000) return { refused: 'it is not a regular file' };
  if (path.endsWith('/')) return 'folder';
  if (kind === 0o040000) return 'folder';
  if (entry.isEncrypted()) return { refused: 'it is encrypted' };
  if (!entry.canDecodeFileData()) return { refused: 'it is packed in a way that is not deflate' };
  return 'file';
}

async function read(zip: yauzl.ZipFile, entry: yauzl.Entry, limits: Limits): Promise<Buffer> {
  const stream = await zip.openReadStreamPromise(entry);
  const bytes = await collect(stream, limits.entryBytes);
  if (crc32(bytes) !== entry.crc32) throw new Error('Its checksum is wrong.');
  return bytes;
}

function damaged(error: unknown): DomainError {
  const reason = error instanceof Error ? error.message : String(error);
  return new DomainError('invalid', `The zip file cannot be read: ${reason}`, { cause: error });
}
