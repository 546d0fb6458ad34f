import { expectAccessible } from './axe';
import { ADMIN, expect, takenOver, test, unique } from './fixtures';
import { MlteApi } from './mlte-api';
import { sampleArtifacts } from './samples';

const MODEL = unique('parcel-sorter');
const at = `/projects/default/models/${MODEL}`;

test.beforeAll(async ({ assay }) => {
  const api = await MlteApi.signIn(assay.url, ADMIN);
  await api.writeArtifact(MODEL, 'v1', sampleArtifacts[0], { parents: true });
});

test('a page that is not there says so, with its status', async ({ adminPage: page, complaints }) => {
  complaints.expected.push(/404/);
  for (const route of [
    '/projects/nowhere/models',
    '/projects/default/models/absent',
    `${at}/versions/absent`,
    `${at}/artifacts/card.absent`,
    '/projects/default/runs/absent',
    '/r/absent',
    '/nothing/here',
  ]) {
    const response = await page.goto(route);
    expect(response?.status(), route).toBe(404);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expectAccessible(page);
  }
});

test('no answer carries a password hash, a session secret or a token', async ({ adminPage: page }) => {
  for (const route of ['/', '/account', at]) {
    await page.goto(route);
    expect(await page.content()).not.toMatch(/\$argon2|\$2[aby]\$|password_hash|token_hash/i);
  }
});

test('the palette opens by its keys and leads to a page without the mouse', async ({ adminPage: page }) => {
  await page.goto('/');
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
  await takenOver(page);
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog').getByRole('combobox')).toBeFocused();
  await page.keyboard.type('account');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/account/);
});

test('the icon that browsers ask for unbidden is there', async ({ request }) => {
  const icon = await request.get('/favicon.ico');
  expect([icon.status(), icon.headers()['content-type']]).toEqual([200, 'image/x-icon']);
});
