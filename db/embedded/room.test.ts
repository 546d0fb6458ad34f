import { closeSync, openSync, writeSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Opened, openEmbedded } from '../client';
import { NoRoom } from '../no-room';
import { sqlState } from '../sql-state';
import { type SmallDisk, smallDisk } from '../testing/small-disk';
import { checkFolder } from './folder';
import { freeBytes, freeText, Room } from './room';

const MB = 1_048_576;
const PATIENCE = 180_000;
/** More than any disk has. */
const EVERYTHING = 2 ** 60;

let disk: SmallDisk | null = null;
let folder = '';
let opened: Opened;
beforeAll(async () => {
  disk = smallDisk(160);
  folder = disk?.folder ?? (await mkdtemp(path.join(tmpdir(), 'assay-room-')));
  opened = await openEmbedded(folder);
  await opened.db.execute(sql`create table kept (id int primary key, body text)`);
  await opened.db.execute(sql`create table sessions (id int primary key)`);
  await opened.close();
}, PATIENCE);
afterAll(async () => {
  await opened.close();
  disk?.remove();
  await rm(folder, { recursive: true, force: true });
});

const stateOf = (work: Promise<unknown>): Promise<string | null> =>
  work.then(
    () => 'done',
    (error: unknown) => sqlState(error),
  );
const insert = (id: number) => opened.db.execute(sql`insert into kept values (${id}, 'kept')`);
const signIn = (id: number) => opened.db.execute(sql`insert into "sessions" values (${id})`);
const kept = async () => (await opened.db.execute(sql`select id from kept order by id`)).map(({ id }) => id);
/** Writes a file that leaves so many bytes of the disk. */
const fill = (left: number) =>
  writeFile(path.join(folder, 'filler'), Buffer.alloc(Math.max(0, freeBytes(folder) - left)));
const empty = () => rm(path.join(folder, 'filler'), { force: true });

describe('the room of the embedded database', () => {
  it(
    'refuses writes before they begin, reads on, and takes them again once there is room',
    async () => {
      if (disk === null) {
        opened = await openEmbedded(folder, { reserve: EVERYTHING });
        expect(await stateOf(insert(1))).toBe('53100');
        expect(await kept()).toEqual([]);
        await opened.close();
        opened = await openEmbedded(folder, { reserve: 1 });
        await insert(1);
        return;
      }
      opened = await openEmbedded(folder, { reserve: 40 * MB });
      await fill(30 * MB);
      expect(await stateOf(insert(1))).toBe('53100');
      const together = opened.db.transaction(async (tx) => {
        await tx.execute(sql`select 1`);
        await tx.execute(sql`insert into kept values (1, 'kept')`);
      });
      expect(await stateOf(together)).toBe('53100');
      expect(await kept()).toEqual([]);
      await signIn(1);
      await empty();
      await fill(5 * MB);
      expect(await stateOf(signIn(2)), 'nor who signs in, in the end').toBe('53100');
      expect(await kept()).toEqual([]);
      await empty();
      await insert(1);
      await signIn(2);
      expect(await kept()).toEqual([1]);
    },
    PATIENCE,
  );

  it(
    'answers again, with all that was kept, after the log ran out of room all the same',
    async () => {
      await opened.close();
      opened = await openEmbedded(folder);
      if (disk === null) {
        expect(await kept()).toEqual([1]);
        return;
      }
      const before = await kept();
      // Nothing is refused here, and nothing is left: pages of the table stay, its log grows.
      const handle = openSync(path.join(folder, 'filler'), 'w');
      const piece = Buffer.alloc(MB);
      const overfill = () => {
        try {
          for (;;) writeSync(handle, piece);
        } catch {
          // Full.
        }
      };
      let failed: string | null = 'done';
      for (let n = 0; n < 40_000 && failed === 'done'; n += 1) {
        overfill();
        failed = await stateOf(
          opened.db.execute(sql`update kept set body = repeat('x', ${(n % 500) + 1500}::int)`),
        );
      }
      closeSync(handle);
      expect(failed).not.toBe('done');
      // Whatever it is answered with meanwhile, it is answered.
      await stateOf(kept());
      await empty();
      let now: unknown = null;
      for (let n = 0; n < 100 && now === null; n += 1)
        now = await kept().catch(() => new Promise((resolve) => setTimeout(resolve, 500, null)));
      expect(now).toEqual(before);
      await insert(2);
      expect(await kept()).toEqual([1, 2]);
    },
    PATIENCE,
  );
});

describe('a disk that can take no more files', () => {
  it('refuses writes while there are bytes enough, says so, and takes them again', {
    timeout: PATIENCE,
  }, async () => {
    const few = smallDisk(400, 6_000);
    const at = few?.folder ?? (await mkdtemp(path.join(tmpdir(), 'assay-files-')));
    // Where nobody may mount, the disk at hand counts its files or does not: either way there are bytes to speak of.
    expect(freeText(at)).toMatch(/^\d+ MB free/);
    if (few !== null) {
      const room = new Room(at, 40 * MB);
      room.check('insert into kept values (1)');
      const fillers = path.join(at, 'fillers');
      await mkdir(fillers);
      for (let n = 0; n < 5_600; n += 1) closeSync(openSync(path.join(fillers, String(n)), 'w'));
      expect(freeText(at)).toMatch(/^\d{3} MB free and room for \d{3} more files$/);
      expect(() => room.check('insert into kept values (1)')).toThrow(/more files where this needs 40 MB/);
      expect(() => room.checkBytes(1)).toThrow(NoRoom);
      room.check('insert into "sessions" values (1)');
      expect(() => checkFolder(at, 40 * MB)).toThrow(
        /room for \d{3} more files, and a new store needs \d+ MB/,
      );
      await rm(fillers, { recursive: true });
      room.check('insert into kept values (1)');
    }
    few?.remove();
    await rm(at, { recursive: true, force: true });
  });
});
