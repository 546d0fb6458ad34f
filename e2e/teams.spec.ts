import { expect, signIn, test, unique } from './fixtures';
import { native } from './native-api';

const PASSWORD = 'correct-horse-battery-9';

for (const javaScriptEnabled of [true, false])
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript @long', () => {
    test.use({ javaScriptEnabled });

    test('a team is created, joined, given a role, renamed, left and deleted @postgres', async ({
      adminPage: page,
      api,
      assay,
    }) => {
      const send = native(assay.url, api);
      const [team, renamed, person, project] = [unique('risk'), unique('risk'), unique('omar'), unique('p')];
      await send('POST', '/projects', { name: project });
      await send('POST', '/users', { name: person, password: PASSWORD });
      await page.goto('/admin/teams');
      await page.getByRole('link', { name: 'New team' }).first().click();
      await page.getByLabel('Name').fill('a/b');
      await page.getByRole('button', { name: 'Create team' }).click();
      await expect(page.getByText(/must not contain any of/).first()).toBeVisible();
      await page.getByLabel('Name').fill(team);
      await page.getByRole('button', { name: 'Create team' }).click();
      await expect(page.getByRole('heading', { level: 1, name: team })).toBeVisible();

      await page.getByLabel('Add a member').fill(unique('nobody'));
      await page.getByRole('button', { name: 'Add', exact: true }).click();
      await expect(page.getByText(/not found/).first()).toBeVisible();
      await page.getByLabel('Add a member').fill(person);
      await page.getByRole('button', { name: 'Add', exact: true }).click();
      await expect(page.getByRole('table', { name: 'Members' })).toContainText(person);

      await page.getByRole('link', { name: 'Assign a role' }).click();
      await expect(page.getByLabel('Or to the team')).toHaveValue(team);
      await page.getByLabel('Role', { exact: true }).selectOption('viewer');
      await page.getByLabel('Where').selectOption(project);
      await page.getByRole('button', { name: 'Assign' }).click();
      await expect(page.getByRole('row').filter({ hasText: team })).toContainText(project);
      await page.goto(`/admin/people/${person}`);
      await expect(page.getByRole('table', { name: `Grants: ${project}` })).toContainText(team);

      await page.goto(`/admin/teams/${team}`);
      await page.getByRole('link', { name: 'Rename' }).click();
      await page.getByLabel('New name').fill(renamed);
      await page.getByRole('button', { name: 'Rename' }).click();
      await expect(page.getByRole('heading', { level: 1, name: renamed })).toBeVisible();
      await expect(page.getByRole('table', { name: 'Roles of the team' })).toContainText(project);
      await page.getByRole('button', { name: 'Remove' }).first().click();
      await page.getByRole('button', { name: 'Remove' }).last().click();
      await expect(page.getByText('Nobody yet.')).toBeVisible();
      await page.getByRole('link', { name: 'Delete' }).click();
      await expect(page.getByText('0 memberships and 1 role assignment')).toBeVisible();
      await page.getByRole('button', { name: `Delete ${renamed}` }).click();
      await expect(page).toHaveURL(/\/admin\/teams$/);
      await page.goto(`/admin/audit?q=${renamed}`);
      await expect(page.getByText(`deleted the team ${renamed}`)).toBeVisible();
    });

    test('who leads a team changes its members without being an administrator @postgres', async ({
      adminPage: page,
      api,
      assay,
    }) => {
      const send = native(assay.url, api);
      const [team, lead, person] = [unique('risk'), unique('lead'), unique('omar')];
      await send('POST', '/teams', { name: team });
      for (const name of [lead, person]) await send('POST', '/users', { name, password: PASSWORD });
      await send('PUT', `/teams/${team}/members/${lead}`);
      await page.goto(`/admin/teams/${team}`);
      const row = page.getByRole('row').filter({ hasText: lead });
      await row.getByRole('button', { name: 'Make lead' }).first().click();
      await row.getByRole('button', { name: 'Make lead' }).last().click();
      await expect(row).toContainText('leads the team');
      await expect(page.locator(':popover-open')).toHaveCount(0);
      await page.goto(`/admin/audit?q=${team}`);
      await expect(page.getByText(`made ${lead} a lead of`)).toBeVisible();

      await page.context().clearCookies();
      await signIn(page, { name: lead, password: PASSWORD });
      await page.goto('/account');
      await page.getByRole('link', { name: team }).click();
      await expect(page.getByRole('heading', { level: 1, name: team })).toBeVisible();
      await expect(page.getByRole('button', { name: 'Make lead' })).toHaveCount(0);
      await expect(row.getByRole('button')).toHaveCount(0);
      await page.getByLabel('Add a member').fill(person);
      await page.getByRole('button', { name: 'Add', exact: true }).click();
      const added = page.getByRole('row').filter({ hasText: person });
      await expect(added).toBeVisible();
      await added.getByRole('button', { name: 'Remove' }).first().click();
      await added.getByRole('button', { name: 'Remove' }).last().click();
      await expect(added).toHaveCount(0);
    });

    test('nobody without the permission learns which teams there are', async ({
      page,
      api,
      assay,
      complaints,
    }) => {
      complaints.expected.push(/status of 404/);
      const send = native(assay.url, api);
      const [team, viewer] = [unique('team'), unique('viewer')];
      await send('POST', '/teams', { name: team });
      await send('POST', '/users', { name: viewer, password: PASSWORD });
      await page.goto('/admin/teams');
      await expect(page).toHaveURL(/\/sign-in\?from=/);
      await signIn(page, { name: viewer, password: PASSWORD });
      for (const address of ['/admin/teams', `/admin/teams/${team}`, `/admin/teams/${team}/delete`])
        expect((await page.goto(address))?.status(), address).toBe(404);
    });
  });
