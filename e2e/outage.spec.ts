import type { Page } from '@playwright/test';
import pg from 'pg';
import { ownDatabase, runOn } from '../db/testing/own-database';
import { type AssayProcess, startAssay } from './assay-process';
import { expectAccessible, expectNoSidewaysScroll } from './axe';
import { type CutOff, cutOff } from './cut-off';
import { ADMIN, databaseFor, expect, test, unique } from './fixtures';
import { MlteApi } from './mlte-api';

/** Each way in which a database goes, as whoever asks it sees that. */
const WAYS: Readonly<Record<string, (way: CutOff) => unknown>> = {
  'refuses connections': (way) => way.refuse(),
  'takes connections and says nothing': (way) => way.silence(),
};

const AWAY = 'The database does not answer at the moment';

interface Behind {
  readonly assay: AssayProcess;
  readonly way: CutOff;
  /** The database, by no way that can be closed. */
  readonly direct: string;
  readonly remove: () => Promise<void>;
}

async function startBehind(): Promise<Behind> {
  const { env, drop } = await databaseFor('postgres');
  const way = await cutOff(env['DATABASE_URL'] ?? '');
  const assay = await startAssay({
    env: {
      ...env,
      DATABASE_URL: way.url,
      ASSAY_ADMIN_NAME: ADMIN.name,
      ASSAY_ADMIN_PASSWORD: ADMIN.password,
      ASSAY_LOG_LEVEL: 'warn',
    },
  });
  return {
    assay,
    way,
    direct: env['DATABASE_URL'] ?? '',
    remove: async () => {
      await assay.remove();
      await way.close();
      await drop();
    },
  };
}

/** What a program is answered by each door, and when it shall come again. */
async function statuses(url: string, { token }: MlteApi, zenmlToken: string): Promise<string[]> {
  const doors = ['/api/model', '/p/default/api/model', '/api/v1/projects', `/api/zenml/${zenmlToken}/stacks`];
  const answers = await Promise.all(
    doors.map((door) => fetch(url + door, { headers: { Authorization: `Bearer ${token}` } })),
  );
  return answers.map((answer) => `${answer.status} ${answer.headers.get('retry-after')}`);
}

async function zenmlToken(url: string, { token }: MlteApi): Promise<string> {
  const made = await fetch(`${url}/api/v1/tokens`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ name: 'client', kind: 'zenml', expiresInDays: 1 }),
  });
  return ((await made.json()) as { token: string }).token;
}

async function signInAt(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/sign-in`);
  await page.getByLabel('User name').fill(ADMIN.name);
  await page.getByLabel('Password').fill(ADMIN.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).not.toHaveURL(/\/sign-in/);
}

const lost = (page: Page) => page.getByRole('heading', { level: 1, name: AWAY });

for (const [what, goAway] of Object.entries(WAYS))
  test(`while PostgreSQL ${what}, pages and doors say so with 503, a form keeps what was typed, and all comes back by itself @replicas${what.startsWith('refuses') ? ' @long' : ''}`, async ({
    page,
    complaints,
  }) => {
    complaints.expected.push(/503/);
    const { assay, way, remove } = await startBehind();
    const at = `${assay.url}/projects/default/new/model`;
    const name = unique('typed');
    const api = await MlteApi.signIn(assay.url, ADMIN);
    const zenml = await zenmlToken(assay.url, api);
    await signInAt(page, assay.url);
    await page.goto(at);
    await page.getByLabel('Name').fill(name);
    await goAway(way);
    await page.getByRole('button', { name: 'Create model' }).click();
    await expect(page.getByText(/does not answer at the moment\. Nothing was saved/)).toBeVisible();
    await expect(page.getByLabel('Name')).toHaveValue(name);
    expect(await statuses(assay.url, api, zenml)).toEqual(Array.from({ length: 4 }, () => '503 2'));
    const other = await page.context().newPage();
    const answer = await other.goto(`${assay.url}/projects/default/models`);
    expect([answer?.status(), answer?.headers()['retry-after']]).toEqual([503, '2']);
    await expect(lost(other)).toBeVisible();
    await expectNoSidewaysScroll(other);
    await way.restore();
    await expect(other.getByRole('heading', { level: 1, name: 'Models' })).toBeVisible();
    await page.getByRole('button', { name: 'Create model' }).click();
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
    expect(assay.output()).toMatch(/database is away[\s\S]*database is back/);
    await other.close();
    await remove();
  });

/** Puts the tab behind others, or before them, as the page is told of it. */
const turn = (page: Page, { hidden }: { readonly hidden: boolean }): Promise<void> =>
  page.evaluate((isHidden) => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => isHidden });
    document.dispatchEvent(new Event('visibilitychange'));
  }, hidden);

/** Makes the parts of a project's page that come late wait, until it is called off. */
async function holdUp(direct: string): Promise<() => Promise<void>> {
  const holder = new pg.Client(direct);
  await holder.connect();
  await holder.query('begin');
  await holder.query('lock table pipeline_runs, artifacts in access exclusive mode');
  return () => holder.end();
}

test('a page that PostgreSQL leaves in the middle says so inside the frame, comes by itself once it is back, waits for who types, and rests where nobody sees it @replicas', async ({
  page,
  complaints,
}) => {
  // What the browser says of answers, and React of a part that failed on the server: before it was rendered there to the
  // end (419) or after (441).
  complaints.expected.push(/503/, /react\.dev\/errors\/(419|441)/);
  const { assay, way, direct, remove } = await startBehind();
  await signInAt(page, assay.url);
  const frame = page.getByRole('complementary', { name: 'Sidebar' });
  const come = page.getByRole('heading', { name: /No artifacts in default yet/ });
  const leaveInTheMiddle = async () => {
    const letGo = await holdUp(direct);
    await page.goto(`${assay.url}/projects/default`, { waitUntil: 'commit' });
    await expect(page.getByRole('status', { name: /are loading/ })).toBeVisible();
    await way.refuse();
    await expect(lost(page)).toBeVisible();
    await expect(frame).toBeVisible();
    await letGo();
  };

  await leaveInTheMiddle();
  await expectAccessible(page);
  await way.restore();
  await expect(come).toBeVisible();
  await expect(lost(page)).toBeHidden();

  await leaveInTheMiddle();
  await page.getByRole('button', { name: /Jump or do/ }).click();
  await page.getByRole('combobox').fill('somewhere');
  await expect(page.getByText(/this page waits for you/)).toBeVisible();
  await page.keyboard.press('Escape');
  await way.restore();
  await expect(async () => expect((await fetch(`${assay.url}/api/readyz`)).status).toBe(200)).toPass();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(come).toBeVisible();

  // A tab that nobody sees asks for nothing, and goes on once it is seen.
  await leaveInTheMiddle();
  await turn(page, { hidden: true });
  // What was on its way then is answered.
  await page.waitForLoadState('networkidle');
  const asked: string[] = [];
  page.on('request', (request) => asked.push(`${request.method()} ${request.url()}`));
  await way.restore();
  await expect(async () => expect((await fetch(`${assay.url}/api/readyz`)).status).toBe(200)).toPass();
  // Longer than the longest pause between two questions.
  await page.waitForTimeout(2_000);
  expect(asked).toEqual([]);
  await expect(lost(page)).toBeVisible();
  await turn(page, { hidden: false });
  await expect(come).toBeVisible();
  await remove();
});

test('a password that PostgreSQL does not take any more counts as its being away, and at the start is one sentence @replicas', async () => {
  const server = process.env['TEST_DATABASE_URL'] ?? '';
  const { name, url, drop } = await ownDatabase(server, 'assay_e2e');
  const as = (password: string): string => {
    const own = new URL(url);
    Object.assign(own, { username: name, password });
    return own.toString();
  };
  const rotate = (password: string) => runOn(server, `alter role ${name} password '${password}'`);
  await runOn(server, `create role ${name} login password 'first'`);
  await runOn(server, `alter database ${name} owner to ${name}`);
  const env = {
    DATABASE_URL: as('first'),
    ASSAY_SECRET_KEY: 's'.repeat(40),
    ASSAY_WORKERS: '2',
    ASSAY_ADMIN_NAME: ADMIN.name,
    ASSAY_ADMIN_PASSWORD: ADMIN.password,
  };
  const assay = await startAssay({ env });
  const api = await MlteApi.signIn(assay.url, ADMIN);
  const zenml = await zenmlToken(assay.url, api);
  await rotate('second');
  await runOn(server, `select pg_terminate_backend(pid) from pg_stat_activity where usename = '${name}'`);
  for (let n = 0; n < 3; n += 1)
    expect(await statuses(assay.url, api, zenml)).toEqual(Array.from({ length: 4 }, () => '503 2'));
  const answer = await fetch(`${assay.url}/sign-in`);
  expect([answer.status, await answer.text()]).toEqual([503, expect.stringContaining(AWAY)]);
  expect((await fetch(`${assay.url}/api/healthz`)).status).toBe(200);
  expect(assay.output()).toMatch(/28P01[\s\S]*database is away/);

  // A server that starts meanwhile says whose password it is, and not which.
  const starting: unknown = await startAssay({ env }).catch((error: unknown) => error);
  expect(String(starting)).toMatch(/It wrote:\nDATABASE_URL: [^\n]*28P01[^\n]*\n$/);
  expect(String(starting)).not.toContain('first');

  await rotate('first');
  await expect(async () =>
    expect(await statuses(assay.url, api, zenml)).toEqual(Array.from({ length: 4 }, () => '200 null')),
  ).toPass();
  expect(assay.output()).not.toMatch(/"status":500/);
  await assay.remove();
  await drop();
  await runOn(server, `drop role ${name}`);
});
