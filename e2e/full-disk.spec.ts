import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { evidenceBody } from '@/bench/evidence';
import { freeBytes } from '@/db/embedded/room';
import { type SmallDisk, smallDisk } from '@/db/testing/small-disk';
import { type AssayProcess, startAssay } from './assay-process';
import { expectAccessible, expectNoSidewaysScroll, expectReadableIn } from './axe';
import { ADMIN, signIn, signOut, unique } from './fixtures';
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

/** Leaves so many times the reserve; where there is no disk of a known size, by another reserve. */
async function leave(times: number): Promise<void> {
  if (disk !== null) {
    await giveRoom();
    const size = freeBytes(disk.folder) - times * RESERVE_MB * MB;
    return writeFile(path.join(disk.folder, 'filler'), Buffer.alloc(size));
  }
  await restart(Math.ceil(freeBytes(assay.dataDirectory) / MB / times));
}
const takeRoom = () => leave(0.875);

async function restart(reserve: number): Promise<void> {
  const { dataDirectory } = assay;
  const port = Number(new URL(assay.url).port);
  await assay.stop();
  assay = await startAssay({ dataDirectory, port, env: { ...AS_ADMIN, ASSAY_RESERVE_MB: `${reserve}` } });
}

/** The same process goes on where the disk is ours to empty. */
async function giveRoom(): Promise<void> {
  if (disk !== null) return rm(path.join(disk.folder, 'filler'), { force: true });
  await restart(1);
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
  const saving = page.waitForResponse((answer) => answer.request().method() === 'POST');
  await page.getByRole('button', { name: 'Save' }).click();
  expect((await saving).status()).toBe(507);
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

/** What was uploaded and waits, or was left. */
async function staged(temporary: string): Promise<string[]> {
  const folders = (await readdir(temporary)).filter((name) => name.startsWith('assay-imports-'));
  return (await Promise.all(folders.map((name) => readdir(path.join(temporary, name))))).flat();
}

async function signedIn(browser: Browser, url: string, { javaScriptEnabled = true } = {}): Promise<Page> {
  const page = await browser.newPage({ baseURL: url, javaScriptEnabled });
  await signIn(page);
  return page;
}

const upload = (page: Page, body: Buffer) =>
  page.request.post('/import/upload', {
    headers: {
      'Content-Type': 'application/octet-stream',
      Origin: new URL(page.url()).origin,
      'Sec-Fetch-Site': 'same-origin',
    },
    data: body,
  });

test('an upload that would take of the reserve is refused in a sentence by every way, and nothing of it stays', async ({
  browser,
}) => {
  const page = await signedIn(browser, assay.url);
  const temporary = path.join(assay.dataDirectory, 'tmp');
  await takeRoom();
  const refused = await upload(page, Buffer.alloc(2 * MB, 'x'));
  expect(refused.status()).toBe(507);
  expect(refused.headers()['retry-after']).toBe('60');
  expect(await refused.json()).toEqual({ detail: expect.stringMatching(NO_ROOM) });
  await page.goto('/import');
  const file = { name: 'store.zip', mimeType: 'application/zip', buffer: Buffer.from('no archive') };
  await page.getByLabel('File', { exact: true }).setInputFiles(file);
  await page.getByRole('button', { name: 'See what would happen' }).click();
  await expect(page.getByText(NO_ROOM)).toBeVisible();
  const plain = await signedIn(browser, assay.url, { javaScriptEnabled: false });
  await plain.goto('/import');
  await plain.getByLabel('File', { exact: true }).setInputFiles(file);
  await plain.getByRole('button', { name: 'See what would happen' }).click();
  await expect(plain.getByText(NO_ROOM)).toBeVisible();
  expect(await staged(temporary)).toEqual([]);

  await giveRoom();
  await page.getByRole('button', { name: 'See what would happen' }).click();
  await expect(page.getByText(/The import is neither/)).toBeVisible();
  expect(await staged(temporary)).toEqual([]);
  expect(assay.output()).not.toMatch(/"level":50/);
  await page.close();
  await plain.close();
});

test('an upload that the disk of temporary files cannot hold is refused, and the store writes on', async ({
  browser,
}) => {
  const temporary = smallDisk(4);
  // The user who runs the tests may not mount one.
  if (temporary === null) return;
  const other = await startAssay({ env: { ...AS_ADMIN, TMPDIR: temporary.folder } });
  const page = await signedIn(browser, other.url);
  expect((await upload(page, Buffer.alloc(6 * MB, 'x'))).status()).toBe(507);
  expect(await staged(temporary.folder)).toEqual([]);
  // Full to the last byte.
  await writeFile(path.join(temporary.folder, 'filler'), Buffer.alloc(4 * MB)).catch(() => {});
  expect((await upload(page, Buffer.alloc(MB, 'x'))).status()).toBe(507);
  const api = await MlteApi.signIn(other.url, ADMIN);
  await api.createModel('written');
  expect(await status('/api/readyz')).toMatchObject({ status: 200 });
  await rm(path.join(temporary.folder, 'filler'));
  expect((await upload(page, Buffer.alloc(MB, 'x'))).status()).toBe(422);
  await page.close();
  await other.remove();
  temporary.remove();
});

test('a form sent without JavaScript that finds no room answers 507, and keeps what was typed', async ({
  browser,
}) => {
  const page = await signedIn(browser, assay.url, { javaScriptEnabled: false });
  await page.goto('/new-project');
  await takeRoom();
  const name = unique('typed');
  const description = 'What was typed stays.';
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('Description').fill(description);
  const answering = page.waitForResponse((answer) => answer.request().method() === 'POST');
  await page.getByRole('button', { name: 'Create project' }).click();
  expect((await answering).status()).toBe(507);
  await expect(page.getByText(NO_ROOM)).toBeVisible();
  await expect(page.getByLabel('Name')).toHaveValue(name);
  await expect(page.getByLabel('Description')).toHaveValue(description);
  await giveRoom();
  await page.getByRole('button', { name: 'Create project' }).click();
  await expect(page).toHaveURL(`${assay.url}/projects/${name}/models`);
  await page.close();
});

test('signing out where there is no room even for that says so with 507, and the session lives on', async ({
  browser,
}) => {
  // A server with less than that does not start anew.
  if (disk === null) return;
  const page = await signedIn(browser, assay.url);
  await page.goto('/projects');
  await leave(0.15);
  const answering = page.waitForResponse((answer) => answer.request().method() === 'POST');
  await signOut(page);
  expect((await answering).status()).toBe(507);
  await expect(page.getByRole('heading', { level: 1, name: 'The disk is full' })).toBeVisible();
  await expect(page.getByText(NO_ROOM)).toBeVisible();
  await giveRoom();
  await page.goto('/projects');
  await expect(page.getByRole('heading', { level: 1, name: 'Projects' })).toBeVisible();
  await page.close();
});

test('an administrator is told above every page before the disk is full and while it is, and nobody else @long', async ({
  browser,
}) => {
  const api = await MlteApi.signIn(assay.url, ADMIN);
  const other = { name: unique('grace'), password: 'horse-battery-staple-7' };
  const native = (place: string, body: object) =>
    fetch(`${assay.url}/api/v1${place}`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${api.token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
  expect((await native('/users', other)).status).toBe(201);
  expect((await native('/role-assignments', { role: 'maintainer', user: other.name })).ok).toBe(true);
  const open = await signedIn(browser, assay.url);
  const plain = await signedIn(browser, assay.url, { javaScriptEnabled: false });
  const theirs = await browser.newPage({ baseURL: assay.url });
  await signIn(theirs, other);
  const notice = (page: Page) => page.getByRole('complementary', { name: 'Disk notice' });
  await open.goto('/projects');
  await expect(notice(open)).toBeHidden();

  await leave(1.5);
  // A page that is open learns it on the way to the next.
  await open.getByRole('link', { name: 'Stacks' }).first().click();
  await expect(notice(open)).toContainText('The disk is filling up');
  await plain.goto('/projects');
  await expect(notice(plain)).toContainText('The disk is filling up');

  await takeRoom();
  await open.getByRole('link', { name: 'Flavors' }).first().click();
  await expect(notice(open)).toContainText('The disk is full: nothing can be saved');
  await expect(notice(open)).toContainText(path.resolve(assay.dataDirectory));
  await expectAccessible(open);
  for (const colors of ['light', 'dark'] as const) await expectReadableIn(open, colors);
  await open.setViewportSize({ width: 360, height: 740 });
  await expectNoSidewaysScroll(open);
  await open.setViewportSize({ width: 1280, height: 800 });
  await plain.goto('/projects');
  await expect(notice(plain)).toContainText('The disk is full');
  await theirs.goto('/projects');
  await expect(theirs.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(notice(theirs)).toBeHidden();
  const requested = await theirs.request.get('/room');
  expect([requested.status(), await requested.json()]).toEqual([200, null]);
  expect((await fetch(`${assay.url}/room`, { redirect: 'manual' })).status).toBe(401);

  await giveRoom();
  await open.getByRole('link', { name: 'Stacks' }).first().click();
  await expect(notice(open)).toBeHidden();
  for (const page of [open, plain, theirs]) await page.close();
});
