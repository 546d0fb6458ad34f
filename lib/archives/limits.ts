import { DomainError } from '@/lib/core/domain-error';

/** What an import may hold. Checked while reading, before anything is believed or written. */
export interface Limits {
  /** Files and folders together. */
  readonly entries: number;
  /** Bytes of one file, unpacked: what one artifact may weigh. Larger files are refused one by one. */
  readonly entryBytes: number;
  /** Bytes of all files, unpacked. */
  readonly totalBytes: number;
  /** Unpacked bytes for each packed one; looked at from {@link ratioFrom} unpacked bytes on. */
  readonly ratio: number;
  readonly ratioFrom: number;
  /** Path segments; an MLTE store needs five, one more when it lies in a folder. */
  readonly depth: number;
  readonly pathBytes: number;
}

const MEBIBYTE = 1024 * 1024;

/** Indented JSON packs 10 to 60 times; deflate's most is 1,032. */
export const LIMITS: Limits = {
  entries: 100_000,
  entryBytes: 16 * MEBIBYTE,
  totalBytes: 1024 * MEBIBYTE,
  ratio: 200,
  ratioFrom: MEBIBYTE,
  depth: 12,
  pathBytes: 1024,
};

/** Bytes that an uploaded archive may have, packed. */
export const UPLOAD_BYTES = 256 * MEBIBYTE;

/** Bytes as people read them: `16 MiB`. */
export function bytesText(bytes: number): string {
  if (bytes >= MEBIBYTE) return `${Number((bytes / MEBIBYTE).toFixed(1))} MiB`;
  return bytes >= 1024 ? `${Number((bytes / 1024).toFixed(1))} KiB` : `${bytes} bytes`;
}

/** The whole source is refused: nothing of it is taken. */
export const tooLarge = (message: string): DomainError => new DomainError('too_large', message);

/** A source holds more files and folders than are read. */
export const tooMany = ({ entries }: Limits): DomainError =>
  tooLarge(`The import holds more than ${entries.toLocaleString('en')} files and folders.`);

/** Whether `unpacked` bytes from `packed` ones look like a bomb. */
export const isBomb = (unpacked: number, packed: number, limits: Limits): boolean =>
  unpacked > limits.ratioFrom && unpacked > packed * limits.ratio;
