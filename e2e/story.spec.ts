import path from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { type AssayProcess, startAssay } from './assay-process';
import { databaseFor, expect, signIn, test } from './fixtures';

const ADA = { name: 'ada', password: 'correct-horse-battery-9' };
const PRIYA = { name: 'priya', password: 'staple-lantern-quiet-4' };
const DAY_MS = 86_400_000;
const CLOCK = path.resolve('e2e', 'earlier-build', 'later-clock.mjs');
const model = (project: string, name: string) => `/projects/${project}/models/${name}`;

const pageOf = (browser: Browser, { url }: AssayProcess, javaScriptEnabled: boolean): Promise<Page> =>
  browser.newPage({ baseURL: url, javaScriptEnabled });

/** The control that is refused, which opens the panel. */
const refused = (page: Page) => page.locator('summary', { hasText: 'Delete' });

async function makeProject(page: Page, project: string, models: readonly string[]): Promise<void> {
  await page.goto('/new-project');
  await page.getByLabel('Name').fill(project);
  await page.getByRole('button', { name: 'Create project' }).click();
  await expect(page).toHaveURL(new RegExp(`/projects/${project}/models$`));
  for (const name of models) {
    await page.goto(`/projects/${project}/new/model`);
    await page.getByLabel('Name').fill(name);
    await page.getByRole('button', { name: 'Create model' }).click();
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  }
}

for (const javaScriptEnabled of [true, false])
  test(`from the first administrator to access that came, ended and is told, ${
    javaScriptEnabled ? 'with JavaScript' : 'without JavaScript'
  } @long @postgres`, async ({ browser, engine }) => {
    test.setTimeout(600_000);
    const { env, drop } = await databaseFor(engine);
    const settings = { env: { ...env, ASSAY_LOG_LEVEL: 'warn' } };
    let assay = await startAssay({ ...settings, isFirstStart: true });
    try {
      // An empty store is set up.
      let ada = await pageOf(browser, assay, javaScriptEnabled);
      await ada.goto(assay.setupLink ?? '');
      await ada.getByLabel('User name').fill(ADA.name);
      await ada.getByLabel('Password', { exact: true }).fill(ADA.password);
      await ada.getByLabel('Password again').fill(ADA.password);
      await ada.getByRole('button', { name: 'Set up and sign in' }).click();
      await expect(ada).toHaveURL(`${assay.url}/`);
      await makeProject(ada, 'credit-risk', ['score', 'limits']);
      await makeProject(ada, 'fraud', ['alarm']);
      await ada.goto('/admin/new-team');
      await ada.getByLabel('Name').fill('vision');
      await ada.getByRole('button', { name: 'Create team' }).click();
      await expect(ada.getByRole('heading', { level: 1, name: 'vision' })).toBeVisible();

      // Somebody is invited to read, and accepts.
      await ada.goto('/admin/people');
      await ada.getByRole('link', { name: 'Invite', exact: true }).click();
      await ada.getByLabel('User name').fill(PRIYA.name);
      await ada.getByRole('group', { name: 'Role 1 of 3' }).getByLabel('Role').selectOption('viewer');
      await ada.getByRole('checkbox', { name: 'vision' }).check();
      await ada.getByRole('button', { name: 'Make the link' }).click();
      const link = await ada.locator('code', { hasText: '/join/assay_invite_' }).innerText();
      let priya = await pageOf(browser, assay, javaScriptEnabled);
      await priya.goto(link);
      await priya.getByLabel('Password', { exact: true }).fill(PRIYA.password);
      await priya.getByLabel('Password again').fill(PRIYA.password);
      await priya.getByRole('button', { name: 'Join and sign in' }).click();
      await expect(priya.getByRole('heading', { level: 1, name: 'Welcome, priya' })).toBeVisible();

      // She may not delete, reads why, and asks.
      await priya.goto(model('credit-risk', 'score'));
      await refused(priya).click();
      await expect(priya.getByRole('heading', { name: 'You may not delete the model score' })).toBeVisible();
      const panel = priya.locator('details[open]');
      await expect(panel).toContainText('model:delete');
      await expect(panel).toContainText('Your role there is viewer everywhere.');
      await panel.getByRole('radio', { name: 'maintainer on credit-risk' }).check();
      await panel.getByLabel('Why you need it').fill('Registered twice by mistake.');
      await panel.getByRole('button', { name: 'Ask for it' }).click();
      await expect(refused(priya).first()).toContainText('asked for');

      // It is given to her team, there, for a day.
      await ada.goto('/admin');
      await ada
        .getByRole('link', { name: /Requests\s*1 waiting/ })
        .filter({ visible: true })
        .click();
      await ada.getByRole('link', { name: 'delete the model score' }).click();
      await expect(ada.getByText('Registered twice by mistake.')).toBeVisible();
      await ada.getByRole('link', { name: 'the team vision' }).click();
      await expect(ada.getByRole('link', { name: 'the team vision' })).toHaveAttribute(
        'aria-current',
        'true',
      );
      const change = ada.getByRole('region', { name: 'What it would change' });
      await expect(change).toContainText('priya');
      await expect(change).toContainText('in credit-risk');
      await expect(ada.getByRole('radio', { name: '1 day' })).toBeChecked();
      await ada.getByRole('button', { name: 'Grant' }).click();
      await expect(ada.getByText('granted', { exact: true })).toBeVisible();
      await ada.goto('/admin/people/priya');
      await expect(ada.getByRole('table', { name: 'Grants: credit-risk' })).toContainText('vision');

      // She may there, and not elsewhere.
      await priya.goto(model('credit-risk', 'score'));
      await priya.getByRole('link', { name: 'Delete', exact: true }).click();
      await priya.getByRole('button', { name: 'Delete score' }).click();
      await expect(priya).not.toHaveURL(/delete/);
      await priya.goto(model('credit-risk', 'limits'));
      await expect(priya.getByRole('link', { name: 'Delete', exact: true })).toBeVisible();
      await priya.goto(model('fraud', 'alarm'));
      await expect(refused(priya)).toBeVisible();
      await priya.close();
      await ada.close();

      // Two days later it is over.
      await assay.stop();
      assay = await startAssay({
        env: { ...settings.env, ASSAY_TEST_AHEAD_MS: String(2 * DAY_MS) },
        dataDirectory: assay.dataDirectory,
        nodeArguments: ['--import', CLOCK],
      });
      priya = await pageOf(browser, assay, javaScriptEnabled);
      await signIn(priya, PRIYA);
      await priya.goto(model('credit-risk', 'limits'));
      await expect(refused(priya)).toBeVisible();
      await priya.goto(`${model('credit-risk', 'limits')}/delete`);
      await expect(priya.getByRole('heading', { name: 'You may not delete the model limits' })).toBeVisible();
      await priya.goto('/account');
      await expect(priya.getByRole('table', { name: 'Requests' })).toContainText('granted, over');
      await priya.close();

      // The audit tells all of it.
      ada = await pageOf(browser, assay, javaScriptEnabled);
      await signIn(ada, ADA);
      await ada.goto('/admin/audit');
      const told = await ada.getByRole('main').innerText();
      for (const sentence of [
        'set up the store',
        'ada invited priya',
        'ada created the team vision',
        /priya.*accepted/,
        /priya asked/,
        /ada granted/,
        /ada assigned the role maintainer .*vision .*credit-risk/,
        'priya deleted the model score',
      ])
        expect(told.replaceAll(/\s+/g, ' ')).toMatch(sentence);
      await ada.close();
    } finally {
      await assay.remove();
      await drop();
    }
  });
