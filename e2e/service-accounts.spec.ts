import type { Page } from '@playwright/test';
import { expect, signIn, test, unique } from './fixtures';
import { native } from './native-api';

const PASSWORD = 'correct-horse-battery-9';

for (const javaScriptEnabled of [true, false])
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript @long', () => {
    test.use({ javaScriptEnabled });

    test('a service account is made, its tokens issued by a lead, used, rotated and ended @postgres', async ({
      adminPage: page,
      api,
      assay,
    }) => {
      const send = native(assay.url, api);
      const [team, lead, robot, project] = [unique('risk'), unique('lead'), unique('robot'), unique('p')];
      await send('POST', '/projects', { name: project });
      await send('POST', '/users', { name: lead, password: PASSWORD });
      await send('POST', '/teams', { name: team });
      await send('PUT', `/teams/${team}/members/${lead}`);
      await send('PUT', `/teams/${team}/leads/${lead}`);
      await send('POST', '/role-assignments', { role: 'maintainer', user: lead, project });
      const v1 = async (token: string): Promise<number> =>
        (
          await fetch(`${assay.url}/api/v1/projects/${project}/models`, {
            headers: { Authorization: `Bearer ${token}` },
          })
        ).status;
      const mlte = async (token: string): Promise<number> =>
        (
          await fetch(`${assay.url}/p/${project}/api/model`, {
            headers: { Authorization: `Bearer ${token}` },
          })
        ).status;
      const zenml = async (token: string): Promise<number> =>
        (await fetch(`${assay.url}/api/zenml/${token}/stacks`)).status;

      await page.goto('/admin');
      const rail = page.getByRole('navigation', { name: 'Admin' });
      await rail.getByRole('link', { name: 'Service accounts' }).click();
      await page.getByRole('link', { name: 'New service account' }).first().click();
      await page.getByLabel('Name', { exact: true }).fill(lead);
      await page.getByLabel('Owned by the team').fill(team);
      await page.getByLabel('Description').fill('Trains by night');
      await page.getByRole('button', { name: 'Create service account' }).click();
      await expect(page.getByText(/already exists/).first()).toBeVisible();
      await page.getByLabel('Name', { exact: true }).fill(robot);
      await page.getByRole('button', { name: 'Create service account' }).click();
      await expect(page.getByRole('heading', { level: 1 })).toContainText(robot);
      await expect(page.getByText('None that opens anything.')).toBeVisible();

      await page.getByRole('link', { name: 'Assign a role' }).click();
      await page.getByLabel('Role', { exact: true }).selectOption('maintainer');
      await page.getByLabel('Where').selectOption(project);
      await page.getByRole('button', { name: 'Assign' }).click();
      await page.goto(`/admin/people/${robot}`);
      await expect(page).toHaveURL(`/admin/service-accounts/${robot}`);
      await expect(page.getByRole('table', { name: `Grants: ${project}` })).toContainText('maintainer');
      await page.goto(`/admin/people?q=${robot}`);
      await expect(page.getByText('No accounts match.')).toBeVisible();
      await page.goto(`/admin/people?q=${robot}&kind=all`);
      await expect(page.getByRole('table', { name: 'People' })).toContainText('service');

      await page.context().clearCookies();
      await signIn(page, { name: lead, password: PASSWORD });
      await page.goto(`/admin/teams/${team}`);
      await page
        .getByRole('table', { name: 'Service accounts of the team' })
        .getByRole('link', { name: robot })
        .click();
      await expect(page.getByRole('link', { name: 'Edit' })).toHaveCount(0);
      const issue = async (name: string, kind: string): Promise<string> => {
        await page.goto(`/admin/service-accounts/${robot}/new-token`);
        await page.getByLabel('For').selectOption(kind);
        await page.getByLabel('Name', { exact: true }).fill(name);
        await page.getByRole('button', { name: 'Issue token' }).click();
        await expect(page.getByText(`Token ${name} issued.`)).toBeVisible();
        return tokenOn(page);
      };
      const old = await issue('nightly', 'api');
      expect([await v1(old), await mlte(old), await zenml(old)]).toEqual([200, 200, 401]);
      const zen = await issue('zen', 'zenml');
      expect([await zenml(zen), await v1(zen)]).toEqual([200, 401]);

      await page.goto(`/admin/service-accounts/${robot}`);
      const rows = page.getByRole('table', { name: 'Tokens' }).getByRole('row');
      await expect(rows.filter({ hasText: 'nightly' })).toContainText('127.0.0.1');
      await rows.filter({ hasText: 'nightly' }).getByRole('link', { name: 'Rotate' }).click();
      await page.getByLabel('The old token goes on for').selectOption('hour');
      await page.getByRole('button', { name: 'Rotate token' }).click();
      await expect(page.getByText('Token nightly rotated.')).toBeVisible();
      const young = await tokenOn(page);
      expect(young).not.toBe(old);
      expect([await v1(old), await v1(young), await mlte(young)]).toEqual([200, 200, 200]);
      await page.goto(`/admin/service-accounts/${robot}`);
      const rotated = rows.filter({ hasText: 'rotated, ends' });
      await expect(rotated).toHaveCount(1);
      await expect(rotated.getByRole('link', { name: 'Rotate' })).toHaveCount(0);
      await rotated.getByRole('button', { name: 'End' }).first().click();
      await page.locator('[popover]').getByRole('button', { name: 'End' }).first().click();
      await expect(rotated).toHaveCount(0);
      expect([await v1(old), await v1(young)]).toEqual([401, 200]);
      await page.goto(`/admin/service-accounts/${robot}/state`);
      await expect(page.getByText('user:update').first()).toBeVisible();

      await page.context().clearCookies();
      await signIn(page);
      await page.goto(`/admin/teams/${team}/delete`);
      await expect(page.getByText(`The team owns ${robot}.`)).toBeVisible();
      await page.goto(`/admin/service-accounts/${robot}`);
      await page.getByRole('link', { name: 'Deactivate' }).click();
      await page.getByRole('button', { name: `Deactivate ${robot}` }).click();
      await expect(page.getByText('Deactivated', { exact: true }).first()).toBeVisible();
      expect([await v1(young), await mlte(young), await zenml(zen)]).toEqual([401, 401, 401]);
      await page.goto(`/admin/audit?user=${lead}`);
      await expect(page.getByText(`rotated the token nightly of ${robot}`)).toBeVisible();
      await page.goto(`/admin/service-accounts/${robot}`);
      await page.getByRole('link', { name: 'Delete' }).click();
      await expect(page.getByText('0 tokens, 0 team memberships, and 1 role assignment')).toBeVisible();
      await page.getByRole('button', { name: `Delete ${robot}` }).click();
      await expect(page).toHaveURL(/\/admin\/service-accounts$/);
    });
  });

/** The text of the token that a form has just shown. */
async function tokenOn(page: Page): Promise<string> {
  const text = await page.locator('main').innerText();
  const [token = ''] = /assay_(api|zenml)_[0-9A-Za-z]{43}_[0-9A-Za-z]{6}/.exec(text) ?? [];
  expect(token).not.toBe('');
  return token;
}
