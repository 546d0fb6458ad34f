import { expect, test, unique } from './fixtures';
import { native } from './native-api';

const PASSWORD = 'correct-horse-battery-9';

for (const javaScriptEnabled of [true, false])
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript @long', () => {
    test.use({ javaScriptEnabled });

    test('the console opens with what waits for an administrator, each with the page that shows it @postgres', async ({
      adminPage: page,
      api,
      assay,
    }) => {
      const send = native(assay.url, api);
      const [roleless, ending] = [unique('roleless'), unique('ending')];
      for (const name of [roleless, ending]) await send('POST', '/users', { name, password: PASSWORD });
      await send('POST', '/role-assignments', {
        role: 'viewer',
        user: ending,
        expiresAt: new Date(Date.now() + 3 * 86_400_000).toISOString(),
      });
      await fetch(`${assay.url}/api/token`, {
        method: 'POST',
        body: new URLSearchParams({ grant_type: 'password', username: ending, password: 'wrong' }),
      });
      await page.goto('/');
      await page
        .getByRole('navigation', { name: 'Main' })
        .getByRole('link', { name: 'Admin' })
        .first()
        .click();
      await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
      await expect(page).toHaveTitle('Overview · Assay');
      const show = async (what: RegExp) => {
        await page.goto('/admin');
        await page.getByRole('listitem').filter({ hasText: what }).getByRole('link').click();
      };
      await show(/active accounts? holds? no role/);
      await expect(page).toHaveURL('/admin/people?state=no+role');
      await expect(page.getByRole('heading', { level: 1, name: 'People' })).toBeVisible();
      await page.goto(`/admin/people?state=no+role&q=${roleless}`);
      await expect(page.getByRole('row').filter({ hasText: roleless })).toBeVisible();
      await page.goto(`/admin/people?state=no+role&q=${ending}`);
      await expect(page.getByText('No accounts match.')).toBeVisible();
      await show(/assignments? ends? within 30 days/);
      await expect(page).toHaveURL('/admin/assignments?ends=soon');
      await expect(page.getByRole('row').filter({ hasText: ending })).toBeVisible();
      await show(/sign-ins? failed in the last 7 days/);
      await expect(page).toHaveURL(/\/admin\/audit\?action=sign_in\.refuse&since=\d{4}-\d\d-\d\d$/);
      await expect(
        page
          .getByRole('main')
          .getByText(/failed to sign in/)
          .and(page.locator(':not(option)'))
          .first(),
      ).toBeVisible();
      await page.goto('/admin');
      await expect(page.getByText(/was not used for 90 days|were not used for 90 days/)).toHaveCount(0);
      await expect(page.getByText('Every working token was used within 90 days.')).toBeVisible();
    });
  });
