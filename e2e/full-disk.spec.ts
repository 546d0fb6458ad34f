import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { evidenceBody } from '@/bench/evidence';
import { freeBytes } from '@/db/embedded/room';
import { type SmallDisk, smallDisk } from '@/db/testing/small-disk';
import { type AssayProcess, startAssay } from './assay-process';
import { ADMIN, signIn } from './fixtures';
import { MlteApi } from './mlte-api';
import { wrapped, ZenmlApi } from './zenml-api';

const MB = 1_048_576;
const RESERVE_MB = 40;
const AS_ADMIN = {
  ASSAY_ADMIN_NAME: ADMIN.name,
  ASSAY_ADMIN_PASSWORD: ADMIN.password,
  ASSAY_LOG_LEVEL: 'warn',
};
const NO_ROOM = /no room/;

// Made by whoever runs the test: the runner reads this file too, to find it.
let disk: SmallDisk | null = null;
let assay: AssayProcess;
test.beforeAll(async () => {
  disk = smallDisk(320);
  const dataDirectory = disk === null ? null : path.join(disk.folder, 'data');
  if (dataDirectory !== null) await mkdir(dataDirectory);
  assay = await startAssay({
    ...(dataDirectory === null ? {} : { dataDirectory }),
    env: { ...AS_ADMIN, ASSAY_RESERVE_MB: `${RESERVE_MB}` },
  });
});
test.afterAll(async () => {
  await assay.remove();
  disk?.remove();
});

/** Leaves too little room; where there is no disk of a known size, by asking for more than there is. */
async function takeRoom(): Promise<void> {
  if (disk !== null) {
    const size = freeBytes(disk.folder) - (RESERVE_MB - 5) * MB;
    return writeFile(path.join(disk.folder, 'filler'), Buffer.alloc(size));
  }
  const { dataDirectory, port } = {
    dataDirectory: assay.dataDirectory,
    port: Number(new URL(assay.url).port),
  };
  await assay.stop();
  const twice = Math.ceil((2 * freeBytes(dataDirectory)) / MB);
  assay = await startAssay({ dataDirectory, port, env: { ...AS_ADMIN, ASSAY_RESERVE_MB: `${twice}` } });
}

/** The same process goes on where the disk is ours to empty. */
async function giveRoom(): Promise<void> {
  if (disk !== null) return rm(path.join(disk.folder, 'filler'));
  const { dataDirectory, port } = {
    dataDirectory: assay.dataDirectory,
    port: Number(new URL(assay.url).port),
  };
  await assay.stop();
  assay = await startAssay({ dataDirectory, port, env: { ...AS_ADMIN, ASSAY_RESERVE_MB: '1' } });
}

const status = async (place: string): Promise<{ status: number; body: unknown }> => {
  const answer = await fetch(assay.url + place);
  return { status: answer.status, body: await answer.json() };
};
const artifact = (name: string) => ({
  header: { identifier: `evidence.${name}`, type: 'evidence' },
  body: evidenceBody(name, 1),
});

test('a full disk stops writing, and neither reading nor signing in, until there is room again', async ({
  browser,
}) => {
  const api = await MlteApi.signIn(assay.url, ADMIN);
  const zenml = await ZenmlApi.as(assay.url, api);
  const stack = [wrapped('orchestrator', 'o'), wrapped('artifact_store', 'a', { path: '/tmp/a' })];
  await api.createModel('m');
  await api.createVersion('m', 'v');
  await api.writeArtifact('m', 'v', artifact('kept'));
  const native = (method: string, place: string, body?: unknown) =>
    fetch(`${assay.url}/api/v1${place}`, {
      method,
      headers: { Authorization: `Bearer ${api.token}`, 'Content-Type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  expect(await status('/api/readyz')).toEqual({ status: 200, body: { status: 'ready', reasons: [] } });
  const { pid } = assay;

  await takeRoom();
  const refused = await native('POST', '/projects/default/models', { name: 'new' });
  expect(refused.status).toBe(507);
  expect(refused.headers.get('content-type')).toBe('application/problem+json');
  expect(await refused.json()).toMatchObject({ code: 'no_room', detail: expect.stringMatching(NO_ROOM) });
  const write = { artifact: artifact('late'), force: false, parents: false };
  const old = await api.request('POST', '/model/m/version/v/artifact', write);
  expect(old).toEqual({ status: 503, body: { detail: expect.stringMatching(NO_ROOM) } });
  const older = await zenml.request('POST', '/stacks', { name: 's', components: stack });
  expect(older).toEqual({ status: 503, body: { detail: expect.stringMatching(NO_ROOM) } });
  expect(await status('/api/healthz')).toEqual({ status: 200, body: { status: 'healthy' } });
  await expect(async () =>
    expect(await status('/api/readyz')).toEqual({
      status: 503,
      body: { status: 'unready', reasons: [expect.stringMatching(NO_ROOM)] },
    }),
  ).toPass();

  expect((await native('GET', '/projects/default/models')).status).toBe(200);
  expect(await api.readArtifact('m', 'v', 'evidence.kept')).toBeTruthy();
  expect((await zenml.request('GET', '/stacks')).status).toBe(200);
  await MlteApi.signIn(assay.url, ADMIN);
  const page = await browser.newPage({ baseURL: assay.url });
  await signIn(page);
  await page.goto('/projects/default/settings');
  await page.getByLabel('Description').fill('What was typed stays.');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText(NO_ROOM)).toBeVisible();
  await expect(page.getByLabel('Description')).toHaveValue('What was typed stays.');

  await giveRoom();
  expect((await native('POST', '/projects/default/models', { name: 'new' })).status).toBe(201);
  await zenml.registerStack('s', stack);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText(NO_ROOM)).toBeHidden();
  await expect(async () => expect((await status('/api/readyz')).status).toBe(200)).toPass();
  if (disk !== null) expect(assay.pid).toBe(pid);
  await page.close();
});
