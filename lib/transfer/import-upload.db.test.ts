import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import { stagedFile, stageUpload } from '@/lib/archives/staged-upload';
import { writeZip } from '@/lib/archives/testing/archives';
import { ctxFor, makeUser, unique } from '@/lib/testing/world';
import { importStaged, importUpload } from './import-upload';
import { makeFixture } from './testing/mlte-fixture';

// Lists, catalogs and people belong to the whole store: other files' tests must not see them.
const database = testDatabase({ fresh: true });

let folder: string;
let outerTemp: string | undefined;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'assay-upload-'));
  outerTemp = process.env['TMPDIR'];
  process.env['TMPDIR'] = folder;
});
afterAll(async () => {
  if (outerTemp === undefined) delete process.env['TMPDIR'];
  else process.env['TMPDIR'] = outerTemp;
  await rm(folder, { recursive: true, force: true });
});

const upload = async (): Promise<Blob> =>
  new Blob([await readFile(await writeZip(path.join(folder, unique('u')), makeFixture().members))]);

async function* chunks(...sizes: number[]): AsyncIterable<Uint8Array> {
  for (const size of sizes) yield new Uint8Array(size);
}

/** Names of what waits in the staging folder. */
async function waiting(userId: string): Promise<string[]> {
  const [staging] = (await readdir(folder)).filter((name) => name.startsWith('assay-imports-'));
  const names = staging === undefined ? [] : await readdir(path.join(folder, staging));
  return names.filter((name) => name.startsWith(userId));
}

describe('an uploaded store', () => {
  it('waits after its dry run, is imported on the word, and is gone then', async () => {
    const ada = await makeUser(database.opened, { role: 'admin' });
    const dry = await importUpload(ada.ctx(), { body: await upload(), project: 'default', dryRun: true });
    expect(dry.report.totals).toMatchObject({ take: 20, refused: 0 });
    const staged = dry.staged ?? '';
    expect((await stat(await stagedFile(ada.ctx(), staged))).mode & 0o777).toBe(0o600);

    const done = await importStaged(ada.ctx(), { staged, project: 'default', dryRun: false });
    expect(done).toMatchObject({ staged: null, report: { dryRun: false, totals: { take: 20 } } });
    expect(await waiting(ada.id)).toEqual([]);
    await expect(
      importStaged(ada.ctx(), { staged, project: 'default', dryRun: false }),
    ).rejects.toMatchObject({ code: 'not_found' });
  });

  it('is found by nobody else, not even by another administrator', async () => {
    const ada = await makeUser(database.opened, { role: 'admin' });
    const eve = await makeUser(database.opened, { role: 'admin' });
    const { staged } = await importUpload(ada.ctx(), {
      body: await upload(),
      project: 'default',
      dryRun: true,
    });
    for (const word of [staged ?? '', `../${ada.id}-${staged}`, ''])
      await expect(
        importStaged(eve.ctx(), { staged: word, project: 'default', dryRun: false }),
      ).rejects.toMatchObject({ code: 'not_found' });
    expect(await waiting(ada.id)).toHaveLength(1);
  });

  it('waits on while its uploader has to sign in again', async () => {
    const ada = await makeUser(database.opened, { role: 'admin' });
    const session = randomUUID();
    const actor = {
      kind: 'session',
      userId: ada.id,
      name: ada.name,
      credentialId: session,
      limit: null,
    } as const;
    const stale = ctxFor(database.opened, actor);
    const { staged } = await importUpload(stale, { body: await upload(), project: 'default', dryRun: true });
    const words = { staged: staged ?? '', project: 'default', dryRun: false };
    await expect(importStaged(stale, words)).rejects.toMatchObject({ code: 'precondition' });
    expect((await importStaged(ada.ctx(), words)).report.totals).toMatchObject({ take: 20 });
  });

  it('is swept away after an hour', async () => {
    const ada = await makeUser(database.opened, { role: 'admin' });
    const staged = await stageUpload(ada.ctx(), chunks(10));
    const old = new Date(Date.now() - 61 * 60 * 1000);
    await utimes(await stagedFile(ada.ctx(), staged), old, old);
    await expect(stagedFile(ada.ctx(), staged)).rejects.toMatchObject({ code: 'not_found' });
    await stageUpload(ada.ctx(), chunks(10));
    expect(await waiting(ada.id)).toHaveLength(1);
  });

  it('is refused and dropped when it is too large, cut off, or no archive', async () => {
    const ada = await makeUser(database.opened, { role: 'admin' });
    await expect(stageUpload(ada.ctx(), chunks(60, 60), { most: 100 })).rejects.toMatchObject({
      code: 'too_large',
    });
    const cut = (async function* () {
      yield new Uint8Array(10);
      throw new Error('the connection went away');
    })();
    await expect(stageUpload(ada.ctx(), cut)).rejects.toThrow('went away');
    await expect(
      importUpload(ada.ctx(), { body: new Blob(['hello']), project: 'default', dryRun: true }),
    ).rejects.toMatchObject({ code: 'invalid' });
    expect(await waiting(ada.id)).toEqual([]);
  });

  it('is not even read from who may not import', async () => {
    const maintainer = await makeUser(database.opened, { role: 'maintainer' });
    let read = false;
    const body = (async function* () {
      read = true;
      yield new Uint8Array(1);
    })();
    await expect(
      importUpload(maintainer.ctx(), { body, project: 'default', dryRun: true }),
    ).rejects.toMatchObject({ code: 'forbidden' });
    expect(read).toBe(false);
  });
});
