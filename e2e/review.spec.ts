import path from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { type AssayProcess, startAssay } from './assay-process';
import { ADMIN, databaseFor, expect, signIn, test, unique } from './fixtures';
import { MlteApi } from './mlte-api';
import { native } from './native-api';

const PASSWORD = 'correct-horse-battery-9';
const DAY_MS = 86_400_000;
const CLOCK = path.join('e2e', 'earlier-build', 'later-clock.mjs');

/** One store, opened on several days: each server stops in order, which writes what it counted. */
async function storeOver(engine: 'embedded' | 'postgres') {
  const { env, drop } = await databaseFor(engine);
  let running: AssayProcess | null = null;
  let folder: string | undefined;
  return {
    onDay: async (day: number): Promise<AssayProcess> => {
      await running?.stop();
      running = await startAssay({
        ...(folder !== undefined && { dataDirectory: folder }),
        nodeArguments: ['--import', path.resolve(CLOCK)],
        env: {
          ...env,
          ASSAY_ADMIN_NAME: ADMIN.name,
          ASSAY_ADMIN_PASSWORD: ADMIN.password,
          ASSAY_LOG_LEVEL: 'warn',
          ASSAY_TEST_AHEAD_MS: String(day * DAY_MS),
        },
      });
      folder = running.dataDirectory;
      return running;
    },
    remove: async () => {
      await running?.remove();
      await drop();
    },
  };
}

async function pageOf(browser: Browser, url: string, javaScriptEnabled: boolean): Promise<Page> {
  const page = await browser.newPage({ baseURL: url, javaScriptEnabled });
  await signIn(page);
  return page;
}

test('what nobody used for 90 days is found, kept or ended, in a browser without script, too @long @postgres', async ({
  browser,
  engine,
}) => {
  test.setTimeout(600_000);
  const store = await storeOver(engine);
  try {
    const [project, role] = [unique('credit'), unique('reads')];
    const [busy, idle, rare, gone] = [unique('busy'), unique('idle'), unique('rare'), unique('gone')];
    const team = unique('reviewers');
    const reads = (url: string) => async () => {
      const { token } = await MlteApi.signIn(url, { name: busy, password: PASSWORD });
      const asked = await fetch(`${url}/api/v1/projects/${project}/models`, {
        headers: { Authorization: `Bearer ${token}` },
      });
      expect(asked.status).toBe(200);
    };

    const first = await store.onDay(0);
    const send = native(first.url, await MlteApi.signIn(first.url, ADMIN));
    await send('POST', '/projects', { name: project });
    await send('POST', '/teams', { name: team });
    const permissions = ['read', 'update', 'delete'].map((type) => ({ operation: 'model', type }));
    await send('POST', '/roles', { name: role, permissions });
    for (const name of [busy, idle, rare, gone]) {
      await send('POST', '/users', { name, password: PASSWORD });
      await send('POST', '/role-assignments', { role, user: name, project });
    }
    await send('PUT', `/teams/${team}/members/${busy}`);
    await send('POST', '/role-assignments', { role: 'viewer', team, project });
    const early = await pageOf(browser, first.url, true);
    await early.goto('/admin');
    await early
      .getByRole('navigation', { name: 'Admin' })
      .getByRole('link', { name: 'Access review' })
      .click();
    await expect(early.getByRole('heading', { level: 1, name: 'Access review' })).toBeVisible();
    await expect(early.getByText('nothing can be called unused before')).toBeVisible();
    await expect(early.getByText('Too early to say')).toBeVisible();
    await early.goto(`/admin/review?state=all&role=${role}`);
    await expect(early.getByRole('row').filter({ hasText: idle })).toContainText('not used yet');
    await early.context().close();

    const second = await store.onDay(50);
    await reads(second.url)();

    const third = await store.onDay(100);
    const page = await pageOf(browser, third.url, true);
    await page.goto('/admin');
    await expect(page.getByText(/^\d assignments were not used for 90 days/).first()).toBeVisible();
    await page.getByRole('link', { name: 'Show the assignments were not used for 90 days' }).click();
    await page.getByRole('searchbox').fill(role);
    await page.getByRole('searchbox').press('Enter');
    await expect(page).toHaveURL(new RegExp(`q=${role}`));
    const rows = page.getByRole('table', { name: 'Access review' }).getByRole('row');
    await expect(rows).toHaveCount(4);
    await expect(rows.filter({ hasText: busy })).toHaveCount(0);
    await expect(rows.filter({ hasText: idle })).toContainText('never');

    await page.getByRole('button', { name: 'End', exact: true }).last().click();
    await page.locator('[popover]:popover-open').getByRole('button', { name: 'End' }).click();
    await expect(page.getByText('Tick at least one assignment.')).toBeVisible();
    await rows
      .filter({ hasText: rare })
      .getByRole('button', { name: `Keep ${role} of ${rare}` })
      .click();
    await expect(page.getByText(/1 assignment kept until/)).toBeVisible();
    await expect(rows).toHaveCount(3);
    await page.goto(`/admin/review?state=kept&q=${role}`);
    await expect(rows.filter({ hasText: rare })).toContainText('kept until');

    // What is used: by whom, how often, how much of it.
    await page.goto(`/admin/review?state=used&q=${role}`);
    await expect(rows.filter({ hasText: busy })).toContainText('1 of 3 permissions');
    await rows.filter({ hasText: busy }).getByRole('link', { name: role }).click();
    await expect(page.getByRole('heading', { level: 1, name: `${role} of ${busy}` })).toBeVisible();
    const each = page.getByRole('table', { name: 'What was used of each permission' }).getByRole('row');
    await expect(each).toHaveCount(4);
    await expect(each.nth(1)).toContainText('read models');
    await expect(each.filter({ hasText: 'never' })).toHaveCount(2);
    await page.goto(`/admin/review?state=all&team=${team}`);
    await expect(rows.nth(1)).toContainText('1 of 1 used it');
    await rows.nth(1).getByRole('link', { name: 'viewer', exact: true }).click();
    await expect(page.getByRole('table', { name: 'Members' })).toContainText(busy);
    await page.context().close();

    const plain = await pageOf(browser, third.url, false);
    await plain.goto(`/admin/review?q=${role}`);
    const list = plain.getByRole('table', { name: 'Access review' }).getByRole('row');
    await expect(list).toHaveCount(3);
    for (const name of [idle, gone]) await plain.getByLabel(`Tick ${role} of ${name}`).check();
    await plain.getByRole('button', { name: 'End', exact: true }).last().click();
    await plain.locator('[popover]:popover-open').getByRole('button', { name: 'End' }).click();
    await expect(plain.getByText('2 assignments ended.')).toBeVisible();
    await plain.goto(`/admin/review?q=${role}`);
    await expect(plain.getByText('No assignments match.')).toBeVisible();
    await plain.goto(`/admin/review?state=kept&q=${role}`);
    await list.nth(1).getByRole('link', { name: role }).click();
    await plain.getByRole('button', { name: 'End' }).first().click();
    await plain.locator('[popover]:popover-open').getByRole('button', { name: 'End' }).click();
    await expect(plain).toHaveURL(/\/admin\/review$/);
    await plain.goto(`/admin/audit?type=access_review&q=${role}`);
    await expect(
      plain.getByText(`kept, in a review, the role ${role} of ${rare} on ${project}.`),
    ).toBeVisible();
    await expect(
      plain.getByText(`ended, in a review, the role ${role} of ${idle} on ${project}.`),
    ).toBeVisible();
    await plain.context().close();
  } finally {
    await store.remove();
  }
});

test('is nowhere for who may read no assignments, and shows only theirs to who administers a project', async ({
  page,
  api,
  assay,
  complaints,
}) => {
  complaints.expected.push(/status of 404/);
  const send = native(assay.url, api);
  const [mine, other] = [unique('mine'), unique('other')];
  const [local, person] = [unique('local'), unique('person')];
  for (const name of [mine, other]) await send('POST', '/projects', { name });
  for (const name of [local, person]) await send('POST', '/users', { name, password: PASSWORD });
  await send('POST', '/role-assignments', { role: 'admin', user: local, project: mine });
  for (const project of [mine, other])
    await send('POST', '/role-assignments', { role: 'viewer', user: person, project });
  await page.goto('/admin/review');
  await expect(page).toHaveURL(/\/sign-in\?from=/);
  await signIn(page, { name: local, password: PASSWORD });
  await page.goto('/admin/review?state=all');
  const rows = page.getByRole('table', { name: 'Access review' }).getByRole('row');
  await expect(rows).toHaveCount(3);
  await expect(rows.filter({ hasText: other })).toHaveCount(0);
  await page.context().clearCookies();
  await signIn(page, { name: person, password: PASSWORD });
  for (const address of ['/admin/review', '/admin/review/none'])
    expect((await page.goto(address))?.status()).toBe(404);
});
