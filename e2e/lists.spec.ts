import { expect, test, unique } from './fixtures';

test('an entry is made, described anew and deleted, and clients see each @postgres', async ({
  adminPage: page,
  api,
}) => {
  const name = unique('tag');
  const read = () => api.request('GET', `/custom_list/tags/entry/${name}`);
  await page.goto('/lists');
  await page.getByRole('link', { name: /tags/i }).first().click();
  await page.getByRole('link', { name: 'New entry' }).click();
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('Description').fill('Parcels of one depot.');
  await page.getByRole('button', { name: /entry|Add/ }).click();
  await expect(page.getByRole('link', { name })).toBeVisible();
  expect((await read()).body).toMatchObject({ name, description: 'Parcels of one depot.' });

  await page.getByRole('link', { name }).click();
  await page.getByLabel('Description').fill('Parcels of two depots.');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page).toHaveURL(/\/lists\/tags$/);
  expect((await read()).body).toMatchObject({ description: 'Parcels of two depots.' });

  await page.goto(`/lists/tags/entries/${name}/delete`);
  await page.getByRole('button', { name: /^Delete/ }).click();
  await expect(page).toHaveURL(/\/lists\/tags$/);
  expect((await read()).status).toBe(404);
});

test('a name that the list has is refused with what was typed', async ({ adminPage: page }) => {
  await page.goto('/lists/problem_types/new/entry');
  await page.getByLabel('Name').fill('Classification');
  await page.getByLabel('Description').fill('Again.');
  await page.getByRole('button', { name: /entry|Add/ }).click();
  await expect(page.getByText(/already/)).toBeVisible();
  await expect(page.getByLabel('Description')).toHaveValue('Again.');
});
