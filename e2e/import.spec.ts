import { buffer } from 'node:stream/consumers';
import type { Page } from '@playwright/test';
import yazl from 'yazl';
import { expectAccessible } from './axe';
import { expect, test, unique } from './fixtures';
import { sampleArtifacts } from './samples';

/** A file-system store of one model as a zip, as somebody would pack it. */
async function zipOf(model: string, extra: Readonly<Record<string, string>> = {}): Promise<Buffer> {
  const zip = new yazl.ZipFile();
  for (const { header, body } of sampleArtifacts) {
    if (header.type === 'report') continue;
    const folder = header.type === 'card' || header.type === 'suite' ? '' : 'v1/';
    const file = { header: { ...header, timestamp: 1_700_000_000, creator: 'grace', level: 'model' }, body };
    zip.addBuffer(
      Buffer.from(JSON.stringify(file, null, 4)),
      `store/models/${model}/${folder}${header.identifier}.json`,
    );
  }
  for (const [name, text] of Object.entries(extra)) zip.addBuffer(Buffer.from(text), name);
  zip.end();
  return buffer(zip.outputStream);
}

async function upload(page: Page, zip: Buffer): Promise<void> {
  await page.goto('/import');
  await page
    .getByLabel('Archive')
    .setInputFiles({ name: 'store.zip', mimeType: 'application/zip', buffer: zip });
  await page.getByRole('button', { name: 'See what would happen' }).click();
}

test('a store is uploaded, looked at, brought in, and bringing it in again changes nothing @postgres', async ({
  adminPage: page,
  api,
}) => {
  const model = unique('imported');
  const zip = await zipOf(model);
  await upload(page, zip);
  await expect(page.getByRole('heading', { level: 1, name: 'Import into default' })).toBeVisible();
  await expectAccessible(page);
  expect((await api.request('GET', `/model/${model}`)).status).toBe(404);

  await page.getByRole('button', { name: /^Import/ }).click();
  await expect(page.getByText('Imported into default.')).toBeVisible();
  const card = await api.readArtifact(model, 'v1', 'card.default');
  expect(card).toMatchObject({ header: { creator: 'grace', timestamp: 1_700_000_000 } });

  await page.goto(`/projects/default/models/${model}/versions/v1/artifacts/results.default`);
  await expect(page.getByText('Slower than 200 ms').first()).toBeVisible();
  await expect(page.getByText('grace').first()).toBeVisible();

  await upload(page, zip);
  await expect(page.getByRole('heading', { level: 1, name: 'Import into default' })).toBeVisible();
  await expect(page.getByRole('button', { name: /^Import/ })).toHaveCount(0);
  await page.goto(`/projects/default/models/${model}/artifacts/card.default/revisions`);
  await expect(page.getByRole('table', { name: 'Revisions' }).getByRole('row')).toHaveCount(2);
});

test('what is no archive is refused on the page', async ({ adminPage: page, complaints }) => {
  complaints.expected.push(/status of 4\d\d/);
  await upload(page, Buffer.from('This is a letter.'));
  await expect(page.getByText(/archive|zip/i).first()).toBeVisible();
  await expect(page).toHaveURL(/\/import$/);
});

test('a large body that is no multipart form is refused, not a fault', async ({ adminPage: page, assay }) => {
  const reply = await page.request.post('/import/upload', {
    headers: {
      'Content-Type': 'multipart/form-data; boundary=none',
      Origin: assay.url,
      'Sec-Fetch-Site': 'same-origin',
    },
    data: Buffer.alloc(1_500_000, 'x'),
  });
  expect(reply.status()).toBe(400);
  expect(await reply.json()).toEqual({ detail: 'The body is no multipart form.' });
});
