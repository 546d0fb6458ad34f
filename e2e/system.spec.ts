import type { Page } from '@playwright/test';
import { type AssayProcess, startAssay } from './assay-process';
import { ADMIN, databaseFor, expect, signIn, test, unique } from './fixtures';
import { MlteApi } from './mlte-api';
import { native } from './native-api';
import { ZenmlApi } from './zenml-api';

/** Requests of one route, each by a connection of its own, for workers to take turns. */
const REQUESTS = 30;
const SECRETS = {
  ASSAY_ADMIN_PASSWORD: ADMIN.password,
} as const;

interface System {
  readonly workers: number;
  readonly workersStartedAt: readonly string[];
}

const rowOf = (page: Page, table: string, words: string | RegExp) =>
  page.getByRole('table', { name: table, exact: true }).getByRole('row').filter({ hasText: words });

test('the system page tells what runs, what all workers answered, and who asked, without a secret, in a browser without script, too @postgres @long', async ({
  browser,
  engine,
}) => {
  const { env, drop } = await databaseFor(engine);
  const start = (folder?: string): Promise<AssayProcess> =>
    startAssay({
      ...(folder !== undefined && { dataDirectory: folder }),
      env: { ...env, ...SECRETS, ASSAY_ADMIN_NAME: ADMIN.name, ASSAY_LOG_LEVEL: 'warn' },
    });
  const [client, reader] = [unique('nightly'), unique('reader')];
  let assay = await start();
  try {
    const api = await MlteApi.signIn(assay.url, ADMIN);
    const headers = {
      Authorization: `Bearer ${api.token}`,
      'User-Agent': `${client}/1.4 (some machine)`,
      Connection: 'close',
    };
    for (let n = 0; n < REQUESTS; n += 1)
      expect((await fetch(`${assay.url}/api/v1/teams`, { headers })).status).toBe(200);
    const zenml = await ZenmlApi.as(assay.url, api);
    await zenml.registerRun({ name: unique('run'), pipeline: unique('pipeline'), stack: 'default' });
    const send = native(assay.url, api);
    await send('POST', '/users', { name: reader, password: ADMIN.password });
    await send('POST', '/role-assignments', { role: 'maintainer', user: reader });
    const first = await browser.newPage({ baseURL: assay.url });
    await signIn(first, { name: reader, password: ADMIN.password });
    expect((await first.goto('/admin/system'))?.status()).toBe(404);
    await first.close();
    // What a process counted it writes before it ends.
    expect(await assay.stop()).toBe(0);
    const began = Date.now();
    assay = await start(assay.dataDirectory);

    // Each process knows when each of them began, whichever answers.
    const headersNow = { Authorization: `Bearer ${api.token}`, Connection: 'close' };
    const told = async (): Promise<readonly number[]> => {
      const answer = await fetch(`${assay.url}/api/v1/system`, { headers: headersNow });
      const { workers, workersStartedAt } = (await answer.json()) as System;
      return [
        workersStartedAt.length - workers,
        Math.min(...workersStartedAt.map((at) => Date.parse(at) - began)),
      ];
    };
    await expect.poll(async () => (await told())[0]).toBe(0);
    expect((await told())[1]).toBeGreaterThan(-1_000);

    const page = await browser.newPage({ baseURL: assay.url });
    await signIn(page);
    await page.goto('/admin');
    await page.getByRole('navigation', { name: 'Admin' }).getByRole('link', { name: 'System' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'System' })).toBeVisible();
    await page.getByLabel('Part of a route').fill('/teams');
    await expect(page).toHaveURL(/q=%2Fteams/);
    const row = rowOf(page, 'Times by route', '/api/v1/teams');
    await expect(row).toHaveText(/GET \/api\/v1\/teams.*30.*ms.*ms.*100 ms.*(within|over)/);
    await page.getByRole('combobox', { name: 'in', exact: true }).selectOption('the last 7 days');
    await expect(page).toHaveURL(/window=week/);
    await expect(row).toHaveText(/30/);
    await page.getByRole('combobox', { name: 'kind' }).selectOption('page');
    await expect(page.getByText('No routes match.')).toBeVisible();
    await page.getByRole('link', { name: 'Show all' }).click();
    // By its route, never by what was asked for.
    await expect(rowOf(page, 'Times by route', 'GET /admin/system')).toBeVisible();
    await expect(page.getByRole('table', { name: 'Times by route' })).not.toContainText(reader);

    await expect(rowOf(page, 'Clients', client)).toHaveText(/1\.4.*Native API.*30/);
    await expect(rowOf(page, 'Clients', /^zenml/)).toHaveText(/0\.8\.1.*ZenML.*conforms.*1/);
    await expect(rowOf(page, 'Settings', 'ASSAY_ADMIN_PASSWORD')).toHaveText(/set.*the environment/);
    await expect(rowOf(page, 'Settings', 'ASSAY_LOG_LEVEL')).toHaveText(/warn.*the environment/);
    await expect(page.getByRole('main')).toHaveText(/Migrations(\d+) of \1, the newest \d{4}_/);
    const html = await (await page.request.get('/admin/system')).text();
    for (const secret of [...Object.values(SECRETS), env['DATABASE_URL'], env['ASSAY_SECRET_KEY']])
      if (secret !== undefined) expect(html).not.toContain(secret);
    await page.close();

    const plain = await browser.newPage({ baseURL: assay.url, javaScriptEnabled: false });
    await signIn(plain);
    await plain.goto('/admin/system');
    await plain.getByLabel('Part of a route').fill('teams');
    await plain.getByRole('combobox', { name: 'in', exact: true }).selectOption('the last 24 hours');
    await plain.getByRole('button', { name: 'Search' }).click();
    await expect(plain).toHaveURL(/q=teams&window=day/);
    await expect(rowOf(plain, 'Times by route', '/api/v1/teams')).toHaveText(/30/);
    await plain.getByRole('link', { name: 'Requests', exact: true }).last().click();
    await expect(plain).toHaveURL(/sort=most/);
  } finally {
    await assay.remove();
    await drop();
  }
});
