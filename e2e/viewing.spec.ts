import type { Page } from '@playwright/test';
import { isHiddenInViews } from '@/lib/core/hidden-in-views';
import { ADMIN, expect, signIn, test, unique } from './fixtures';
import { native } from './native-api';
import { AREAS, furnish } from './routes';

const PASSWORD = 'correct-horse-battery-9';

const banner = (page: Page) => page.getByRole('complementary', { name: 'View' });

/** Views as somebody from their page, as a person would. Not in the session that tests share. */
async function view(page: Page, name: string): Promise<void> {
  await page.goto(`/admin/people/${name}`);
  await page.getByRole('link', { name: 'View as' }).click();
  await page.getByRole('button', { name: `View as ${name}` }).click();
  await expect(banner(page)).toContainText(`Viewing as ${name} (read-only)`);
}

for (const javaScriptEnabled of [true, false])
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });

    test('an administrator sees the pages of somebody, changes nothing, and stops @postgres', async ({
      page,
      api,
      assay,
      browser,
      complaints,
    }) => {
      complaints.expected.push(/404 \(Not Found\)/);
      const send = native(assay.url, api);
      const [name, hidden] = [unique('ines'), unique('hidden')];
      await send('POST', '/users', { name, password: PASSWORD });
      await send('POST', '/projects', { name: hidden });
      await send('POST', '/role-assignments', { role: 'maintainer', user: name, project: 'default' });
      await signIn(page);
      await page.goto(`/projects/${hidden}`);
      await expect(page.getByRole('heading', { level: 1, name: 'Nothing here' })).toHaveCount(0);
      await view(page, name);
      await expect(banner(page)).toContainText(/ends in (29|30) min/);

      // What the person may read, and no more.
      await page.goto('/projects');
      await expect(page.locator('main').getByRole('link', { name: 'default' })).toBeVisible();
      await expect(page.getByText(hidden)).toHaveCount(0);
      await expect(page.getByRole('link', { name: 'Admin', exact: true })).toHaveCount(0);
      const absent = [`/projects/${hidden}`, '/account', '/admin/sessions'];
      // Of lists that somebody may not see at all, a browser without JavaScript gets an empty page: Next's own.
      for (const path of [...absent, ...(javaScriptEnabled ? ['/admin/people'] : [])]) {
        expect([path, (await page.goto(path))?.status()]).toEqual([path, 404]);
        await expect(page.getByRole('heading', { name: 'Nothing here' })).toBeVisible();
        await expect(banner(page)).toBeVisible();
      }
      expect((await page.goto(`/${unique('nowhere')}`))?.status()).toBe(404);
      await expect(banner(page)).toBeVisible();
      // A form that the person has is shown, and switched off.
      await page.goto('/projects/default/new/model');
      await expect(page.getByLabel('Name')).toBeDisabled();
      await expect(page.locator('main').getByRole('button', { name: 'Create' })).toBeDisabled();
      await page.goto('/export');
      await expect(page.getByRole('button', { name: 'Download' })).toBeDisabled();
      const posted = await page.request.post('/projects/default/new/model', {
        multipart: { name: unique('model') },
        headers: { Origin: assay.url },
      });
      expect([posted.status(), await posted.text()]).toEqual([
        403,
        `You are viewing as ${name}: nothing can be changed. Stop viewing first.\n`,
      ]);

      await banner(page).getByRole('button', { name: 'Stop' }).click();
      await expect(page).toHaveURL(new RegExp(`/admin/people/${name}$`));
      await expect(banner(page)).toHaveCount(0);
      await page.goto('/account');
      await expect(page.getByRole('heading', { level: 1, name: ADMIN.name })).toBeVisible();

      // The person is told; it was not them.
      const theirs = await browser.newPage({ baseURL: assay.url, javaScriptEnabled });
      await signIn(theirs, { name, password: PASSWORD });
      await theirs.goto('/account');
      await expect(theirs.locator('#views')).toContainText(ADMIN.name);
      await theirs.close();
      await page.goto(`/admin/audit?q=${name}`);
      await expect(page.getByText('stopped viewing as').filter({ visible: true }).first()).toBeVisible();
    });

    test('signing out ends a view with its session @postgres-long', async ({ page, api, assay }) => {
      const name = unique('ines');
      await native(assay.url, api)('POST', '/users', { name, password: PASSWORD });
      await signIn(page);
      await view(page, name);
      await page.locator('summary', { hasText: name }).filter({ visible: true }).click();
      await expect(page.getByRole('link', { name: 'Account', exact: true })).toHaveCount(0);
      await page.getByRole('button', { name: 'Sign out' }).filter({ visible: true }).click();
      await expect(page).toHaveURL(/\/sign-in/);
      await expect(banner(page)).toHaveCount(0);
      await signIn(page);
      await expect(banner(page)).toHaveCount(0);
    });
  });

test('a window that was open before the view shows its banner with the next page', async ({
  page,
  context,
  api,
  assay,
}) => {
  const name = unique('ines');
  await native(assay.url, api)('POST', '/users', { name, password: PASSWORD });
  await signIn(page);
  const other = await context.newPage();
  await other.goto('/projects');
  await view(page, name);
  await expect(banner(other)).toHaveCount(0);
  await other.getByRole('link', { name: 'Assay' }).first().click();
  await expect(other).toHaveURL(`${assay.url}/`);
  await expect(banner(other)).toBeVisible();
});

test('every page and endpoint holds in a view: the banner, nothing hidden, nothing sent @long @postgres', async ({
  page,
  api,
  assay,
}) => {
  test.setTimeout(600_000);
  const given = await furnish(assay.url);
  const name = unique('other-admin');
  const send = native(assay.url, api);
  await send('POST', '/users', { name, password: PASSWORD });
  await send('POST', '/role-assignments', { role: 'admin', user: name });
  await signIn(page);
  await view(page, name);
  const { request } = page;
  const wrong: string[] = [];
  for (const route of [...AREAS.flatMap((area) => area.routes(given)), '/welcome', '/import/permissions']) {
    const reply = await request.get(route);
    const html = await reply.text();
    const status = isHiddenInViews(route.split('?')[0] ?? '') ? 404 : 200;
    if (reply.status() !== status) wrong.push(`${route}: ${reply.status()}`);
    if (!html.includes('id="viewing"')) wrong.push(`${route}: no banner`);
    // The audit, of which pages of people show a part, tells both that there was a token of this name.
    const never = /^\/admin\/(audit|people\/)/.test(route) ? /hush-hush/ : /hush-hush|nightly training/;
    if (never.test(html)) wrong.push(`${route}: a secret or a token`);
    const sent = await request.post(route, { multipart: { name: 'x' }, headers: { Origin: assay.url } });
    if (sent.status() !== 403) wrong.push(`POST ${route}: ${sent.status()}`);
  }
  const described = (await (await request.get('/api/v1/openapi.json')).json()) as {
    paths: Record<string, Record<string, { security?: unknown[] }>>;
  };
  let endpoints = 0;
  for (const [path, methods] of Object.entries(described.paths))
    for (const [method, { security }] of Object.entries(methods)) {
      const address = `/api/v1${path.replace(/^\/api\/v1/, '').replaceAll(/\{[^}]+\}/g, 'x')}`;
      const reply = await request.fetch(address, {
        method,
        ...(method !== 'get' && { data: {} }),
        headers: { Origin: assay.url },
      });
      endpoints += 1;
      const isPublic = method === 'get' && security?.length === 0;
      if (reply.status() !== (isPublic ? 200 : 403)) wrong.push(`${method} ${address}: ${reply.status()}`);
    }
  expect(endpoints).toBeGreaterThan(50);
  expect(wrong).toEqual([]);
  // The person has done nothing, and was not here.
  await banner(page).getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByText('Nothing that the audit tells of.')).toBeVisible();
  await page.goto(`/admin/people?q=${name}`);
  await expect(page.getByRole('row').filter({ hasText: name })).toContainText('never');
});
