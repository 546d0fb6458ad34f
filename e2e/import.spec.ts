import { randomUUID } from 'node:crypto';
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
    .getByLabel('File', { exact: true })
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

/** A LocalZenStore of one person, one role and one run, as a zip. */
async function zenZip(id: string): Promise<Buffer> {
  const zip = new yazl.ZipFile();
  const uuid = randomUUID();
  const config = Buffer.from(`name: easel-${id}\nuuid: ${uuid}\n`);
  const stacks = `users:
- {creation_date: '2022-05-24T10:00:00', id: ${randomUUID()}, name: mia-${id}}
roles:
- {creation_date: '2022-05-24T10:00:00', id: ${randomUUID()}, name: painter-${id}, permissions: []}
stack_components: {orchestrator: {easel-${id}: local}}
stacks: {studio-${id}: {orchestrator: easel-${id}, artifact_store: gone}}
`;
  const runs = `pipeline_runs:
  paint:
  - git_sha: null
    name: paint-${id}
    pipeline: {name: paint, docstring: null, steps: [{name: mix, docstring: null}]}
    project_name: shop-${id}
    runtime_configuration: {schedule: null}
    stack: {name: studio-${id}, components: [{type: orchestrator, flavor: local, name: easel-${id}, uuid: ${uuid}, config: ${config.toString('base64')}}]}
    user_id: ${randomUUID()}
    zenml_version: 0.8.1
`;
  for (const [name, text] of [
    ['stacks.yaml', stacks],
    ['pipeline_runs.yaml', runs],
  ] as const)
    for (const profile of ['default', 'other'])
      zip.addBuffer(
        Buffer.from(text.replaceAll(id, profile === 'other' ? `o${id}` : id)),
        `zenml/profiles/${profile}/${name}`,
      );
  zip.addBuffer(config, `zenml/profiles/default/orchestrators/easel-${id}.yaml`);
  zip.end();
  return buffer(zip.outputStream);
}

test('of a ZenML configuration one profile is chosen, what it lacks is told, and its roles wait for a word @postgres', async ({
  adminPage: page,
}) => {
  const id = unique('zen');
  await upload(page, await zenZip(id));
  await page.getByRole('link', { name: 'default', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: `Import into shop-${id}` })).toBeVisible();
  await expect(
    page
      .getByText('Left out: artifact store gone is not in the store, or was refused.')
      .filter({ visible: true }),
  ).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: /^Import/ }).click();
  await expect(page.getByRole('link', { name: `Runs of shop-${id}` })).toBeVisible();
  await page.getByRole('link', { name: 'Decide what their roles may' }).click();
  await expect(page.getByRole('checkbox', { name: `painter-${id}`, exact: true })).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel(`painter-${id}`, { exact: true }).check();
  await page.getByLabel(`What painter-${id} may do`).selectOption('viewer');
  await page.getByRole('button', { name: 'Give the ticked roles their permissions' }).click();
  await expect(page.getByLabel(`painter-${id}`, { exact: true })).toHaveCount(0);
  await page.goto(`/projects/shop-${id}/runs`);
  await expect(page.getByText(`paint-${id}`).first()).toBeVisible();
});

test('of components that are here with other settings one chooses, sees what that does, and gets it @postgres', async ({
  adminPage: page,
}) => {
  const id = unique('k8s');
  const send = async (team: string, cluster: string) => {
    const text = `zenml_version: 0.13.2
stack_name: ${team}-${id}
components:
  artifact_store: {flavor: s3, name: bucket-${id}, path: "s3://${team}"}
  orchestrator: {flavor: kubernetes, name: k8s-${id}, kubernetes_context: ${cluster}}
`;
    await upload(page, Buffer.from(text));
  };
  await send('one', 'cluster-a');
  await page.getByRole('button', { name: /^Import/ }).click();
  await expect(page.getByText('Imported.')).toBeVisible();

  await send('two', 'cluster-b');
  await expect(
    page.getByRole('heading', { name: 'Components that are here with other settings' }),
  ).toBeVisible();
  await expect(page.getByText('cluster-a', { exact: true })).toBeVisible();
  await expectAccessible(page);
  const choice = page.getByLabel(`What becomes of orchestrator k8s-${id}`);
  await expect(choice.locator('option').nth(2)).toHaveText(`Replace the one here: stack one-${id} with it`);
  await choice.selectOption({ label: 'Use the one here' });
  await page.getByRole('button', { name: 'See what that does' }).click();
  await expect(page).toHaveURL(/conflict/);
  const note = page.getByText(`Uses the orchestrator k8s-${id} that is here`).filter({ visible: true });
  await expect(note).toBeVisible();
  await expect(choice).toHaveValue('keep');

  await page.getByRole('button', { name: /^Import/ }).click();
  await expect(page.getByText('Imported.')).toBeVisible();
  await expect(choice).toHaveCount(0);
  await page.goto(`/stacks/two-${id}`);
  await expect(page.getByRole('link', { name: `bucket-${id}-2` })).toBeVisible();
  await expect(page.getByRole('link', { name: `k8s-${id}`, exact: true }).first()).toBeVisible();
});
