import { buffer } from 'node:stream/consumers';
import type { Page } from '@playwright/test';
import { ADMIN, expect, signIn, takenOver, test, unique } from './fixtures';
import { wrapped, ZenmlApi } from './zenml-api';

/** The three that every stack needs and a tracker, registered, with a secret in one. */
async function makeComponents(zenml: ZenmlApi) {
  const [cook, shelf, ledger, tracker] = ['cook', 'shelf', 'ledger', 'tracker'].map(unique) as [
    string,
    string,
    string,
    string,
  ];
  const components = [
    wrapped('orchestrator', cook),
    wrapped('artifact_store', shelf, { flavor: 's3', path: 's3://shelf', secret: 'hush-hush' }),
    wrapped('metadata_store', ledger, { flavor: 'sqlite', uri: 'ledger.db' }),
  ];
  for (const component of components) await zenml.registerComponent(component);
  await zenml.registerComponent(wrapped('experiment_tracker', tracker, { flavor: 'mlflow' }));
  return { cook, shelf, ledger, tracker, components };
}

const made = async (zenml: ZenmlApi, prefix = 'stack') => {
  const parts = await makeComponents(zenml);
  const name = unique(prefix);
  await zenml.registerStack(name, parts.components);
  return { ...parts, name };
};

const choose = async (page: Page, type: string, name: string) =>
  page.getByLabel(type, { exact: true }).selectOption(name);

for (const javaScriptEnabled of [true, false])
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });

    test('a stack is registered, changed, copied and deregistered, and clients see each @postgres', async ({
      adminPage: page,
      api,
      assay,
    }) => {
      const zenml = await ZenmlApi.as(assay.url, api);
      const { cook, shelf, ledger, tracker } = await makeComponents(zenml);
      const [name, renamed] = [unique('oven'), unique('kitchen')];
      const configuration = (stack: string) => zenml.request('GET', `/stack-configurations/${stack}`);
      await page.goto('/stacks');
      await page.getByRole('link', { name: 'Register stack' }).click();
      await page.getByLabel('Name', { exact: true }).fill(name);
      await choose(page, 'Orchestrator', cook);
      await choose(page, 'Artifact store', shelf);
      await page.getByRole('button', { name: 'Register stack' }).click();
      await expect(page).toHaveURL(`${assay.url}/stacks/${name}`);
      await expect(page.getByRole('region', { name: 'Metadata store' })).toContainText(
        'A pipeline needs one',
      );
      expect((await configuration(name)).body).toEqual({ orchestrator: cook, artifact_store: shelf });

      await page.getByRole('link', { name: 'Edit', exact: true }).click();
      await page.getByLabel('Name', { exact: true }).fill(renamed);
      await choose(page, 'Metadata store', ledger);
      await page.getByText('More components').click();
      await choose(page, 'Experiment tracker', tracker);
      await page.getByRole('button', { name: 'Save stack' }).click();
      await expect(page).toHaveURL(`${assay.url}/stacks/${renamed}`);
      await expect(page.getByText('A pipeline needs one')).toHaveCount(0);
      expect((await configuration(renamed)).body).toEqual({
        orchestrator: cook,
        artifact_store: shelf,
        metadata_store: ledger,
        experiment_tracker: tracker,
      });
      for (const part of ['', '/edit', '/runs', '/yaml']) {
        await page.goto(`/stacks/${name}${part}`);
        await expect(page).toHaveURL(`${assay.url}/stacks/${renamed}${part}`);
      }

      await page.goto(`/stacks/${renamed}`);
      await page.getByRole('link', { name: 'Copy', exact: true }).click();
      await expect(page.getByLabel('Name', { exact: true })).toHaveValue(`${renamed}-copy`);
      await page.getByRole('button', { name: 'Register stack' }).click();
      await expect(page).toHaveURL(`${assay.url}/stacks/${renamed}-copy`);
      expect((await configuration(`${renamed}-copy`)).body).toEqual((await configuration(renamed)).body);

      await page.getByRole('link', { name: 'Deregister' }).click();
      await expect(page.getByRole('heading', { level: 1, name: /^Deregister/ })).toBeVisible();
      await expect(page.getByText('4 components', { exact: true })).toBeVisible();
      await page.getByRole('button', { name: 'Deregister' }).click();
      await expect(page).toHaveURL(`${assay.url}/stacks`);
      expect((await configuration(`${renamed}-copy`)).status).toBe(404);
      const gone = await page.request.get(`/stacks/${renamed}-copy`);
      expect(gone.status()).toBe(410);
      expect(await gone.text()).toContain(ADMIN.name);
      expect((await page.request.get(`/components/orchestrator/${cook}`)).status()).toBe(200);
    });

    test('a refused stack keeps what was chosen, and says what is wrong beside it', async ({
      adminPage: page,
      api,
      assay,
    }) => {
      const zenml = await ZenmlApi.as(assay.url, api);
      const { name, cook, tracker } = await made(zenml, 'taken');
      await page.goto('/new-stack');
      await page.getByLabel('Name', { exact: true }).fill(name);
      await choose(page, 'Orchestrator', cook);
      await page.getByText('More components').click();
      await choose(page, 'Experiment tracker', tracker);
      await page.getByRole('button', { name: 'Register stack' }).click();
      await expect(page.getByLabel('Name', { exact: true })).toHaveAccessibleDescription(/already called/);
      await expect(page.getByLabel('Name', { exact: true })).toHaveValue(name);
      await expect(page.getByLabel('Orchestrator', { exact: true })).toHaveValue(cook);
      await expect(page.getByLabel('Experiment tracker', { exact: true })).toHaveValue(tracker);

      await page.getByLabel('Name', { exact: true }).fill(unique('fresh'));
      await zenml.request('DELETE', `/components/experiment_tracker/${tracker}`);
      await page.getByRole('button', { name: 'Register stack' }).click();
      await expect(page.getByLabel('Experiment tracker', { exact: true })).toHaveAccessibleDescription(
        new RegExp(`No experiment tracker named '${tracker}'`),
      );
      await expect(page.getByLabel('Experiment tracker', { exact: true })).toBeVisible();
    });

    test('a missing component is registered on the way, and what was typed is still there', async ({
      adminPage: page,
      api,
      assay,
    }) => {
      const { cook, ledger } = await makeComponents(await ZenmlApi.as(assay.url, api));
      const [name, bucket] = [unique('half done'), unique('bucket')];
      await page.goto('/new-stack');
      await page.getByLabel('Name', { exact: true }).fill(name);
      await choose(page, 'Orchestrator', cook);
      await choose(page, 'Metadata store', ledger);
      await page.getByLabel('Is one missing?').selectOption('artifact store');
      await page.getByRole('button', { name: 'Register it and come back' }).click();
      await page.getByRole('link', { name: 'gcp', exact: true }).click();
      await page.getByLabel('Name', { exact: true }).fill(bucket);
      await page.getByLabel('path', { exact: true }).fill('gs://bucket');
      await page.getByRole('button', { name: 'Register artifact store' }).click();
      await expect(page).toHaveURL(/\/new-stack\?/);
      await expect(page.getByLabel('Name', { exact: true })).toHaveValue(name);
      await expect(page.getByLabel('Artifact store', { exact: true })).toHaveValue(bucket);
      await page.getByRole('button', { name: 'Register stack' }).click();
      await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
      await expect(page.getByRole('region', { name: 'Artifact store' })).toContainText('gs://bucket');
    });

    test('who saw an older stack is told who changed it, and overwrites nothing', async ({
      adminPage: page,
      api,
      assay,
    }) => {
      const zenml = await ZenmlApi.as(assay.url, api);
      const { name, components, cook } = await made(zenml, 'race');
      await page.goto(`/stacks/${name}/edit`);
      await zenml.request('PUT', `/stacks/${name}`, { name, components: components.slice(0, 2) });
      await choose(page, 'Orchestrator', '');
      await page.getByRole('button', { name: 'Save stack' }).click();
      await expect(page.getByText(/ada changed this stack/)).toBeVisible();
      await expect(page.getByLabel('Orchestrator', { exact: true })).toHaveValue('');
      const { body } = await zenml.request('GET', `/stack-configurations/${name}`);
      expect(body).toMatchObject({ orchestrator: cook });
    });

    test('the file for zenml stack import has masks, and secrets for who asks', async ({
      adminPage: page,
      api,
      assay,
    }) => {
      const { name } = await made(await ZenmlApi.as(assay.url, api), 'file');
      await page.goto(`/stacks/${name}/yaml`);
      const file = page.getByRole('figure').filter({ hasText: `${name}.yaml` });
      await expect(file.first()).toContainText('path: s3://shelf');
      await expect(page.locator('main')).not.toContainText('hush-hush');
      const saved = async (button: string) => {
        const [download] = await Promise.all([
          page.waitForEvent('download'),
          page.getByRole('button', { name: button, exact: true }).click(),
        ]);
        expect(download.suggestedFilename()).toBe(`${name}.yaml`);
        return (await buffer(await download.createReadStream())).toString('utf8');
      };
      expect(await saved('Download')).toContain("secret: '********'");
      expect(await saved('Download with secrets')).toContain('secret: hush-hush');
      await page.getByRole('button', { name: 'Show with secrets' }).click();
      await expect(file.last()).toContainText('secret: hush-hush');
      await page.getByLabel('for client').selectOption('0.13.2');
      if (!javaScriptEnabled) await page.getByRole('button', { name: 'Write for it' }).click();
      await expect(page).toHaveURL(/release=0\.13\.2$/);
      await expect(file.first()).toContainText('zenml_version: 0.13.2');
    });
  });

test('stacks are found by name and component, in any order, all of it in the address, and by keys', async ({
  adminPage: page,
  api,
  assay,
}) => {
  const zenml = await ZenmlApi.as(assay.url, api);
  const { shelf, components } = await makeComponents(zenml);
  const prefix = unique('find');
  for (const letter of ['b', 'a']) await zenml.registerStack(`${prefix}-${letter}`, components);
  await zenml.registerStack(`${prefix}-c`, components.slice(0, 1));
  const rows = page.getByRole('link', { name: new RegExp(`^${prefix}-`) });
  await page.goto('/stacks');
  await page.getByRole('searchbox').fill(prefix);
  await expect(page).toHaveURL(new RegExp(`q=${prefix}`));
  await expect(rows).toHaveText(['a', 'b', 'c'].map((letter) => `${prefix}-${letter}`));
  await expect(page.getByRole('row', { name: `${prefix}-c` })).toContainText(
    'lacks an artifact store and a metadata store',
  );
  await page.getByRole('link', { name: 'Created' }).click();
  await expect(page).toHaveURL(new RegExp(`q=${prefix}&sort=created`));
  await expect(rows).toHaveText(['c', 'a', 'b'].map((letter) => `${prefix}-${letter}`));
  await page.goto(`/stacks?q=${shelf}`);
  await expect(rows).toHaveCount(2);
  await takenOver(page);
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`${assay.url}/stacks/${prefix}-a`);
  await page.keyboard.press('e');
  await expect(page).toHaveURL(`${assay.url}/stacks/${prefix}-a/edit`);
  await page.goto('/stacks');
  await expect(page.getByRole('link', { name: 'Register stack' })).toBeVisible();
  await takenOver(page);
  await page.keyboard.press('c');
  await expect(page).toHaveURL(`${assay.url}/new-stack`);
  await page.goto(`/stacks?q=${prefix}-none`);
  await expect(page.getByText('No stacks match.')).toBeVisible();
});

test('a stack tells its runs, and what is not as in the last of them', async ({
  adminPage: page,
  api,
  assay,
}) => {
  const zenml = await ZenmlApi.as(assay.url, api);
  const { name, components, shelf } = await made(zenml, 'used');
  const run = `${unique('bake')}-24_May_22-10_00_00_000000`;
  await page.goto(`/stacks/${name}`);
  await expect(page.getByText('No run that you may see has used this stack.')).toBeVisible();
  await zenml.registerRun({ name: run, pipeline: run.split('-24_')[0] ?? '', stack: name });
  await page.reload();
  await expect(page.getByText(/As it was in its last run/)).toContainText(run);
  await expect(page.getByRole('region', { name: `Configuration of ${shelf}` })).toContainText(
    'secret, stored',
  );
  await zenml.request('PUT', `/stacks/${name}`, { name, components: components.slice(0, 2) });
  await page.reload();
  const changes = page.getByRole('table', { name: `Changes since ${run}` });
  await expect(changes.getByRole('row', { name: 'metadata_store' })).toContainText('none');
  await page.getByRole('link', { name: 'Runs', exact: true }).click();
  await expect(page).toHaveURL(`${assay.url}/stacks/${name}/runs`);
  await page
    .getByRole('table', { name: `Runs on ${name}` })
    .getByRole('link', { name: run })
    .click();
  await expect(page).toHaveURL(`${assay.url}/projects/default/runs/${run}`);
  await page.goto(`/stacks/${name}/delete`);
  await expect(page.getByText('1 run keeps it as it was.')).toBeVisible();
});

test('who may only read is told why, who may read nothing finds nothing', async ({
  api,
  assay,
  browser,
  complaints,
}) => {
  complaints.expected.push(/404/);
  const { name } = await made(await ZenmlApi.as(assay.url, api), 'guarded');
  const send = (path: string, body: unknown) =>
    fetch(`${assay.url}/api/v1${path}`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${api.token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
  const password = 'quite-a-long-password-7';
  const open = async (role: string | null) => {
    const who = unique('reader');
    expect((await send('/users', { name: who, password })).ok).toBe(true);
    if (role !== null) expect((await send('/role-assignments', { role, user: who })).ok).toBe(true);
    const page = await (await browser.newContext({ baseURL: assay.url })).newPage();
    await signIn(page, { name: who, password });
    return page;
  };
  const viewer = await open('viewer');
  await viewer.goto(`/stacks/${name}`);
  for (const act of ['Edit', 'Copy', 'Deregister']) {
    await expect(viewer.getByRole('link', { name: act, exact: true })).toHaveCount(0);
    await viewer.locator('summary', { hasText: new RegExp(`^${act}`) }).click();
    await expect(viewer.getByText(/stack:/).filter({ visible: true })).toBeVisible();
    await viewer.keyboard.press('Escape');
  }
  for (const path of [`/stacks/${name}/edit`, `/stacks/${name}/delete`, '/new-stack']) {
    await viewer.goto(path);
    await expect(viewer.getByRole('heading', { name: /^You may not/ })).toBeVisible();
    await expect(viewer.locator('main').getByRole('button', { name: /stack|Deregister/ })).toHaveCount(0);
  }
  await viewer.goto(`/stacks/${name}/yaml`);
  await viewer.locator('summary', { hasText: 'Download with secrets' }).click();
  await expect(viewer.getByText('secret:read').filter({ visible: true })).toBeVisible();
  await expect(viewer.getByRole('button', { name: /with secrets/ })).toHaveCount(0);
  const requested = await viewer.request.post(`/stacks/${name}/yaml/download`, {
    form: { secrets: 'on' },
    headers: { Origin: assay.url },
    maxRedirects: 0,
  });
  expect([requested.status(), requested.headers()['location']]).toEqual([
    303,
    `/stacks/${name}/yaml?problem=forbidden`,
  ]);
  const stranger = await open(null);
  for (const path of ['/stacks', `/stacks/${name}`, `/stacks/${name}/yaml`])
    expect((await stranger.goto(path))?.status(), path).toBe(404);
});
