import { statfsSync } from 'node:fs';

/** SQLSTATE `disk_full`: what PostgreSQL says, and what is said here before it comes to that. */
const DISK_FULL = '53100';

/** A write was refused, before it began, because too little of the disk is free. */
export class NoRoom extends Error {
  override readonly name = 'NoRoom';
  readonly code = DISK_FULL;
}

/** Bytes that this process may still write where the folder lies. */
export function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
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
  readonly #folder: string;
  readonly #reserve: number;

  /** `reserve` in bytes; 0 never refuses. */
  constructor(folder: string, reserve: number) {
    this.#folder = folder;
    this.#reserve = reserve;
  }

  /** Whether writes are taken. */
  isEnough(): boolean {
    return this.#reserve === 0 || freeBytes(this.#folder) >= this.#reserve;
  }

  /** Throws {@link NoRoom} when a statement that writes would take of the reserve. Costs one system call. */
  check(statement: string): void {
    if (this.#reserve === 0) return;
    const least = SMALL.some((form) => form.test(statement)) ? this.#reserve * LEFT_BY_SMALL : this.#reserve;
    if (freeBytes(this.#folder) < least)
      throw new NoRoom('The disk of the embedded database has too little free space for this write.');
  }
}
