import { expect, signIn, test, unique } from './fixtures';
import { MlteApi } from './mlte-api';
import { native } from './native-api';

const PASSWORD = 'correct-horse-battery-9';

for (const javaScriptEnabled of [true, false])
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript @long', () => {
    test.use({ javaScriptEnabled });

    test('tokens of everybody are found, told from where they were used, and revoked together @postgres', async ({
      adminPage: page,
      api,
      assay,
    }) => {
      const person = { name: unique('ines'), password: PASSWORD };
      await native(assay.url, api)('POST', '/users', person);
      const { token } = await MlteApi.signIn(assay.url, person);
      const create = async (name: string): Promise<string> => {
        const reply = await fetch(`${assay.url}/api/v1/tokens`, {
          method: 'POST',
          headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
          body: JSON.stringify({ name, expiresInDays: 30 }),
        });
        expect(reply.status).toBe(201);
        return ((await reply.json()) as { token: string }).token;
      };
      const [nightly] = [await create('nightly'), await create('idle'), await create('kept')];
      const whoAmI = () =>
        fetch(`${assay.url}/api/v1/tokens`, { headers: { Authorization: `Bearer ${nightly}` } });
      expect((await whoAmI()).status).toBe(200);

      await page.goto('/admin/people');
      await page.getByRole('navigation', { name: 'Admin' }).getByRole('link', { name: 'Tokens' }).click();
      await expect(page.getByRole('heading', { level: 1, name: 'Tokens' })).toBeVisible();
      await page.getByRole('searchbox').fill(person.name);
      await page.getByRole('searchbox').press('Enter');
      await expect(page).toHaveURL(new RegExp(`q=${person.name}`));
      const rows = page.getByRole('table', { name: 'Tokens' }).getByRole('row');
      await expect(rows).toHaveCount(4);
      await expect(rows.filter({ hasText: 'nightly' })).toContainText('127.0.0.1');
      await expect(rows.filter({ hasText: 'idle' })).toContainText('never');
      await page.getByRole('button', { name: 'Revoke' }).first().click();
      await page.locator('[popover]').getByRole('button', { name: 'Revoke' }).click();
      await expect(page.getByText('Tick at least one token.')).toBeVisible();
      for (const name of ['nightly', 'idle']) await page.getByLabel(`Tick ${name} of ${person.name}`).check();
      await page.getByRole('button', { name: 'Revoke' }).first().click();
      await page.locator('[popover]').getByRole('button', { name: 'Revoke' }).click();
      await expect(page.getByText('2 tokens revoked.')).toBeVisible();
      expect((await whoAmI()).status).toBe(401);
      await page.goto(`/admin/tokens?q=${person.name}&state=working`);
      await expect(rows).toHaveCount(2);
      await expect(rows.last()).toContainText('kept');
    });

    test('browsers that are signed in are listed, and signed out together @postgres', async ({
      adminPage: page,
      api,
      assay,
      browser,
    }) => {
      const person = { name: unique('ines'), password: PASSWORD };
      await native(assay.url, api)('POST', '/users', person);
      const others = await Promise.all(
        [1, 2].map(async () => {
          const other = await browser.newPage({ baseURL: assay.url });
          await signIn(other, person);
          return other;
        }),
      );
      await page.goto(`/admin/sessions?q=${person.name}`);
      const rows = page.getByRole('table', { name: 'Sessions' }).getByRole('row');
      await expect(rows).toHaveCount(3);
      await expect(rows.nth(1)).toContainText('127.0.0.1');
      for (const box of await page.getByRole('checkbox').all()) await box.check();
      await page.getByRole('button', { name: 'End' }).first().click();
      await page.locator('[popover]').getByRole('button', { name: 'End' }).click();
      await expect(page.getByText('2 sessions ended.')).toBeVisible();
      await page.reload();
      await expect(page.getByText('No sessions match.')).toBeVisible();
      for (const other of others) {
        await other.goto('/account');
        await expect(other).toHaveURL(/\/sign-in\?from=/);
        await other.context().close();
      }
      await page.goto('/admin/sessions');
      await expect(rows.filter({ hasText: 'this one' }).getByRole('checkbox')).toHaveCount(0);
    });

    test('neither is shown to who may not read them', async ({ page, api, assay, complaints }) => {
      complaints.expected.push(/status of 404/);
      const person = { name: unique('ines'), password: PASSWORD };
      await native(assay.url, api)('POST', '/users', person);
      await page.goto('/admin/tokens');
      await expect(page).toHaveURL(/\/sign-in\?from=/);
      await signIn(page, person);
      for (const address of ['/admin/tokens', '/admin/sessions'])
        expect((await page.goto(address))?.status(), address).toBe(404);
    });
  });
