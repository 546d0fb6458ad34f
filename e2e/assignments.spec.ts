import { expect, signIn, test, unique } from './fixtures';
import { native } from './native-api';

const PASSWORD = 'correct-horse-battery-9';

for (const javaScriptEnabled of [true, false])
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript @long', () => {
    test.use({ javaScriptEnabled });

    test('a role is assigned in one project until a day, prolonged, and ended @postgres', async ({
      adminPage: page,
      api,
      assay,
    }) => {
      const send = native(assay.url, api);
      const [person, project] = [unique('ines'), unique('credit')];
      await send('POST', '/projects', { name: project });
      await send('POST', '/users', { name: person, password: PASSWORD });
      await page.goto(`/admin/people/${person}`);
      await page.getByRole('link', { name: 'Assign a role' }).click();
      await expect(page.getByLabel('To the person')).toHaveValue(person);
      await page.getByRole('button', { name: 'Assign' }).click();
      await expect(page.getByText('Choose a role.').first()).toBeVisible();
      await page.getByLabel('Role', { exact: true }).selectOption('maintainer');
      await page.getByLabel('Where').selectOption(project);
      await page.getByLabel('Until').fill('2019-12-31');
      await page.getByRole('button', { name: 'Assign' }).click();
      await expect(page.getByText('The end of an assignment must lie ahead.').first()).toBeVisible();
      await page.getByLabel('Until').fill('2099-12-31');
      await page.getByRole('button', { name: 'Assign' }).click();
      await expect(page.getByRole('heading', { level: 1, name: person })).toBeVisible();
      const grants = page.getByRole('table', { name: `Grants: ${project}` });
      await expect(grants).toContainText('maintainer');
      await expect(grants).toContainText('31 Dec 2099');

      await page.goto(`/admin/assignments?q=${person}`);
      const row = page.getByRole('row').filter({ hasText: person });
      await expect(row).toContainText(project);
      await row.getByRole('link', { name: 'Prolong' }).click();
      await expect(page.getByLabel('Until')).toHaveValue('2099-12-31');
      await page.getByLabel('Until').fill('');
      await page.getByRole('button', { name: 'Save' }).click();
      await expect(page).toHaveURL(/\/admin\/assignments\?role=maintainer$/);
      await page.goto(`/admin/assignments?q=${person}`);
      await expect(row).toContainText('no end');
      await row.getByRole('button', { name: 'End' }).first().click();
      await row.getByRole('button', { name: 'End', exact: true }).last().click();
      await expect(page.getByText('No assignments match.')).toBeVisible();
      await page.goto(`/admin/audit?q=maintainer&type=role_assignment&project=${project}`);
      await expect(page.getByText(`removed the role maintainer from ${person}`)).toBeVisible();
    });

    test('who has a role in a project stands on its page, for who administers it @postgres', async ({
      page,
      api,
      assay,
      complaints,
    }) => {
      complaints.expected.push(/status of 404/);
      const send = native(assay.url, api);
      const [mine, other] = [unique('mine'), unique('other')];
      const [local, person, stranger] = [unique('local'), unique('person'), unique('stranger')];
      for (const name of [mine, other]) await send('POST', '/projects', { name });
      for (const name of [local, person, stranger])
        await send('POST', '/users', { name, password: PASSWORD });
      await send('POST', '/role-assignments', { role: 'admin', user: local, project: mine });
      for (const project of [mine, other])
        await send('POST', '/role-assignments', { role: 'maintainer', user: stranger, project });
      await page.goto(`/projects/${mine}/access`);
      await expect(page).toHaveURL(/\/sign-in\?from=/);
      await signIn(page, { name: local, password: PASSWORD });
      await page.goto(`/projects/${mine}`);
      await page.getByRole('link', { name: 'Access' }).click();
      await expect(page.getByRole('heading', { level: 1, name: `Access to ${mine}` })).toBeVisible();
      await expect(page).toHaveTitle(`Access · ${mine} · Assay`);
      const rows = page.getByRole('table', { name: `Access to ${mine}` }).getByRole('row');
      await expect(rows).toHaveCount(3);
      await expect(rows.filter({ hasText: other })).toHaveCount(0);
      await page.getByRole('link', { name: 'Assign a role' }).click();
      await page.getByLabel('Role', { exact: true }).selectOption('viewer');
      await page.getByLabel('To the person').fill(person);
      await expect(page.getByLabel('Where')).toHaveValue(mine);
      await page.getByRole('button', { name: 'Assign' }).click();
      await expect(page).toHaveURL(`/projects/${mine}/access`);
      await page.goto(`/projects/${mine}/access?q=${person}`);
      const row = rows.filter({ hasText: person });
      await expect(row).toContainText('viewer');
      await row.getByRole('button', { name: 'End' }).first().click();
      await row.getByRole('button', { name: 'End', exact: true }).last().click();
      await expect(page.getByText('No assignments match.')).toBeVisible();
      await page.goto(`/projects/${mine}/access?in=everywhere`);
      await expect(page.getByText('No assignments match.')).toBeVisible();

      await page.context().clearCookies();
      await signIn(page, { name: stranger, password: PASSWORD });
      expect((await page.goto(`/projects/${mine}/access`))?.status()).toBe(404);
      await expect(page.getByText(person)).toHaveCount(0);
      await page.goto(`/projects/${mine}`);
      await expect(page.getByRole('main').getByRole('link', { name: 'Models', exact: true })).toBeVisible();
      await expect(page.getByRole('link', { name: 'Access' })).toHaveCount(0);
    });

    test('the administrator of one project gives roles there, and sees no other assignments', async ({
      page,
      api,
      assay,
      complaints,
    }) => {
      complaints.expected.push(/status of 404/);
      const send = native(assay.url, api);
      const [mine, other] = [unique('mine'), unique('other')];
      const [local, person, viewer] = [unique('local'), unique('person'), unique('viewer')];
      for (const name of [mine, other]) await send('POST', '/projects', { name });
      for (const name of [local, person, viewer]) await send('POST', '/users', { name, password: PASSWORD });
      await send('POST', '/role-assignments', { role: 'admin', user: local, project: mine });
      await send('POST', '/role-assignments', { role: 'viewer', user: viewer, project: other });
      await page.goto('/admin/assignments');
      await expect(page).toHaveURL(/\/sign-in\?from=/);
      await signIn(page, { name: local, password: PASSWORD });
      await page.goto('/admin/new-assignment');
      await expect(page.getByLabel('Where').getByRole('option')).toHaveText([mine]);
      await page.getByLabel('Role', { exact: true }).selectOption('viewer');
      await page.getByLabel('To the person').fill(local);
      await page.getByRole('button', { name: 'Assign' }).click();
      await expect(page.getByText('You cannot change what you hold yourself.')).toBeVisible();
      await page.getByLabel('To the person').fill('');
      await page.getByRole('button', { name: 'Assign' }).click();
      await expect(page.getByText('Name a person or choose a team, one of the two.').first()).toBeVisible();
      await page.goto('/admin/assignments');
      await expect(page.getByRole('row').filter({ hasText: local })).toHaveCount(1);
      await expect(page.getByRole('row').filter({ hasText: viewer })).toHaveCount(0);

      await page.context().clearCookies();
      await signIn(page, { name: viewer, password: PASSWORD });
      for (const address of ['/admin/assignments', '/admin/new-assignment', '/admin/assignments/none'])
        expect((await page.goto(address))?.status(), address).toBe(404);
    });
  });
