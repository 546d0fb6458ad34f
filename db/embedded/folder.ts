import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { DirectoryInUse, lockDirectory } from './lock';
import { freeBytes, freeText, LEFT_BY_SMALL } from './room';

/** PostgreSQL's, in PGlite of this release. */
const MAJOR = '18';
/** What a new database takes before anything is in it, its log included. */
const NEW_BYTES = 96 * 1_048_576;
/** Where any of these is missing, PostgreSQL does not begin, and PGlite says no more than that. */
const PARTS = ['base', 'global', 'pg_wal', 'pg_xact', path.join('global', 'pg_control')] as const;
const CONTROL_BYTES = 8_192;

/** The folder cannot hold the embedded database, or what lies in it is none. The message is one sentence that says what to do. */
export class BadFolder extends Error {
  override readonly name = 'BadFolder';
}

/** As {@link lockDirectory}; {@link BadFolder} where the system refuses the folder. */
export async function lockFolder(directory: string): Promise<() => Promise<void>> {
  try {
    return await lockDirectory(directory);
  } catch (error) {
    if (error instanceof DirectoryInUse) throw error;
    throw new BadFolder(
      `The data folder ${directory} cannot be used: ${reasonOf(error)}, or set ASSAY_DATA_DIR to another folder.`,
      {
        cause: error,
      },
    );
  }
}

function reasonOf(error: unknown): string {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return 'its disk is full; make room';
    case 'EROFS':
      return 'its disk is read-only; make it writable';
    case 'EACCES':
    case 'EPERM':
      return 'this user may not write there; let it';
    case 'ENOENT':
      return 'the system makes no folder there; see to it';
    case 'EEXIST':
    case 'ENOTDIR':
      return 'it is a file, or lies below one; move that away';
    default:
      return `${(error as NodeJS.ErrnoException).code ?? 'the system does not say why'}; see to it`;
  }
}

/**
 * Throws {@link BadFolder} where there is too little room to open the database in the data folder, or to make one, and
 * where its files are incomplete or another release's. `reserve` in bytes, as writes leave it.
 */
export function checkFolder(directory: string, reserve: number): void {
  const database = path.join(directory, 'pglite');
  const isNew = !existsSync(database) || readdirSync(database).length === 0;
  const least = isNew ? reserve + NEW_BYTES : reserve * LEFT_BY_SMALL;
  if (reserve > 0 && freeBytes(directory) < least)
    throw new BadFolder(
      `The disk of ${directory} has ${freeText(directory)}, and ${isNew ? 'a new store' : 'opening the store'} needs ${megabytes(least)} MB: make room, or set ASSAY_DATA_DIR to a folder elsewhere.`,
    );
  if (isNew) return;
  const damage = damageIn(database);
  if (damage !== null) throw damaged(database, damage);
}

function damageIn(database: string): string | null {
  const version = path.join(database, 'PG_VERSION');
  if (!existsSync(version)) return 'PG_VERSION is missing';
  const major = readFileSync(version, 'utf8').trim();
  if (major !== MAJOR) return `it is of PostgreSQL ${major.slice(0, 20) || '(none)'}, not ${MAJOR}`;
  const missing = PARTS.find((part) => !existsSync(path.join(database, part)));
  if (missing !== undefined) return `${missing} is missing`;
  const { size } = statSync(path.join(database, 'global', 'pg_control'));
  return size === CONTROL_BYTES ? null : `global/pg_control has ${size} bytes, not ${CONTROL_BYTES}`;
}

/** What PostgreSQL found wrong itself, or {@link checkFolder}. */
export const damaged = (database: string, why: string): BadFolder =>
  new BadFolder(
    `The database in ${database} cannot be opened (${why}): put a copy in its place, or set ASSAY_DATA_DIR to another folder.`,
  );

const megabytes = (bytes: number): number => Math.floor(bytes / 1_048_576);
