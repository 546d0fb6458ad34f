import type { Page } from '@playwright/test';
import { ADMIN, expect, signIn, test, unique } from './fixtures';

async function makeProject(page: Page, name: string): Promise<void> {
  await page.goto('/new-project');
  await page.getByLabel('Name').fill(name);
  await page.getByRole('button', { name: 'Create project' }).click();
  await expect(page).toHaveURL(new RegExp(`/projects/${name}/models$`));
}

test('a project is renamed and told where its commits are shown, and its old address leads there', async ({
  adminPage: page,
}) => {
  const [name, renamed] = [unique('garden'), unique('orchard')];
  await makeProject(page, name);
  await page.goto(`/projects/${name}`);
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByLabel('Name').fill(renamed);
  await page.getByLabel('Description').fill('Fruit.');
  await page.getByLabel('Address of a commit').fill('https://git.example/commit');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByLabel('Address of a commit')).toHaveAccessibleDescription(/must say \{sha\}/);
  await expect(page.getByLabel('Name')).toHaveValue(renamed);
  await page.getByLabel('Address of a commit').fill('https://git.example/commit/{sha}');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(renamed);
  await page.goto(`/projects/${name}/settings`);
  await expect(page).toHaveURL(new RegExp(`/projects/${renamed}/settings$`));
  await expect(page.getByLabel('Address of a commit')).toHaveValue('https://git.example/commit/{sha}');
});

test('what a deletion takes is told first; afterwards the address says who did it', async ({
  adminPage: page,
  complaints,
}) => {
  complaints.expected.push(/410/);
  const name = unique('passing');
  await makeProject(page, name);
  await page.goto(`/projects/${name}/settings`);
  await page.getByRole('link', { name: 'Delete…' }).click();
  await expect(page.getByText('0 runs, 0 models')).toBeVisible();
  await page.getByRole('link', { name: 'Keep it' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
  await page.goto(`/projects/${name}/delete`);
  await page.getByRole('button', { name: `Delete ${name}` }).click();
  await expect(page).toHaveURL(/\/projects$/);
  expect((await page.goto(`/projects/${name}`))?.status()).toBe(410);
  await expect(page.getByText(ADMIN.name, { exact: false }).first()).toBeVisible();
});

test('the project default has no name to change and nothing to delete', async ({ adminPage: page }) => {
  await page.goto('/projects/default/settings');
  await expect(page.getByLabel('Description')).toBeVisible();
  await expect(page.getByLabel('Name', { exact: true })).toHaveCount(0);
  await page.goto('/projects/default/delete');
  await expect(page.getByText('The project default cannot be deleted')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Delete/ })).toHaveCount(0);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('settings are saved all the same', async ({ page }) => {
    const name = unique('plain');
    await signIn(page);
    await makeProject(page, name);
    await page.goto(`/projects/${name}/settings`);
    await page.getByLabel('Description').fill('Kept without script.');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('Kept without script.')).toBeVisible();
  });
});
