import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import tar from 'tar-stream';
import { DomainError, isDomainError } from '@/lib/core/domain-error';
import { bytesText, isBomb, LIMITS, type Limits, tooLarge } from './limits';
import { collect, guard, type RawEntry, type Source } from './source';

/** Reads a tar file, gzipped or not, from its beginning to its end, once for each pass. */
export function tarSource(file: string, { gzipped }: { gzipped: boolean }, limits: Limits = LIMITS): Source {
  return { entries: () => guard(untar(file, gzipped, limits), limits) };
}

async function* untar(file: string, gzipped: boolean, limits: Limits): AsyncIterable<RawEntry> {
  const extract = tar.extract();
  const packed = createReadStream(file);
  const plain = gzipped ? packed.pipe(createGunzip()) : packed;
  packed.on('error', (error) => plain.destroy(error));
  const counted = Readable.from(counting(plain, () => packed.bytesRead, limits));
  // The iteration below reports what goes wrong here, since a failing source destroys the extraction.
  let failure: unknown = null;
  const feeding = pipeline(counted, extract).catch((error: unknown) => {
    failure ??= error;
  });
  try {
    for await (const entry of extract) {
      let taken = false;
      yield {
        ...described(entry.header),
        read: () => {
          taken = true;
          return collect(entry as AsyncIterable<Uint8Array>, limits.entryBytes);
        },
      };
      if (!taken) entry.resume();
    }
    await feeding;
    if (failure !== null) throw failure;
  } catch (error) {
    throw isDomainError(error) ? error : damaged(failure ?? error);
  } finally {
    extract.destroy();
    packed.destroy();
    plain.destroy();
    await feeding;
  }
}

/** Passes bytes on while their number is within the limits; headers and padding count too. */
async function* counting(
  plain: AsyncIterable<Buffer>,
  packedBytes: () => number,
  limits: Limits,
): AsyncIterable<Buffer> {
  let unpacked = 0;
  for await (const chunk of plain) {
    unpacked += chunk.byteLength;
    if (unpacked > limits.totalBytes)
      throw tooLarge(`The import unpacks to more than ${bytesText(limits.totalBytes)}.`);
    if (isBomb(unpacked, packedBytes(), limits))
      throw tooLarge(`The tar file unpacks to more than ${limits.ratio} times its size.`);
    yield chunk;
  }
}

function described(header: tar.Header): Omit<RawEntry, 'read'> {
  const at = { path: header.name, size: header.size, packedSize: null };
  switch (header.type) {
    case 'file':
    case 'contiguous-file':
      return { ...at, type: 'file' };
    case 'directory':
      return { ...at, type: 'folder' };
    case 'symlink':
      return { ...at, type: { refused: 'it is a symbolic link' } };
    case 'link':
      return { ...at, type: { refused: 'it is a hard link' } };
    default:
      return { ...at, type: { refused: 'it is not a regular file' } };
  }
}

function damaged(error: unknown): DomainError {
  const reason = error instanceof Error ? error.message : String(error);
  return new DomainError('invalid', `The tar file cannot be read: ${reason}`, { cause: error });
}
