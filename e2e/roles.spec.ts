import { expectAccessible } from './axe';
import { expect, signIn, takenOver, test, unique } from './fixtures';
import { native } from './native-api';

const PASSWORD = 'correct-horse-battery-9';

for (const javaScriptEnabled of [true, false])
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript @long', () => {
    test.use({ javaScriptEnabled });

    test('a role is copied, changed with a look at who loses and gains, renamed and deleted @postgres', async ({
      adminPage: page,
      api,
      assay,
    }) => {
      const send = native(assay.url, api);
      const [name, renamed, person, covered] = [
        unique('reviewer'),
        unique('editor'),
        unique('priya'),
        unique('axl'),
      ];
      const project = unique('credit');
      await send('POST', '/projects', { name: project });
      for (const each of [person, covered]) await send('POST', '/users', { name: each, password: PASSWORD });
      await send('POST', '/role-assignments', { role: 'maintainer', user: covered });

      await page.goto('/admin/roles/viewer');
      await expect(page.getByRole('checkbox')).toHaveCount(0);
      await page.getByRole('link', { name: 'Copy' }).click();
      await page.getByLabel('Name').fill('Runner');
      await page.getByRole('button', { name: 'Create role' }).click();
      await expect(page.getByText('Role Runner already exists.').first()).toBeVisible();
      await page.getByLabel('Name').fill(name);
      await page.getByRole('button', { name: 'Create role' }).click();
      await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
      await expect(page.getByRole('checkbox', { name: 'read models' })).toBeChecked();
      for (const user of [person, covered])
        await send('POST', '/role-assignments', { role: name, user, project });

      await page.reload();
      if (javaScriptEnabled) await takenOver(page);
      await page.getByRole('checkbox', { name: 'read artifacts' }).uncheck();
      await page.getByRole('checkbox', { name: 'update models' }).check();
      // With JavaScript the page follows each tick by itself.
      if (!javaScriptEnabled) await page.getByRole('button', { name: 'Preview' }).click();
      const effect = page.getByRole('complementary', { name: 'What saving changes' });
      await expect(effect).toContainText('Not saved: 2 changes');
      await expect(effect).toContainText('1 loses, 1 gains, 1 stays the same.');
      await expect(effect).toContainText(`may no longer read artifacts in ${project}`);
      await expect(effect).toContainText(`may update models in ${project}`);
      await expect(page.getByRole('checkbox', { name: 'update models' })).toBeChecked();

      await effect.getByRole('link', { name: 'Undo all' }).click();
      await expect(effect).toHaveCount(0);
      await expect(page.getByRole('checkbox', { name: 'update models' })).not.toBeChecked();
      await page.goBack();
      await expect(effect).toContainText('Not saved: 2 changes');
      await expect(page.getByRole('checkbox', { name: 'update models' })).toBeChecked();
      await effect.getByRole('button', { name: 'Save role' }).click();
      await expect(page).toHaveURL(new RegExp(`/admin/roles/${name}$`));
      await expect(effect).toHaveCount(0);
      await expect(page.getByRole('checkbox', { name: 'update models' })).toBeChecked();
      await expect(page.getByRole('checkbox', { name: 'read artifacts' })).not.toBeChecked();

      await page.getByRole('link', { name: 'Held by' }).click();
      await expect(page.getByRole('table', { name: 'Who holds the role' })).toContainText(person);
      await page.getByRole('link', { name: 'Edit' }).click();
      await page.getByLabel('Name').fill(renamed);
      await page.getByLabel('Description').fill('Corrects models.');
      await page.getByRole('button', { name: 'Save' }).click();
      await expect(page.getByRole('heading', { level: 1, name: renamed })).toBeVisible();
      await page.goto(`/admin/roles/${name}`);
      await expect(page).toHaveURL(new RegExp(`/admin/roles/${renamed}$`));

      await page.getByRole('link', { name: 'Delete' }).click();
      await expect(page.getByText('2 role assignments')).toBeVisible();
      await expect(page.getByText('1 loses, 1 stays the same.')).toBeVisible();
      await page.getByRole('button', { name: `Delete ${renamed}` }).click();
      await expect(page).toHaveURL(/\/admin\/roles$/);
      await page.goto(`/admin/audit?q=${renamed}`);
      await expect(page.getByText(`deleted the role ${renamed}`)).toBeVisible();
    });

    test('whoever is slower is told so, keeps the ticks, and saves them over what is there now', async ({
      adminPage: page,
      api,
      assay,
    }) => {
      const send = native(assay.url, api);
      const role = unique('reviewer');
      const permissions = [{ operation: 'model', type: 'read' }];
      await send('POST', '/roles', { name: role, permissions });
      await page.goto(`/admin/roles/${role}`);
      if (javaScriptEnabled) await takenOver(page);
      await page.getByRole('checkbox', { name: 'read runs' }).check();
      if (!javaScriptEnabled) await page.getByRole('button', { name: 'Preview' }).click();
      await expect(page.getByText('Not saved: 1 change').last()).toBeVisible();
      await send('PATCH', `/roles/${role}`, {
        permissions: [...permissions, { operation: 'artifact', type: 'read' }],
      });
      await page.getByRole('button', { name: 'Save role' }).click();
      await expect(page.getByText(/changed the role .*, after you\s+began/)).toBeVisible();
      await expect(page.getByText('Not saved: 2 changes').last()).toBeVisible();
      await expect(page.getByRole('checkbox', { name: 'read runs' })).toBeChecked();
      await page.getByRole('button', { name: 'Save role' }).click();
      await expect(page).toHaveURL(new RegExp(`/admin/roles/${role}$`));
      await expect(page.getByRole('checkbox', { name: 'read runs' })).toBeChecked();
      await expect(page.getByRole('checkbox', { name: 'read artifacts' })).not.toBeChecked();
    });

    test('a clerk gives no more than they hold, and nobody without the permission learns of roles', async ({
      page,
      api,
      assay,
      complaints,
    }) => {
      complaints.expected.push(/status of 404/);
      const send = native(assay.url, api);
      const [desk, other, clerk, viewer] = [
        unique('desk'),
        unique('other'),
        unique('clerk'),
        unique('viewer'),
      ];
      const words = ['create', 'read', 'update'].map((type) => ({ operation: 'role', type }));
      await send('POST', '/roles', { name: desk, permissions: words });
      await send('POST', '/roles', { name: other, permissions: [] });
      for (const name of [clerk, viewer]) await send('POST', '/users', { name, password: PASSWORD });
      await send('POST', '/role-assignments', { role: desk, user: clerk });
      await page.goto('/admin/roles');
      await expect(page).toHaveURL(/\/sign-in\?from=/);
      await signIn(page, { name: clerk, password: PASSWORD });
      await page.goto(`/admin/roles/${other}?draft=1&model%3Aread=on`);
      await expect(page.getByText('You may not see who holds the role')).toBeVisible();
      await page.getByRole('button', { name: 'Save role' }).click();
      await expect(page.getByText(/You cannot give model:read everywhere/)).toBeVisible();
      await page.goto(`/admin/roles/${desk}?draft=1&role%3Aread=on&team%3Aread=on`);
      await page.getByRole('button', { name: 'Save role' }).click();
      await expect(page.getByText('You cannot change what you hold yourself.')).toBeVisible();
      await page.goto(`/admin/roles/${other}/delete`);
      await expect(page.getByText(`You may not delete the role ${other}`)).toBeVisible();
      await expect(page.getByText('role:delete')).toBeVisible();
      await page.goto('/admin/new-role?from=admin');
      await page.getByLabel('Name').fill(unique('mine'));
      await page.getByRole('button', { name: 'Create role' }).click();
      await expect(page.getByText(/You cannot give .* everywhere/)).toBeVisible();

      await page.context().clearCookies();
      await signIn(page, { name: viewer, password: PASSWORD });
      for (const address of [
        '/admin/roles',
        `/admin/roles/${other}`,
        `/admin/roles/${other}/holders`,
        `/admin/roles/${other}/edit`,
        `/admin/roles/${other}/delete`,
        `/admin/new-role?from=${other}`,
      ])
        expect((await page.goto(address))?.status(), address).toBe(404);
    });
  });

test('roles are found, opened and ticked by the keyboard alone', async ({ adminPage: page, api, assay }) => {
  const send = native(assay.url, api);
  const role = unique('keys');
  await send('POST', '/roles', { name: role, permissions: [] });
  await page.goto(`/admin/roles?q=${role}`);
  await takenOver(page);
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: role })).toBeVisible();
  await takenOver(page);
  const box = page.getByRole('checkbox', { name: 'create runs' });
  await box.focus();
  await page.keyboard.press('Space');
  await expect(page.getByText('Nobody holds the role: it changes nothing for anybody.')).toBeVisible();
  await expect(box).toBeFocused();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Save role' }).focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/admin/roles/${role}$`));
  await expect(box).toBeChecked();
});

test('a built-in role stays as it is, and what waits for a decision says so', async ({ adminPage: page }) => {
  await page.goto('/admin/roles');
  const row = page.getByRole('row').filter({ hasText: 'registers runs' });
  await expect(row).toContainText('built in');
  await row.getByRole('link', { name: 'runner' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'runner' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Edit' })).toHaveCount(0);
  await expect(page.getByRole('row', { name: /^secrets/ })).toContainText('yes');
  await page.goto('/admin/roles/runner/edit');
  await expect(page.getByText('runner is built in and stays as it is.')).toBeVisible();
  await page.goto('/admin/roles/runner?draft=1&model%3Adelete=on');
  await expect(page.getByRole('button', { name: 'Save role' })).toHaveCount(0);
  await page.goto('/admin/roles?origin=waiting');
  await expect(page.getByText('No roles match.')).toBeVisible();
});
