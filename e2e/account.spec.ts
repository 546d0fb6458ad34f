import { ADMIN, expect, signIn, test, unique } from './fixtures';

test('a token is shown once, works at the API, and stops when it is revoked @postgres', async ({
  page,
  assay,
}) => {
  await signIn(page);
  const name = unique('nightly');
  await page.goto('/account');
  const form = page
    .locator('#tokens form')
    .filter({ has: page.getByRole('button', { name: 'Create token' }) });
  await form.getByLabel('Name').fill(name);
  await form.getByRole('button', { name: 'Create token' }).click();
  const shown = page.getByText('The new token, shown this once').locator('..');
  const token = await shown.locator('code').first().innerText();
  expect(token).toMatch(/^assay_api_/);
  const projects = () =>
    fetch(`${assay.url}/api/v1/projects`, { headers: { Authorization: `Bearer ${token}` } });
  expect((await projects()).status).toBe(200);
  await page.reload();
  await expect(page.getByText(token)).toHaveCount(0);
  const row = page.getByRole('row').filter({ hasText: name });
  await row.getByText('Revoke').first().click();
  await page
    .getByRole('button', { name: /Revoke/ })
    .last()
    .click();
  await expect(row.getByText('revoked')).toBeVisible();
  expect((await projects()).status).toBe(401);
});

test('another browser is signed out from the list of sessions', async ({ page, browser, assay }) => {
  await signIn(page);
  const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
  const elsewhere = await browser.newContext({ baseURL: assay.url, userAgent: firefox });
  const other = await elsewhere.newPage();
  await signIn(other);
  await page.goto('/account');
  const row = page.getByRole('table', { name: 'Sessions' }).getByRole('row').filter({ hasText: 'Firefox' });
  await row.getByRole('button', { name: 'End', exact: true }).click();
  await row.getByRole('button', { name: 'End', exact: true }).last().click();
  await expect(row).toHaveCount(0);
  await other.goto('/account');
  await expect(other).toHaveURL(/\/sign-in/);
  await elsewhere.close();
});

test('the password changes only for who knows the present one', async ({ page }) => {
  await signIn(page);
  await page.goto('/account');
  const section = page.locator('#password');
  await section.getByLabel('Current password').fill('not this');
  await section.getByLabel('New password', { exact: true }).fill('another-long-phrase-3');
  await section.getByLabel('New password again').fill('another-long-phrase-3');
  await section.getByRole('button', { name: 'Change password' }).click();
  await expect(section.locator('[aria-invalid="true"], [aria-live] *').first()).toBeVisible();
  await expect(section.getByLabel('New password', { exact: true })).toHaveValue('');
  await page.context().clearCookies();
  await signIn(page, ADMIN);
});
