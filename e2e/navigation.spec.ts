import type { Page } from '@playwright/test';
import { expect, test, unique } from './fixtures';

/** Leaves a mark that only a load of the whole page takes away. */
const mark = (page: Page) => page.evaluate(() => document.documentElement.setAttribute('data-marked', ''));
const expectMarked = (page: Page) => expect(page.locator('html[data-marked]')).toHaveCount(1);

test('links, searches, and the way back keep the frame', async ({ adminPage: page, api }) => {
  const model = unique('kept');
  await api.createModel(model);
  await page.goto('/projects/default/models');
  await mark(page);
  await page.getByRole('searchbox').fill(model);
  await expect(page).toHaveURL(`/projects/default/models?q=${model}`);
  await page.getByRole('link', { name: model }).click();
  await expect(page.getByRole('heading', { level: 1, name: model })).toBeVisible();
  await page.getByRole('link', { name: 'New version' }).click();
  await expect(page.getByLabel('Name')).toBeVisible();
  await page.goBack();
  await page.goBack();
  await expect(page.getByRole('searchbox')).toHaveValue(model);
  await expectMarked(page);
});

test('a place within the page is part of the way back', async ({ adminPage: page }) => {
  await page.goto('/lists');
  await mark(page);
  await page.evaluate(() =>
    document.querySelector('main')?.insertAdjacentHTML('beforeend', '<a href="#content">Up</a>'),
  );
  await page.getByRole('link', { name: 'Up' }).click();
  await expect(page).toHaveURL('/lists#content');
  await page.locator('nav[aria-label=Main] a', { hasText: 'Home' }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: 'Home' })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('heading', { level: 1, name: 'Lists' })).toBeVisible();
  await expectMarked(page);
});

test('a link opens in another tab when asked to, and a file stays a file', async ({
  adminPage: page,
  api,
}) => {
  const model = unique('tab');
  await api.writeArtifact(
    model,
    'v1',
    { header: { identifier: 'card.default', type: 'card' }, body: { artifact_type: 'card' } },
    { parents: true },
  );
  await page.goto(`/projects/default/models/${model}/artifacts/card.default`);
  const opened = page.context().waitForEvent('page');
  await page.getByRole('link', { name: 'JSON' }).click({ modifiers: ['ControlOrMeta'] });
  await expect(await opened).toHaveURL(/\/json$/);
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download' }).click();
  expect((await download).suggestedFilename()).toContain('card.default');
});
