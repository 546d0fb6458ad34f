import path from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { startAssay } from './assay-process';
import { expectAccessible, expectNoSidewaysScroll, expectReadableIn } from './axe';
import { ADMIN, expect, signIn, test, unique } from './fixtures';
import { MlteApi } from './mlte-api';
import { native } from './native-api';

const PASSWORD = 'correct-horse-battery-9';
const HOUR_MS = 3_600_000;

/** Two projects with a model each, somebody who reads both, and who administers the first. */
async function furnish(url: string, api: MlteApi) {
  const send = native(url, api);
  const [here, elsewhere] = [unique('credit'), unique('fraud')];
  const [reader, local] = [unique('blupus'), unique('tomas')];
  for (const name of [here, elsewhere]) {
    await send('POST', '/projects', { name });
    await send('POST', `/projects/${name}/models`, { name: 'score' });
  }
  for (const name of [reader, local]) await send('POST', '/users', { name, password: PASSWORD });
  for (const project of [here, elsewhere])
    await send('POST', '/role-assignments', { role: 'viewer', user: reader, project });
  await send('POST', '/role-assignments', { role: 'admin', user: local, project: here });
  return { here, elsewhere, reader, local };
}

const model = (project: string): string => `/projects/${project}/models/score`;

async function signedIn(browser: Browser, baseURL: string, name: string, javaScriptEnabled = true) {
  const page = await (await browser.newContext({ baseURL, javaScriptEnabled })).newPage();
  await signIn(page, { name, password: PASSWORD });
  return page;
}

/** The control that is refused, which opens the panel. */
const refused = (page: Page, label: string) => page.locator('summary', { hasText: label });

for (const javaScriptEnabled of [true, false])
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript @long', () => {
    test.use({ javaScriptEnabled });

    test('who may not delete a model reads why, asks, is given an hour of it in one project, and no other @postgres', async ({
      browser,
      api,
      assay,
    }) => {
      const { here, elsewhere, reader, local } = await furnish(assay.url, api);
      const page = await signedIn(browser, assay.url, reader, javaScriptEnabled);
      await page.goto(model(here));
      await refused(page, 'Delete').click();
      await expect(page.getByRole('heading', { name: 'You may not delete the model score' })).toBeVisible();
      const panel = page.locator('details[open]');
      await expect(panel).toContainText('model:delete');
      await expect(panel).toContainText('Your role there is viewer.');
      await expect(panel).toContainText(`${local} admin on ${here}`);
      // Nobody who has nothing in common with the reader is named.
      await expect(panel).not.toContainText(ADMIN.name);
      await expect(panel.getByRole('radio', { name: /^Delete the model score/ })).toBeChecked();
      await expect(panel.getByRole('radio', { name: '1 day' })).toBeChecked();
      await panel.getByRole('radio', { name: `maintainer on ${here}` }).check();
      await panel.getByText('1 hour').click();
      await panel.getByLabel('Why you need it').fill('Registered twice by mistake.');
      await panel.getByRole('button', { name: 'Ask for it' }).click();
      await expect(refused(page, 'Delete').first()).toContainText('asked for');
      await page.goto('/account');
      const mine = page.getByRole('table', { name: 'Requests' });
      await expect(mine).toContainText('delete the model score');
      await expect(mine).toContainText('waits');

      const theirs = await signedIn(browser, assay.url, local, javaScriptEnabled);
      await theirs.goto('/');
      await theirs
        .getByRole('link', { name: /^Admin/ })
        .filter({ visible: true })
        .click();
      await theirs
        .getByRole('link', { name: /Requests\s*1 waiting/ })
        .filter({ visible: true })
        .click();
      await theirs.getByRole('link', { name: 'delete the model score' }).click();
      await expect(theirs.getByText('Registered twice by mistake.')).toBeVisible();
      await expect(theirs.getByRole('region', { name: 'What it would change' })).toContainText(
        /create, (update, delete|delete, update)/,
      );
      await expect(theirs.getByRole('radio', { name: '1 hour' })).toBeChecked();
      await theirs.getByRole('button', { name: 'Grant' }).click();
      await expect(theirs.getByText('granted', { exact: true })).toBeVisible();
      await theirs.context().close();

      await page.goto(model(here));
      await page.getByRole('link', { name: 'Delete', exact: true }).click();
      await page.getByRole('button', { name: 'Delete score' }).click();
      await expect(page).not.toHaveURL(/delete/);
      await page.goto(model(elsewhere));
      await expect(refused(page, 'Delete')).toBeVisible();
      await page.goto('/account');
      await expect(mine).toContainText('granted');
      await page.context().close();
    });

    test('a request is refused with a word, another one is withdrawn', async ({ browser, api, assay }) => {
      const { here, reader, local } = await furnish(assay.url, api);
      const page = await signedIn(browser, assay.url, reader, javaScriptEnabled);
      await page.goto(`${model(here)}/delete`);
      await expect(page.getByRole('heading', { name: 'You may not delete the model score' })).toBeVisible();
      await page.getByRole('button', { name: 'Ask for it' }).click();
      await expect(page.getByText(/You asked for it/)).toBeVisible();
      await page.goto('/new-stack');
      await expect(page.getByText('an administrator')).toBeVisible();
      await page.getByRole('button', { name: 'Ask for it' }).click();
      await expect(page.getByText(/You asked for it/)).toBeVisible();

      const theirs = await signedIn(browser, assay.url, local, javaScriptEnabled);
      await theirs.goto('/admin/requests?state=waiting');
      // What is asked of the store is not theirs to answer.
      await expect(theirs.getByRole('link', { name: 'create stacks' })).toHaveCount(0);
      await theirs.getByRole('link', { name: 'delete the model score' }).click();
      await theirs.getByLabel(`A word to ${reader}`).fill('Move it instead.');
      await theirs.getByRole('button', { name: 'Refuse' }).click();
      await expect(theirs.getByText('refused', { exact: true })).toBeVisible();
      await theirs.context().close();

      await page.goto('/account');
      const mine = page.getByRole('table', { name: 'Requests' });
      await expect(mine).toContainText('Move it instead.');
      const waiting = mine.getByRole('row').filter({ hasText: 'create stacks' });
      await waiting.getByRole('button', { name: 'Withdraw' }).first().click();
      await waiting.getByRole('button', { name: 'Withdraw', exact: true }).last().click();
      await expect(waiting).toContainText('withdrawn');
      await page.context().close();
    });
  });

test('what was given for an hour is over when the clock is past it @long', async ({ browser }) => {
  test.setTimeout(300_000);
  const env = { ASSAY_ADMIN_NAME: ADMIN.name, ASSAY_ADMIN_PASSWORD: ADMIN.password, ASSAY_LOG_LEVEL: 'warn' };
  const first = await startAssay({ env });
  const api = await MlteApi.signIn(first.url, ADMIN);
  const { here, reader } = await furnish(first.url, api);
  const asking = await MlteApi.signIn(first.url, { name: reader, password: PASSWORD });
  const post = async (token: string, at: string, body: unknown) => {
    const reply = await fetch(`${first.url}/api/v1/access/requests${at}`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(reply.ok, await reply.clone().text()).toBe(true);
    return (await reply.json()) as { id: string };
  };
  const asked = { operation: 'model', type: 'delete', project: here, duration: 'hour' };
  const { id } = await post(asking.token, '', asked);
  await post(api.token, `/${id}/grant`, {});
  const before = await signedIn(browser, first.url, reader);
  await before.goto(model(here));
  await expect(before.getByRole('link', { name: 'Delete', exact: true })).toBeVisible();
  await before.context().close();
  await first.stop();
  const later = await startAssay({
    env: { ...env, ASSAY_TEST_AHEAD_MS: String(2 * HOUR_MS) },
    dataDirectory: first.dataDirectory,
    nodeArguments: ['--import', path.resolve('e2e', 'earlier-build', 'later-clock.mjs')],
  });
  const page = await signedIn(browser, later.url, reader);
  await page.goto(model(here));
  await expect(refused(page, 'Delete')).toBeVisible();
  await page.goto('/account');
  await expect(page.getByRole('table', { name: 'Requests' })).toContainText('granted, over');
  await page.context().close();
  await later.remove();
});

test('the panel opens, closes and asks by the keyboard alone, and is accessible in both colors and narrow', async ({
  browser,
  api,
  assay,
}) => {
  const { here, reader, local } = await furnish(assay.url, api);
  const page = await signedIn(browser, assay.url, reader);
  await page.goto(model(here));
  await page.waitForFunction(() =>
    Object.keys(document.querySelector('main summary') ?? {}).some((key) => key.startsWith('__reactProps$')),
  );
  const control = refused(page, 'Delete');
  await expect(control).toHaveAttribute('aria-disabled', 'true');
  await control.focus();
  await page.keyboard.press('Enter');
  const panel = page.locator('details[open]');
  await expect(panel).toHaveCount(1);
  await expectAccessible(page);
  await expectReadableIn(page, 'dark');
  await page.setViewportSize({ width: 360, height: 740 });
  await expectNoSidewaysScroll(page);
  await page.keyboard.press('Escape');
  await expect(panel).toHaveCount(0);
  await expect(control).toBeFocused();
  await page.keyboard.press('Enter');
  // To what would allow it, past who can give it, to the time, the reason and the button.
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowDown');
  await expect(panel.getByRole('radio', { name: `maintainer on ${here}` })).toBeChecked();
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowLeft');
  await expect(panel.getByRole('radio', { name: '1 hour' })).toBeChecked();
  await page.keyboard.press('Tab');
  await page.keyboard.type('By hand.');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(control).toContainText('asked for');
  await page.goto('/account');
  await expectAccessible(page);
  await page.context().close();

  const theirs = await signedIn(browser, assay.url, local);
  await theirs.goto('/admin/requests');
  await theirs.getByRole('link', { name: 'delete the model score' }).click();
  await expect(theirs.getByText('By hand.')).toBeVisible();
  await expectAccessible(theirs);
  await theirs.context().close();
});

test('a form that is refused after it was shown leads to where it is asked for', async ({
  browser,
  api,
  assay,
}) => {
  const { here, reader } = await furnish(assay.url, api);
  const send = native(assay.url, api);
  await send('POST', '/role-assignments', {
    role: 'maintainer',
    user: reader,
    project: here,
    expiresAt: new Date(Date.now() + HOUR_MS).toISOString(),
  });
  const page = await signedIn(browser, assay.url, reader);
  await page.goto(`/projects/${here}/new/model`);
  await page.getByLabel('Name').fill('another');
  const listed = await fetch(`${assay.url}/api/v1/role-assignments?user=${reader}&role=maintainer`, {
    headers: { Authorization: `Bearer ${api.token}` },
  });
  const { items } = (await listed.json()) as { items: { id: string }[] };
  await fetch(`${assay.url}/api/v1/role-assignments/${items[0]?.id}`, {
    method: 'DELETE',
    headers: { Authorization: `Bearer ${api.token}` },
  });
  await page.getByRole('button', { name: /Create/ }).click();
  await page.getByRole('link', { name: 'Ask for it' }).click();
  await expect(page.getByRole('heading', { name: `You may not create models in ${here}` })).toBeVisible();
  await page.getByRole('button', { name: 'Ask for it' }).click();
  await expect(page.getByText(/You asked for it/)).toBeVisible();
  await page.context().close();
});

test('nobody asks on a page for what they cannot see', async ({ browser, api, assay, complaints }) => {
  complaints.expected.push(/404/);
  const { reader } = await furnish(assay.url, api);
  const page = await signedIn(browser, assay.url, reader);
  for (const address of [
    '/admin/requests',
    `/admin/requests/${crypto.randomUUID()}`,
    `/ask?operation=model&type=delete&in=${crypto.randomUUID()}`,
    '/ask?operation=model&type=delete&resource=x',
    '/ask',
  ])
    expect((await page.goto(address))?.status(), address).toBe(404);
  await page.context().close();
});
