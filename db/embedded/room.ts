import { statfsSync, statSync } from 'node:fs';
import { NoRoom } from '../no-room';

const MB = 1_048_576;

/** What each file that can still be made stands for: 2,048 of them for the reserve of 128 MB. A new store makes 1,000. */
const BYTES_OF_FILE = 65_536;

/**
 * Bytes that this process may still write where the folder lies: on a disk that runs out of files before it runs out of
 * bytes, so many for each file that it can still take.
 */
export function freeBytes(folder: string): number {
  const { bytes, files } = freeOn(folder);
  return Math.min(bytes, files * BYTES_OF_FILE);
}

/** What is free there, as a sentence goes on: `12 MB free`. */
export function freeText(folder: string): string {
  const { bytes, files } = freeOn(folder);
  const megabytes = `${Math.floor(bytes / MB)} MB free`;
  return files * BYTES_OF_FILE < bytes ? `${megabytes} and room for ${files} more files` : megabytes;
}

function freeOn(folder: string): { readonly bytes: number; readonly files: number } {
  const { bavail, bsize, files, ffree } = statfsSync(folder);
  // Some systems make room for files as they go, and count none.
  return { bytes: bavail * bsize, files: files === 0 ? Number.POSITIVE_INFINITY : ffree };
}

/**
 * What may still be written when nothing else may, rows of some hundred bytes: by whoever signs in, signs out or is let
 * in by a token, and by a server that starts. Audit events come after what they tell of, which is refused first.
 */
const SMALL = [
  /^\s*(with \w+ as \(\s*)?(insert into|update|delete from) "?(sessions|tokens|sign_in_failures|sign_in_successes|audit_chains|audit_events|store_state)\b/i,
  // Where nothing is to be migrated.
  /^\s*create (schema|table) if not exists "?drizzle"?/i,
] as const;
/** Of the reserve, what even these leave. */
export const LEFT_BY_SMALL = 0.25;

/**
 * The free space where the embedded database lies. PostgreSQL cannot go on without room for its log: what runs out of
 * it loses its thread, and cannot be opened again before there is some. So writes are refused while a reserve is left.
 */
export class Room {
  readonly folder: string;
  readonly reserve: number;

  /** `reserve` in bytes; 0 refuses no statement. */
  constructor(folder: string, reserve: number) {
    this.folder = folder;
    this.reserve = reserve;
  }

  /**
   * The room for files in a folder that is there. On the disk of the embedded database its reserve is theirs too; on
   * another, and where a server keeps the rows, they may take all there is.
   */
  static forFiles(folder: string, database: Room | null): Room {
    const isShared = database !== null && statSync(folder).dev === statSync(database.folder).dev;
    return new Room(folder, isShared ? database.reserve : 0);
  }

  /** Whether writes are taken. */
  isEnough(): boolean {
    return this.reserve === 0 || this.free() >= this.reserve;
  }

  /** Bytes that are free where the database lies. */
  free(): number {
    return freeBytes(this.folder);
  }

  /** Throws {@link NoRoom} when a statement that writes would take of the reserve. Costs one system call. */
  check(statement: string): void {
    if (this.reserve === 0) return;
    this.#leave(SMALL.some((form) => form.test(statement)) ? this.reserve * LEFT_BY_SMALL : this.reserve);
  }

  /** Throws {@link NoRoom} when so many bytes of a file do not fit, or would take of the reserve. */
  checkBytes(bytes: number): void {
    this.#leave(this.reserve + bytes);
  }

  #leave(least: number): void {
    if (this.free() < least)
      throw new NoRoom(
        `The disk of ${this.folder} has ${freeText(this.folder)} where this needs ${Math.ceil(least / MB)} MB, with what stays free (ASSAY_RESERVE_MB): make room there.`,
      );
  }
}
