import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test as base, expect } from '@playwright/test';
import { type AssayProcess, startAssay } from './assay-process';
import { after, nameOf } from './earlier-build/pages';
import { OWNER, RECORDING, type Recording, ROWS } from './earlier-build/recording';
import { restoreRows } from './earlier-build/rows';
import { MlteApi } from './mlte-api';

/** The build at hand, on the data folder that an earlier one left. */
const test = base.extend<object, { recording: Recording; assay: AssayProcess }>({
  recording: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the parameters.
    async ({}, use) => use(JSON.parse(await readFile(RECORDING, 'utf8')) as Recording),
    { scope: 'worker' },
  ],
  assay: [
    async ({ recording }, use) => {
      const dataDirectory = await mkdtemp(path.join(tmpdir(), 'assay-earlier-'));
      await restoreRows(ROWS, dataDirectory);
      await writeFile(path.join(dataDirectory, 'secret.key'), `${recording.secretKey}\n`, { mode: 0o600 });
      const assay = await startAssay({ dataDirectory, env: { ASSAY_LOG_LEVEL: 'warn' } });
      await use(assay);
      expect(assay.output()).not.toMatch(/fault|"level":50/);
      await assay.remove();
      await rm(dataDirectory, { recursive: true, force: true });
    },
    { scope: 'worker', timeout: 240_000 },
  ],
});

test('tokens of an earlier build open their own doors and no others, with the limits that they had', async ({
  assay,
  recording,
}) => {
  const { tokens } = recording;
  const status = async (token: string, method: string, at: string, body?: object) => {
    const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    return (await fetch(`${assay.url}${at}`, { method, headers, ...sent })).status;
  };
  const team = (name: string) => ['POST', '/api/v1/teams', { name }] as const;
  expect(await status(tokens.api, 'GET', '/api/v1/users/mary')).toBe(200);
  expect(await status(tokens.api, ...team('by a token'))).toBe(201);
  expect(await status(tokens.client, 'GET', '/api/user/me')).toBe(200);
  expect(await status(tokens.client, ...team('by a client'))).toBe(201);
  expect(await status(tokens.readOnly, 'GET', '/api/v1/users/mary')).toBe(200);
  expect(await status(tokens.readOnly, ...team('by nobody'))).toBe(403);
  expect(await status(tokens.project, 'GET', '/api/v1/projects/sight')).toBe(200);
  expect(await status(tokens.project, 'GET', '/api/v1/projects/default')).toBe(404);
  expect(await status(tokens.zenml, 'GET', '/api/v1/users/mary')).toBe(401);
  expect(await status(tokens.zenml, 'GET', `/api/zenml/${tokens.zenml}/projects`)).toBe(200);
  expect(await status(tokens.api, 'GET', `/api/zenml/${tokens.api}/projects`)).toBe(401);
});

test('a password of an earlier build signs in', async ({ assay }) => {
  const api = await MlteApi.signIn(assay.url, OWNER);
  expect((await api.request('GET', '/user/me')).body).toMatchObject({ username: OWNER.name });
});

test('cursors of an earlier build lead forward and back to the same rows', async ({ assay, recording }) => {
  expect(recording.pages.length).toBeGreaterThan(20);
  for (const { path: list, cursor, names } of recording.pages) {
    const answer = await fetch(`${assay.url}/api/v1${after(list, cursor)}`, {
      headers: { Authorization: `Bearer ${recording.tokens.api}` },
    });
    expect(answer.status, list).toBe(200);
    const { items } = (await answer.json()) as { items: Record<string, unknown>[] };
    expect(items.map(nameOf), list).toEqual(names);
  }
});

test('sealed configurations of an earlier build are unsealed for clients, byte for byte', async ({
  assay,
  recording,
}) => {
  for (const { path: at, text } of recording.unsealed) {
    const answer = await fetch(`${assay.url}/api/zenml/${recording.tokens.zenml}${at}`);
    expect(answer.status, at).toBe(200);
    expect(await answer.text(), at).toBe(text);
  }
});

test('a session of an earlier build goes on, and its bookmarks lead where they led', async ({
  assay,
  recording,
  browser,
}) => {
  const context = await browser.newContext({ baseURL: assay.url, javaScriptEnabled: false });
  await context.addCookies(
    recording.cookie.split('; ').map((pair) => {
      const at = pair.indexOf('=');
      return { name: pair.slice(0, at), value: pair.slice(at + 1), url: assay.url };
    }),
  );
  const page = await context.newPage();
  for (const { from, to, title, words } of recording.addresses) {
    const answer = await page.goto(from);
    expect(answer?.status(), from).toBe(200);
    expect(page.url(), from).toBe(`${assay.url}${to ?? from}`);
    expect(await page.title(), from).toBe(title);
    for (const word of words) await expect(page.locator('body'), from).toContainText(word);
  }
  await context.close();
});
