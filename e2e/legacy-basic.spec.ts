import { startAssay } from './assay-process';
import { expectAccessible, expectNoSidewaysScroll } from './axe';
import { ADMIN, expect, signIn, test } from './fixtures';

test('what lets clients in without a password stands above every page, and lets in whom it names', async ({
  browser,
}) => {
  const assay = await startAssay({
    env: {
      ASSAY_ADMIN_NAME: ADMIN.name,
      ASSAY_ADMIN_PASSWORD: ADMIN.password,
      ASSAY_LOG_LEVEL: 'warn',
      ASSAY_LEGACY_BASIC: `ci@127.0.0.0/8, ${ADMIN.name}@127.0.0.0/8`,
    },
  });
  try {
    const context = await browser.newContext({ baseURL: assay.url });
    const page = await context.newPage();
    await signIn(page);
    for (const path of ['/', '/account', '/projects']) {
      await page.goto(path);
      const notice = page.getByRole('complementary', { name: 'Security notice' });
      await expect(notice).toContainText(`ci from 127.0.0.0/8; ${ADMIN.name} from 127.0.0.0/8`);
    }
    await expectAccessible(page);
    await page.setViewportSize({ width: 360, height: 700 });
    await expectNoSidewaysScroll(page);

    const requested = (user: string) =>
      fetch(`${assay.url}/api/zenml/stack-configurations`, {
        headers: { Authorization: `Basic ${Buffer.from(`${user}:`).toString('base64')}` },
      }).then(({ status }) => status);
    expect(await requested('ci')).toBe(401);
    const made = await context.request.post('/api/v1/users', {
      data: { name: 'ci' },
      headers: { Origin: assay.url },
    });
    expect(made.status()).toBe(201);
    const given = await context.request.post('/api/v1/role-assignments', {
      data: { role: 'viewer', user: 'ci' },
      headers: { Origin: assay.url },
    });
    expect(given.ok()).toBe(true);
    expect(await requested('ci')).toBe(200);
    // Whom else it names makes no difference: an administrator has a password, and more to lose.
    expect(await requested(ADMIN.name)).toBe(401);
    await context.close();
  } finally {
    await assay.remove();
  }
});
