import type { Page } from '@playwright/test';
import { type AssayProcess, startAssay } from './assay-process';
import { expectNoSidewaysScroll } from './axe';
import { type CutOff, cutOff } from './cut-off';
import { ADMIN, databaseFor, expect, test, unique } from './fixtures';
import { MlteApi } from './mlte-api';

/** Each way in which a database goes, as whoever asks it sees that. */
const WAYS: Readonly<Record<string, (way: CutOff) => unknown>> = {
  'refuses connections': (way) => way.refuse(),
  'takes connections and says nothing': (way) => way.silence(),
};

const AWAY = 'The database does not answer at the moment';

async function startBehind(): Promise<{ assay: AssayProcess; way: CutOff; remove: () => Promise<void> }> {
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

const lost = (page: Page) => page.getByRole('heading', { level: 1, name: AWAY });

for (const [what, goAway] of Object.entries(WAYS))
  test(`while PostgreSQL ${what}, pages and doors say so with 503, a form keeps what was typed, and all comes back by itself @replicas`, async ({
    page,
    complaints,
  }) => {
    complaints.expected.push(/503/);
    const { assay, way, remove } = await startBehind();
    const [at, name] = [`${assay.url}/projects/default/new/model`, unique('typed')];
    const api = await MlteApi.signIn(assay.url, ADMIN);
    const zenml = await zenmlToken(assay.url, api);
    await page.goto(`${assay.url}/sign-in`);
    await page.getByLabel('User name').fill(ADMIN.name);
    await page.getByLabel('Password').fill(ADMIN.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page).not.toHaveURL(/\/sign-in/);
    await page.goto(at);
    await page.getByLabel('Name').fill(name);
    await goAway(way);
    await page.getByRole('button', { name: 'Make model' }).click();
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
    await page.getByRole('button', { name: 'Make model' }).click();
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
    expect(assay.output()).toMatch(/database is away[\s\S]*database is back/);
    await other.close();
    await remove();
  });
