import { expect, test, unique } from './fixtures';

for (const javaScriptEnabled of [true, false])
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });

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

    test('a new attribute takes a category, and a category that goes takes its attributes along', async ({
      adminPage: page,
      api,
    }) => {
      const [category, attribute] = [unique('Courtesy'), unique('Patience')];
      await page.goto('/lists/qa_categories/new/entry');
      await page.getByLabel('Name').fill(category);
      await page.getByRole('button', { name: 'Add entry' }).click();
      await expect(page).toHaveURL(/\/lists\/qa_categories$/);
      await page.goto('/lists/quality_attributes/new/entry');
      await page.getByLabel('Name').fill(attribute);
      await page.getByLabel('Category').selectOption(category);
      await page.getByRole('button', { name: 'Add entry' }).click();
      await expect(page).toHaveURL(/\/lists\/quality_attributes$/);
      await page.goto(`/lists/quality_attributes?parent=${encodeURIComponent(category)}`);
      await expect(page.getByRole('link', { name: attribute })).toBeVisible();

      await page.goto(`/lists/qa_categories/entries/${category}/delete`);
      await expect(page.getByText('1 quality attribute')).toBeVisible();
      await page.getByRole('button', { name: /^Delete/ }).click();
      await expect(page).toHaveURL(/\/lists\/qa_categories$/);
      const read = await api.request('GET', `/custom_list/quality_attributes/entry/${attribute}`);
      expect(read.status).toBe(404);
    });
  });
