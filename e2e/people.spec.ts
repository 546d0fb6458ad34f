import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { ADMIN, expect, signIn, test, unique } from './fixtures';
import { native } from './native-api';

const PASSWORD = 'correct-horse-battery-9';

const row = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name });

for (const javaScriptEnabled of [true, false])
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript @long', () => {
    test.use({ javaScriptEnabled });

    test('an account is created, signs in, is renamed, deactivated, reactivated and deleted @postgres', async ({
      adminPage: page,
      browser,
      assay,
    }) => {
      const [first, second] = [unique('priya'), unique('priya')];
      await page.goto('/admin/people');
      await page.getByRole('link', { name: 'New account' }).click();
      await page.getByLabel('User name').fill(first);
      await page.getByLabel('Full name').fill('Priya N.');
      await page.getByLabel('Password').fill(PASSWORD);
      await page.getByLabel('The same again').fill('something else');
      await page.getByRole('button', { name: 'Create account' }).click();
      await expect(page.getByText('The two passwords differ.').first()).toBeVisible();
      await page.getByLabel('Password').fill(PASSWORD);
      await page.getByLabel('The same again').fill(PASSWORD);
      await page.getByRole('button', { name: 'Create account' }).click();
      await expect(page.getByRole('heading', { level: 1, name: first })).toBeVisible();
      await expect(page.getByText(`${first} holds no role`)).toBeVisible();

      const theirs = await (await browser.newContext({ baseURL: assay.url })).newPage();
      await signIn(theirs, { name: first, password: PASSWORD });
      await page.getByRole('link', { name: 'Edit' }).click();
      await page.getByLabel('User name').fill(second);
      await page.getByRole('button', { name: 'Save' }).click();
      await expect(page.getByRole('heading', { level: 1, name: second })).toBeVisible();

      await page.getByRole('link', { name: 'Deactivate' }).click();
      await page.getByRole('button', { name: `Deactivate ${second}` }).click();
      await expect(page.getByText('Deactivated', { exact: true })).toBeVisible();
      await theirs.goto('/');
      await expect(theirs).toHaveURL(/\/sign-in/);
      await theirs.context().close();
      await page.getByRole('link', { name: 'Reactivate' }).click();
      await page.getByRole('button', { name: `Reactivate ${second}` }).click();
      await expect(page.getByText('Active', { exact: true })).toBeVisible();

      await page.getByRole('link', { name: 'Delete' }).click();
      await expect(page.getByText('The name is free again and inherits nothing.')).toBeVisible();
      await page.getByRole('button', { name: `Delete ${second}` }).click();
      await expect(page).toHaveURL(/\/admin\/people$/);
      await page.goto(`/admin/audit?q=${second}`);
      await expect(page.getByText(`deleted the account ${second}`)).toBeVisible();
    });

    test('what somebody may is answered with the path, and what they may not with what is missing @postgres', async ({
      adminPage: page,
      api,
      assay,
    }) => {
      const send = native(assay.url, api);
      const [person, team, project] = [unique('omar'), unique('risk'), unique('credit')];
      await send('POST', '/projects', { name: project });
      await send('POST', '/users', { name: person, password: PASSWORD });
      await send('POST', '/teams', { name: team });
      await send('PUT', `/teams/${team}/members/${person}`);
      await send('POST', '/role-assignments', { role: 'maintainer', team, project });
      await page.goto(`/admin/people/${person}`);
      await expect(page.getByRole('table', { name: `Grants: ${project}` })).toContainText(team);
      const ask = async (type: string, where: string) => {
        await page.getByRole('combobox', { name: 'Type' }).selectOption(type);
        await page.getByRole('combobox', { name: 'What' }).selectOption('models');
        await page.getByRole('combobox', { name: 'Where' }).selectOption(where);
        if (!javaScriptEnabled) await page.getByRole('button', { name: 'Ask' }).click();
      };
      await ask('delete', project);
      await expect(page.getByRole('status').filter({ hasText: 'Yes' })).toContainText(team);
      await ask('delete', 'the store');
      await expect(page.getByRole('status').filter({ hasText: 'No' })).toContainText('model:delete');
    });

    test('accounts are found, and what is done to those ticked says whom it was refused for', async ({
      adminPage: page,
      api,
      assay,
    }) => {
      const send = native(assay.url, api);
      const [mark, team] = [unique('bulk'), unique('crew')];
      const people = [`${mark}-a`, `${mark}-b`];
      for (const name of people) await send('POST', '/users', { name, password: PASSWORD });
      await send('POST', '/teams', { name: team });
      await page.goto(`/admin/people?q=${mark}`);
      await expect(page.getByText(/^2 accounts/)).toBeVisible();
      for (const name of people) await page.getByRole('checkbox', { name: `Tick ${name}` }).check();
      await page.getByRole('combobox', { name: 'Team', exact: true }).selectOption(team);
      await page.getByRole('button', { name: 'Add to team' }).click();
      await expect(page.getByText('2 accounts added to the team.')).toBeVisible();
      await page.goto(`/admin/people?team=${team}`);
      await expect(row(page, `${mark}-a`)).toContainText(team);

      await page.goto('/admin/people');
      await page.getByRole('button', { name: 'End sessions' }).first().click();
      await page.getByRole('button', { name: 'End sessions' }).last().click();
      await expect(page.getByText('Tick at least one account.').first()).toBeVisible();

      await page.goto(`/admin/people?q=${ADMIN.name}`);
      await page.getByRole('checkbox', { name: `Tick ${ADMIN.name}`, exact: true }).check();
      await page.getByRole('button', { name: 'Deactivate' }).first().click();
      await page.getByRole('button', { name: 'Deactivate' }).last().click();
      await expect(page.getByText('You cannot deactivate your own account').first()).toBeVisible();

      await page.goto(`/admin/people?q=${mark}`);
      for (const name of people) await page.getByRole('checkbox', { name: `Tick ${name}` }).check();
      await page.getByRole('button', { name: 'Deactivate' }).first().click();
      await page.getByRole('button', { name: 'Deactivate' }).last().click();
      await expect(page.getByText('2 accounts deactivated.')).toBeVisible();
      await expect(page.locator(':popover-open')).toHaveCount(0);
      await expect(page.getByText('With those ticked:')).toBeVisible();
      await page.goto(`/admin/people?q=${mark}&state=deactivated`);
      await expect(page.getByText(/^2 accounts/)).toBeVisible();
    });

    test('what is filtered is exported as CSV, which is an event', async ({
      adminPage: page,
      api,
      assay,
    }) => {
      const name = unique('listed');
      await native(assay.url, api)('POST', '/users', { name, password: PASSWORD });
      await page.goto(`/admin/people?q=${name}`);
      const download = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Export CSV' }).click();
      const lines = (await readFile(await (await download).path(), 'utf8')).trim().split('\r\n');
      expect(lines).toHaveLength(2);
      expect(lines[1]).toContain(`${name},`);
      await page.goto('/admin/audit?action=user.export');
      await expect(page.getByText('exported the list of people').first()).toBeVisible();
    });

    test('nobody without the permission learns who there is', async ({ page, api, assay, complaints }) => {
      complaints.expected.push(/status of 404/);
      const [project, local] = [unique('p'), unique('local')];
      const send = native(assay.url, api);
      await send('POST', '/projects', { name: project });
      await send('POST', '/users', { name: local, password: PASSWORD });
      await send('POST', '/role-assignments', { role: 'viewer', user: local, project });
      await page.goto('/admin/people');
      await expect(page).toHaveURL(/\/sign-in\?from=/);
      await signIn(page, { name: local, password: PASSWORD });
      for (const address of ['/admin/people', `/admin/people/${ADMIN.name}`, '/admin/people/nobody-is-this'])
        expect((await page.goto(address))?.status(), address).toBe(404);
    });
  });

test('sessions and tokens of somebody are ended by their administrator', async ({
  adminPage: page,
  browser,
  api,
  assay,
}) => {
  const name = unique('gone-home');
  await native(assay.url, api)('POST', '/users', { name, password: PASSWORD });
  const theirs = await (await browser.newContext({ baseURL: assay.url })).newPage();
  await signIn(theirs, { name, password: PASSWORD });
  await page.goto(`/admin/people/${name}`);
  await page.getByRole('button', { name: 'End all sessions' }).first().click();
  await page.getByRole('button', { name: 'End all sessions' }).last().click();
  await expect(page.getByText('No browser is signed in.')).toBeVisible();
  await theirs.goto('/account');
  await expect(theirs).toHaveURL(/\/sign-in/);
  await theirs.context().close();
});
