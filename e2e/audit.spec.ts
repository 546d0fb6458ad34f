import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, signIn, test, unique } from './fixtures';
import { native } from './native-api';

const PASSWORD = 'correct-horse-battery-9';

/** Sends the search of the list where no script does it by itself. */
async function search(page: Page, text: string, scripted: boolean): Promise<void> {
  await page.getByRole('searchbox').fill(text);
  if (!scripted) await page.getByRole('button', { name: 'Search' }).click();
  await expect(page).toHaveURL(new RegExp(`q=${text}`));
}

for (const javaScriptEnabled of [true, false])
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript @long', () => {
    test.use({ javaScriptEnabled });

    test('a change is found by its name, and opens to what was before and after @postgres', async ({
      adminPage: page,
      api,
      assay,
    }) => {
      const [before, after] = [unique('kept'), unique('kept')];
      await native(assay.url, api)('POST', '/teams', { name: before });
      await native(assay.url, api)('PATCH', `/teams/${before}`, { name: after });
      await page.goto('/admin/audit');
      await search(page, after, javaScriptEnabled);
      const event = page.getByRole('listitem').filter({ hasText: `renamed the team ${before} to ${after}` });
      await expect(page.getByText(/^1 event/)).toBeVisible();
      await event.locator('summary').click();
      await expect(event.getByRole('row', { name: `name ${before} ${after}` })).toBeVisible();
      await event.getByRole('link', { name: `history of ${after}` }).click();
      await expect(page.getByText(/^2 events/)).toBeVisible();
      await expect(page.getByText(`created the team ${before}`)).toBeVisible();
      await page.getByRole('link', { name: `Remove object ${after}` }).click();
      await expect(page).toHaveURL(/\/admin\/audit$/);
    });

    test('filters stand in the address, and what they cannot be is said', async ({
      adminPage: page,
      api,
      assay,
    }) => {
      const team = unique('chosen');
      await native(assay.url, api)('POST', '/teams', { name: team });
      await page.goto('/admin/audit');
      await page.locator('summary', { hasText: '+ filter' }).click();
      await page.getByLabel('Person').fill('ada');
      await page.getByLabel('What was done').selectOption('team.create');
      await page.getByRole('button', { name: 'Show these events' }).click();
      await expect(page).toHaveURL(/user=ada.*action=team\.create/);
      await expect(page.getByText(`created the team ${team}`)).toBeVisible();
      await expect(page.getByText('signed in.')).toHaveCount(0);

      await page.goto('/admin/audit?since=yesterday');
      await expect(page.getByText('yesterday is no day')).toBeVisible();
      await page.goto('/admin/audit?project=nothing-has-this-name');
      await expect(page.getByText('There is no project nothing-has-this-name')).toBeVisible();
      await page.goto(`/admin/audit?user=${unique('nobody')}`);
      await expect(page.getByText('No events match.')).toBeVisible();
      await page.goto('/admin/audit?event=store.1');
      await expect(page.getByText('begins it')).toBeVisible();
      await page.goto('/admin/audit?after=not-a-cursor');
      await expect(page).toHaveURL(/\/admin\/audit$/);
    });

    test('the chains are verified by a press, and the page says up to when @postgres', async ({
      adminPage: page,
    }) => {
      await page.goto('/admin/audit');
      await page.getByRole('button', { name: 'Verify now' }).click();
      await expect(page.getByText(/Verified to \d\d:\d\d UTC/)).toBeVisible();
      await page.getByRole('button', { name: 'how to verify it yourself' }).click();
      await expect(page.getByText('createHash', { exact: false }).first()).toBeVisible();
      await page.getByRole('button', { name: 'Verify all again' }).click();
      await expect(page.getByText(/Verified to \d\d:\d\d UTC/)).toBeVisible();
    });

    test('what is filtered is exported, which is an event, too', async ({ adminPage: page, api, assay }) => {
      const team = `=${unique('sum')}`;
      await native(assay.url, api)('POST', '/teams', { name: team });
      await page.goto(`/admin/audit?q=${encodeURIComponent(team)}`);
      for (const [button, name] of [
        ['CSV', 'csv'],
        ['JSON lines', 'jsonl'],
      ] as const) {
        await page.locator('summary', { hasText: 'Export' }).click();
        const download = page.waitForEvent('download');
        await page.getByRole('button', { name: button }).click();
        const file = await download;
        expect(file.suggestedFilename()).toMatch(new RegExp(`^audit \\d{4}-\\d\\d-\\d\\d\\.${name}$`));
        const lines = (await readFile(await file.path(), 'utf8')).trim().split('\n');
        expect(lines).toHaveLength(name === 'csv' ? 2 : 1);
        expect(lines.at(-1)).toContain(name === 'csv' ? `,'${team},` : team);
        await page.reload();
      }
      await page.goto('/admin/audit?type=audit');
      await expect(page.getByText('ada exported the audit.').first()).toBeVisible();
    });

    test("is in the console of a project's administrator with what is theirs, and nowhere for who may read none", async ({
      page,
      api,
      assay,
      complaints,
    }) => {
      complaints.expected.push(/status of 404/);
      const [project, local, plain, foreign] = [
        unique('p'),
        unique('local'),
        unique('plain'),
        unique('foreign'),
      ];
      const send = native(assay.url, api);
      for (const name of [project, foreign]) await send('POST', '/projects', { name });
      for (const name of [local, plain]) await send('POST', '/users', { name, password: PASSWORD });
      await send('POST', '/role-assignments', { role: 'admin', user: local, project });
      await send('POST', '/role-assignments', { role: 'viewer', user: plain });

      await page.goto('/admin/audit?type=project');
      await expect(page).toHaveURL(/\/sign-in\?from=/);
      await signIn(page, { name: local, password: PASSWORD });
      await page.goto('/');
      await page
        .getByRole('navigation', { name: 'Main' })
        .getByRole('link', { name: 'Admin' })
        .first()
        .click();
      await expect(page).toHaveURL(/\/admin$/);
      await expect(page.getByText('Nothing waits for you.')).toBeVisible();
      await page.getByRole('navigation', { name: 'Admin' }).getByRole('link', { name: 'Audit' }).click();
      await expect(page).toHaveURL(/\/admin\/audit$/);
      await expect(page.getByText(`created the project ${project}`)).toBeVisible();
      await page.goto('/admin/audit?type=project');
      await expect(page.getByText(`created the project ${foreign}`)).toHaveCount(0);
      await page.goto(`/admin/audit?project=${foreign}`);
      await expect(page.getByText(`There is no project ${foreign}`)).toBeVisible();

      await page.context().clearCookies();
      await signIn(page, { name: plain, password: PASSWORD });
      await page.goto('/');
      await expect(
        page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Admin' }),
      ).toHaveCount(0);
      for (const address of ['/admin', '/admin/audit']) {
        expect((await page.goto(address))?.status(), address).toBe(404);
        await expect(page.getByRole('heading', { name: 'Nothing here' })).toBeVisible();
      }
    });
  });

test('the page of an object leads to its history, for who may read that', async ({
  adminPage: page,
  api,
  assay,
}) => {
  const [project, viewer] = [unique('p'), unique('viewer')];
  const send = native(assay.url, api);
  await send('POST', '/projects', { name: project });
  await send('POST', '/users', { name: viewer, password: PASSWORD });
  await send('POST', '/role-assignments', { role: 'viewer', user: viewer, project });
  await page.goto(`/projects/${project}`);
  await page.getByRole('link', { name: 'History' }).click();
  await expect(page).toHaveURL(/\/admin\/audit\?object=/);
  await expect(page.getByText(`created the project ${project}`)).toBeVisible();
  await page.context().clearCookies();
  await signIn(page, { name: viewer, password: PASSWORD });
  await page.goto(`/projects/${project}`);
  await expect(page.getByRole('heading', { level: 1, name: project })).toBeVisible();
  await expect(page.getByRole('link', { name: 'History' })).toHaveCount(0);
});

test('keys lead to the console and back, move over events and open them', async ({ adminPage: page }) => {
  await page.goto('/projects/default');
  // Keys that are pressed before the page listens go nowhere.
  await expect(async () => {
    await page.keyboard.press('g');
    await page.keyboard.press('d');
    await expect(page).toHaveURL(/\/admin\/audit$/, { timeout: 3_000 });
  }).toPass();
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await expect(page.locator('li[data-row] details[open]')).toHaveCount(1);
  await page
    .getByRole('navigation', { name: 'Admin' })
    .getByRole('link', { name: 'Back to default' })
    .click();
  await expect(page).toHaveURL(/\/projects\/default$/);
  await page.keyboard.press('Control+k');
  await page.getByPlaceholder('Jump or do…').fill('audit');
  await page.getByRole('option', { name: 'Audit' }).click();
  await expect(page).toHaveURL(/\/admin\/audit$/);
});

test('an export with filters that mean nothing to the reader leads back to the page', async ({
  adminPage: page,
}) => {
  await page.goto('/admin/audit?project=nothing-has-this-name');
  await page.locator('summary', { hasText: 'Export' }).click();
  await page.getByRole('button', { name: 'CSV' }).click();
  await expect(page.getByText('Nothing was exported.')).toBeVisible();
});
