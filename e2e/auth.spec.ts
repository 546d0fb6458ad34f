import { startAssay } from './assay-process';
import { expectAccessible, expectNoSidewaysScroll } from './axe';
import { ADMIN, expect, signIn, signOut, test } from './fixtures';

test('the set-up link makes the first administrator, signs them in, and works once', async ({ browser }) => {
  const empty = await startAssay({ isFirstStart: true, env: { ASSAY_LOG_LEVEL: 'warn' } });
  const context = await browser.newContext({ baseURL: empty.url });
  const page = await context.newPage();
  await page.goto('/projects');
  await expect(page).toHaveURL(`${empty.url}/setup`);
  await expect(page.getByText('Open the set-up link')).toBeVisible();
  const link = empty.setupLink ?? '';
  await page.goto(link);
  await expectAccessible(page);

  await page.getByLabel('User name').fill('ada');
  await page.getByLabel('Password', { exact: true }).fill('correct-horse-battery-9');
  await page.getByLabel('Password again').fill('something else 12');
  await page.getByRole('button', { name: 'Set up and sign in' }).click();
  await expect(page.getByLabel('Password again')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByLabel('User name')).toHaveValue('ada');

  await page.getByLabel('Password', { exact: true }).fill('correct-horse-battery-9');
  await page.getByLabel('Password again').fill('correct-horse-battery-9');
  await page.getByRole('button', { name: 'Set up and sign in' }).click();
  await expect(page).toHaveURL(`${empty.url}/`);
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();

  const stranger = await browser.newContext({ baseURL: empty.url });
  const second = await stranger.newPage();
  await second.goto(link);
  await expect(second).toHaveURL(/\/sign-in/);
  await stranger.close();
  await context.close();
  await empty.remove();
});

test('a page asks a stranger to sign in and leads back to itself @postgres', async ({ page, assay }) => {
  await page.goto('/account');
  await expect(page).toHaveURL(/\/sign-in\?from=%2Faccount/);
  await expectAccessible(page);
  await page.getByLabel('User name').fill(ADMIN.name);
  await page.getByLabel('Password').fill(ADMIN.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(`${assay.url}/account`);
});

test('a wrong password says so, keeps the name and signs nobody in', async ({ page }) => {
  await page.goto('/sign-in');
  await page.getByLabel('User name').fill(ADMIN.name);
  await page.getByLabel('Password').fill('wrong');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText('Incorrect user name or password.')).toBeVisible();
  await expect(page.getByLabel('User name')).toHaveValue(ADMIN.name);
  await expect(page.getByLabel('Password')).toHaveValue('');
  await page.goto('/');
  await expect(page).toHaveURL(/\/sign-in/);
});

test('signing in never leads to another site', async ({ page, assay }) => {
  await page.goto('/sign-in?from=https://example.org/');
  await page.getByLabel('User name').fill(ADMIN.name);
  await page.getByLabel('Password').fill(ADMIN.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(`${assay.url}/`);
});

test('signing out ends the session on the server, not only in the browser @postgres', async ({
  page,
  context,
  browser,
  assay,
}) => {
  await signIn(page);
  const stolen = await context.cookies();
  await signOut(page);
  await expect(page).toHaveURL(/\/sign-in/);
  const thief = await browser.newContext({ baseURL: assay.url });
  await thief.addCookies(stolen);
  const other = await thief.newPage();
  await other.goto('/');
  await expect(other).toHaveURL(/\/sign-in/);
  await thief.close();
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('people sign in, are refused and sign out @postgres', async ({ page }) => {
    await page.goto('/sign-in');
    await page.getByLabel('User name').fill(ADMIN.name);
    await page.getByLabel('Password').fill('wrong');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByText('Incorrect user name or password.')).toBeVisible();
    await expect(page.getByLabel('User name')).toHaveValue(ADMIN.name);
    await signIn(page);
    await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
    await signOut(page);
    await expect(page).toHaveURL(/\/sign-in/);
  });
});

test.describe('on a narrow screen', () => {
  test.use({ viewport: { width: 360, height: 740 } });
  test('signing in fits', async ({ page }) => {
    await page.goto('/sign-in');
    await expectNoSidewaysScroll(page);
  });
});
