import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freeBytes, Room } from '@/db/embedded/room';
import { isNoRoom, NoRoom } from '@/db/no-room';
import { type SmallDisk, smallDisk } from '@/db/testing/small-disk';
import { writeArchive, writeExportFolder } from '@/lib/transfer/write-export';
import { writeNew } from './new-file';

const MB = 1_048_576;
/** More than any disk has. */
const EVERYTHING = 2 ** 60;

let disk: SmallDisk | null = null;
let folder = '';
beforeAll(async () => {
  disk = smallDisk(8);
  folder = disk?.folder ?? (await mkdtemp(path.join(tmpdir(), 'assay-new-')));
});
afterAll(async () => {
  disk?.remove();
  await rm(folder, { recursive: true, force: true });
});

const at = (name: string) => path.join(folder, name);

/** So many pieces of a megabyte; `taken` counts those that were asked for. */
async function* pieces(count: number, taken = { count: 0 }): AsyncGenerator<Buffer> {
  for (let n = 0; n < count; n += 1) {
    taken.count += 1;
    yield Buffer.alloc(MB, 'x');
  }
}

describe('a new file', () => {
  it('holds what it was given, for this account alone, and is never written over another', async () => {
    await writeNew(at('new'), ['é', Buffer.from('b')], { room: null });
    expect(await readFile(at('new'), 'utf8')).toBe('éb');
    if (process.platform !== 'win32') expect((await stat(at('new'))).mode & 0o777).toBe(0o600);
    await expect(writeNew(at('new'), ['c'], { room: null })).rejects.toMatchObject({ code: 'EEXIST' });
    expect(await readFile(at('new'), 'utf8')).toBe('éb');
    await rm(at('new'));
  });

  it('is refused before a byte is read where what is announced does not fit', async () => {
    const taken = { count: 0 };
    const writing = writeNew(at('new'), pieces(1, taken), { room: null, announced: EVERYTHING });
    await expect(writing).rejects.toBeInstanceOf(NoRoom);
    expect(taken.count).toBe(0);
    expect(await readdir(folder)).toEqual([]);
  });

  it('leaves the reserve of a database on the same disk, and nothing of itself', async () => {
    const reserve = freeBytes(folder) - 2.5 * MB;
    const writing = writeNew(at('new'), pieces(6), { room: new Room(folder, reserve) });
    // Others write to a disk that is not the test's own.
    if (disk !== null) await expect(writing).rejects.toBeInstanceOf(NoRoom);
    else await writing.catch(() => {});
    await rm(at('new'), { force: true });
    await expect(
      writeNew(at('new'), pieces(1), { room: new Room(folder, EVERYTHING) }),
    ).rejects.toBeInstanceOf(NoRoom);
    expect(await readdir(folder)).toEqual([]);
  });

  it('does not mind the reserve of a database on another disk', async () => {
    if (disk === null) return;
    await writeNew(at('new'), pieces(1), { room: new Room(tmpdir(), EVERYTHING) });
    await rm(at('new'));
  });

  it('that the disk cannot hold all the same ends as want of room, and nothing is left of it', async () => {
    if (disk === null) return;
    // As where somebody else takes the room between the look and the write.
    const lengths = [0];
    const unseen = Object.defineProperty(Buffer.alloc(10 * MB), 'byteLength', {
      get: () => lengths.shift() ?? 10 * MB,
    });
    const caught: unknown = await writeNew(at('new'), [unseen], { room: null }).catch(
      (error: unknown) => error,
    );
    expect(caught).toMatchObject({ name: 'NoRoom', cause: { code: 'ENOSPC' } });
    expect(isNoRoom(caught)).toBe(true);
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('an export', () => {
  it('that does not fit leaves neither a part of an archive nor files in its folder', async () => {
    if (disk === null) return;
    await expect(
      writeArchive(at('store.zip'), async () => Readable.from(pieces(20)), null),
    ).rejects.toBeInstanceOf(NoRoom);
    const files = async function* () {
      yield { path: 'empty', text: null };
      for (let n = 0; n < 20; n += 1) yield { path: `deep/${n}`, text: 'x'.repeat(MB) };
    };
    await expect(writeExportFolder(at('store'), async () => files(), null)).rejects.toBeInstanceOf(NoRoom);
    expect(existsSync(at('store.zip.part'))).toBe(false);
    expect(await readdir(folder)).toEqual(['store']);
    expect(await readdir(at('store'))).toEqual([]);
    await rm(at('store'), { recursive: true });
  });
});
