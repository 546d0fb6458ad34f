import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import type { Page } from '@playwright/test';
import bcrypt from 'bcryptjs';
import yazl from 'yazl';
import { expectAccessible } from './axe';
import { ADMIN, expect, signIn, test, unique } from './fixtures';
import type { MlteApi } from './mlte-api';
import { sampleArtifacts } from './samples';

async function writeModel(api: MlteApi, model: string): Promise<void> {
  for (const artifact of sampleArtifacts)
    if (artifact.header.type !== 'report') await api.writeArtifact(model, 'v1', artifact, { parents: true });
}

async function download(page: Page): Promise<{ name: string; bytes: Buffer }> {
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download' }).click();
  const file = await coming;
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}

async function upload(page: Page, name: string, bytes: Buffer): Promise<void> {
  await page.goto('/import');
  await page
    .getByLabel('File', { exact: true })
    .setInputFiles({ name, mimeType: 'application/zip', buffer: bytes });
  await page.getByRole('button', { name: 'See what would happen' }).click();
  await expect(page.getByRole('heading', { level: 1, name: /^Import into/ })).toBeVisible();
}

/** A store with one person, who administered it and was in a group that may read catalogs. */
async function peopleZip(name: string, group: string, hash: string): Promise<Buffer> {
  const zip = new yazl.ZipFile();
  const add = (path: string, value: unknown) => zip.addBuffer(Buffer.from(JSON.stringify(value)), path);
  const permission = { resource_type: 'catalog', resource_id: null, method: 'get' };
  add(`users/groups/${group}.json`, { name: group, permissions: [permission] });
  add(`users/users/${name}.json`, {
    ...{ username: name, email: null, full_name: null, disabled: false, role: 'admin' },
    groups: [{ name: group, permissions: [] }],
    hashed_password: hash,
  });
  zip.end();
  return buffer(zip.outputStream);
}

for (const javaScriptEnabled of [true, false])
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });

    test('a model is exported from its page, and importing it again changes nothing', async ({
      adminPage: page,
      api,
    }) => {
      const model = unique('exported');
      await writeModel(api, model);
      await page.goto(`/projects/default/models/${model}`);
      await page
        .getByRole('link', { name: 'Export' })
        .filter({ hasText: /^Export$/ })
        .last()
        .click();
      await expect(page).toHaveURL(new RegExp(`/export\\?project=default&model=${model}`));
      await expect(page.getByText(`Model ${model} of project default`)).toBeVisible();
      for (const [format, ending] of [
        ['File-system store, zip', `default ${model}.zip`],
        ['store_export.zip', 'store_export.zip'],
      ] as const) {
        await page.goto(`/export?project=default&model=${model}`);
        await page.getByLabel(format).check();
        const { name, bytes } = await download(page);
        expect(name).toBe(ending);
        await upload(page, name, bytes);
        await expect(page.getByRole('button', { name: /^Import/ })).toHaveCount(0);
        await expect(page.getByText('here already')).toBeVisible();
      }
    });

    test('imported groups get what they had only on an administrator’s word @postgres', async ({
      adminPage: page,
      browser,
      assay,
    }) => {
      const [name, group] = [unique('mover'), unique('readers')];
      const password = 'a lot of orchard pears';
      await upload(page, 'store.zip', await peopleZip(name, group, await bcrypt.hash(password, 12)));
      await page.getByRole('button', { name: /^Import \d/ }).click();
      await expect(page.getByText('Imported into default.')).toBeVisible();
      await page.getByRole('link', { name: 'Decide what their roles may' }).click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Permissions of imported roles');
      if (javaScriptEnabled) await expectAccessible(page);

      const row = page.getByRole('row').filter({ hasText: group });
      await expect(row.getByText('catalog: read').filter({ visible: true })).toBeVisible();
      for (const box of await page.getByRole('checkbox').all()) await box.uncheck();
      await row.getByRole('checkbox').check();
      await page.getByRole('button', { name: 'Give the ticked roles' }).click();
      await expect(row).toHaveCount(0);

      const mover = await browser.newContext({ baseURL: assay.url });
      const theirs = await mover.newPage();
      // Twice: the first sign-in keeps the password as this store does.
      await signIn(theirs, { name, password });
      await mover.clearCookies();
      await signIn(theirs, { name, password });
      await theirs.goto('/catalog');
      await expect(theirs.getByRole('heading', { level: 1, name: 'Catalog' })).toBeVisible();
      await expect(theirs.getByText('catalog:read')).toHaveCount(0);
      await theirs.goto('/export');
      await expect(theirs.getByText('There is no project here')).toBeVisible();
      await mover.close();

      await page.goto('/import/permissions');
      await page.getByRole('button', { name: `Leave ${name} as they are` }).click();
      await expect(page.getByRole('button', { name: `Make ${name} an administrator` })).toHaveCount(0);
    });
  });

test('the whole store goes out with password hashes only when they are asked for', async ({
  adminPage: page,
}) => {
  await page.goto('/export');
  await page.getByLabel('File-system store, tar.gz').check();
  expect((await download(page)).name).toBe('store.tar.gz');
  await page.getByLabel('store_export.zip').check();
  const { bytes } = await download(page);
  await page.getByLabel('Password hashes too').check();
  expect((await download(page)).bytes.length).toBeGreaterThan(bytes.length);
  await expect(page.getByText(ADMIN.name).first()).toBeVisible();
});

test('the zen store goes out as ZenML keeps it, in a zip or as one file', async ({ adminPage: page }) => {
  await page.goto('/export');
  await page.getByLabel('LocalZenStore, zip').check();
  const zip = await download(page);
  expect([zip.name, zip.bytes.subarray(0, 2).toString()]).toEqual(['zenml.zip', 'PK']);
  await page.getByLabel('SqlZenStore, one file').check();
  await page.getByLabel('Secrets of components too').check();
  await page.getByLabel('What').selectOption({ label: 'Project default' });
  const file = await download(page);
  expect([file.name, file.bytes.subarray(0, 15).toString()]).toEqual(['default zenml.db', 'SQLite format 3']);
});

test('a download is refused to a foreign page and to a body that is no form', async ({
  adminPage: page,
  assay,
}) => {
  const send = (headers: Record<string, string>, data: string) =>
    page.request.post('/export/download', { headers, data, maxRedirects: 0 });
  const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
  const foreign = await send({ ...form, Origin: 'https://elsewhere.example' }, 'format=zip');
  expect(foreign.status()).toBe(403);
  const own = { Origin: assay.url, 'Sec-Fetch-Site': 'same-origin' };
  const unreadable = await send({ ...own, 'Content-Type': 'application/json' }, '{}');
  expect(unreadable.status()).toBe(400);
  const absent = await send({ ...own, ...form }, 'project=nowhere&format=zip');
  expect([absent.status(), absent.headers()['location']]).toEqual([
    303,
    '/export?project=nowhere&format=zip&problem=not_found',
  ]);
});
