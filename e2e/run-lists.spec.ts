import type { Page } from '@playwright/test';
import { expectAccessible, expectNoSidewaysScroll } from './axe';
import { expect, takenOver, test, unique } from './fixtures';
import type { MlteApi } from './mlte-api';
import { ZenmlApi } from './zenml-api';

/** A project of the store with runs of two pipelines, the first on four days of May 2022. */
async function garden(url: string, api: MlteApi) {
  const zenml = await ZenmlApi.as(url, api);
  const [project, training, scoring] = [unique('garden'), unique('training'), unique('scoring')];
  const runs = ['24', '25', '26', '27'].map((day) => `${training}-${day}_May_22-10_00_00_000000`);
  for (const name of runs) await zenml.registerRun({ name, pipeline: training, stack: 'default', project });
  await zenml.registerRun({
    name: `${scoring}-30_May_22-10_00_00_000000`,
    pipeline: scoring,
    stack: 'default',
    project,
  });
  return { project, training, scoring, runs };
}

const rows = (page: Page, name: string | RegExp) => page.getByRole('table', { name }).getByRole('row');

for (const javaScriptEnabled of [true, false])
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });

    test('runs are filtered by the address, and each filter is taken away again @postgres', async ({
      adminPage: page,
      api,
      assay,
    }) => {
      const { project, training, runs } = await garden(assay.url, api);
      await page.goto(`/projects/${project}/runs`);
      await expect(rows(page, 'Runs')).toHaveCount(6);
      await page.getByText('+ filter').click();
      await page.getByLabel('Pipeline').fill(training);
      await page.getByLabel('Since').fill('2022-05-25');
      await page.getByLabel('Through').fill('2022-05-26');
      await page.getByRole('button', { name: 'Show these runs' }).click();
      await expect(page).toHaveURL(/since=2022-05-25/);
      await expect(rows(page, 'Runs')).toHaveCount(3);
      await expect(page.getByRole('link', { name: runs[1] ?? '' })).toBeVisible();
      await page.getByRole('link', { name: 'Remove until 2022-05-26' }).click();
      await expect(rows(page, 'Runs')).toHaveCount(4);
      await expect(page).not.toHaveURL(/until=2022/);
    });

    test('a filter that makes no sense says so and leaves nothing out', async ({
      adminPage: page,
      api,
      assay,
    }) => {
      const { project } = await garden(assay.url, api);
      await page.goto(`/projects/${project}/runs?commit=abc`);
      await expect(page.getByText(/at least four of the hex digits/)).toBeVisible();
      await expect(rows(page, 'Runs')).toHaveCount(6);
      await page.goto(`/projects/${project}/runs?user=nobody`);
      await expect(page.getByText('No runs match.')).toBeVisible();
      await page.getByRole('link', { name: 'Show all' }).click();
      await expect(rows(page, 'Runs')).toHaveCount(6);
    });

    test('ticked runs stand side by side', async ({ adminPage: page, api, assay }) => {
      const { project, runs } = await garden(assay.url, api);
      await page.goto(`/projects/${project}/runs`);
      for (const run of runs.slice(0, 2)) await page.getByLabel(`Pick ${run}`).check();
      await page.getByRole('button', { name: /^Compare/ }).click();
      await expect(page.getByRole('heading', { level: 1, name: 'Compare 2 runs' })).toBeVisible();
    });

    test('pages follow each other, and a pipeline tells when it ran and what changed', async ({
      adminPage: page,
      api,
      assay,
    }) => {
      const { project, training, runs } = await garden(assay.url, api);
      await page.goto(`/projects/${project}/pipelines`);
      await page.getByRole('link', { name: training }).click();
      await expect(page.getByRole('heading', { level: 1, name: training })).toBeVisible();
      await expect(page.getByText('4 runs, 24 May 2022 to 27 May 2022')).toBeVisible();
      const table = rows(page, `Runs of ${training}`);
      await expect(table).toHaveCount(5);
      await expect(table.nth(1)).toContainText('Same as the run before');
      await expect(table.nth(4)).toContainText('The first run');
      await page.getByText('As a table').click();
      await page.getByRole('link', { name: '25 May 2022' }).click();
      await expect(rows(page, 'Runs')).toHaveCount(2);
      await expect(page.getByRole('link', { name: runs[1] ?? '' })).toBeVisible();
    });

    test('an empty project gives the lines that connect a client, and its first run lands there @postgres', async ({
      adminPage: page,
      api,
      assay,
    }) => {
      const project = unique('meadow');
      expect((await api.request('POST', '/v1/projects', { name: project })).status).toBe(201);
      await page.goto(`/projects/${project}/runs`);
      await page.getByRole('button', { name: 'Create a token and show the lines' }).click();
      const lines = await page.getByText('zenml profile create').innerText();
      const address = /--url (\S+) --user default\nzenml profile set assay/.exec(lines)?.[1] ?? '';
      expect(address).toMatch(new RegExp(`^${assay.url}/api/zenml/assay_zenml_\\w+$`));
      expect((await fetch(`${address}/stack-configurations`)).status).toBe(200);
      const run = {
        name: unique('run'),
        zenml_version: '0.8.1',
        git_sha: null,
        pipeline: { name: 'first', docstring: null, steps: [] },
        stack: { name: 'default', components: [] },
        runtime_configuration: {},
        project_name: null,
      };
      const registered = await fetch(`${address}/pipeline_runs`, {
        method: 'POST',
        body: new TextEncoder().encode(JSON.stringify(run)),
      });
      expect(registered.status).toBe(200);
      await page.goto(`/projects/${project}/runs`);
      await expect(page.getByText('zenml profile create')).toHaveCount(0);
      await expect(page.getByRole('link', { name: run.name })).toBeVisible();
    });

    test('the account makes tokens for ZenML clients and tells them from others', async ({
      adminPage: page,
    }) => {
      const name = unique('laptop');
      await page.goto('/account');
      const form = page
        .locator('#tokens form')
        .filter({ has: page.getByRole('button', { name: 'Create token' }) });
      await form.getByLabel('Name').fill(name);
      await form.getByLabel('For').selectOption({ label: 'ZenML clients' });
      await form.getByRole('button', { name: 'Create token' }).click();
      const lines = await page.getByText('zenml profile create').innerText();
      const address = /--url (\S+) --user default/.exec(lines)?.[1] ?? '';
      const answered = await fetch(`${address}/stack-configurations`);
      expect(Object.keys((await answered.json()) as object)[0]).toBe('default');
      await page.goto('/account');
      await expect(page.getByText(address.split('/').at(-1) ?? '')).toHaveCount(0);
      await expect(page.getByRole('row').filter({ hasText: name })).toContainText('ZenML');
    });
  });

test('the keyboard moves over runs, ticks them, compares them, and goes to their pages', async ({
  adminPage: page,
  api,
  assay,
}) => {
  const { project } = await garden(assay.url, api);
  await page.goto(`/projects/${project}/runs`);
  const compare = page.getByRole('button', { name: /^Compare/ });
  await expect(compare).toHaveAttribute('aria-disabled', 'true');
  await takenOver(page);
  for (const key of ['j', 'x', 'j', 'x']) await page.keyboard.press(key);
  await expect(compare).toHaveText(/Compare 2/);
  await page.keyboard.press('c');
  await expect(page.getByRole('heading', { level: 1, name: 'Compare 2 runs' })).toBeVisible();
  for (const [key, title] of [
    ['p', 'Pipelines'],
    ['r', 'Runs'],
    ['s', 'Stacks'],
    ['o', 'Components'],
    ['f', 'Flavors'],
    ['j', 'Projects'],
  ] as const) {
    await page.keyboard.press('g');
    await page.keyboard.press(key);
    await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
    const here = page
      .getByRole('complementary', { name: 'Sidebar' })
      .getByRole('link', { name: title, exact: true });
    await expect(here).toHaveAttribute('aria-current', 'page');
  }
});

test('the palette finds runs, pipelines, stacks, components and flavors by name', async ({
  adminPage: page,
  api,
  assay,
}) => {
  const { project, training, runs } = await garden(assay.url, api);
  await page.goto(`/projects/${project}/runs`);
  const input = page.getByRole('dialog').getByRole('combobox');
  await takenOver(page);
  await page.keyboard.press('Control+k');
  await expect(input).toBeFocused();
  const found = (name: string | RegExp) => page.getByRole('dialog').getByRole('option', { name });
  await page.keyboard.type(training);
  await expect(found(runs[3] ?? '')).toBeVisible();
  await found(new RegExp(`^${training} ?${project}$`)).click();
  await expect(page.getByRole('heading', { level: 1, name: training })).toBeVisible();
  await page.keyboard.press('Control+k');
  await expect(input).toBeFocused();
  await page.keyboard.type('default');
  for (const group of ['Stacks', 'Components'])
    await expect(page.getByRole('dialog').getByText(group, { exact: true }).first()).toBeVisible();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('kubeflow');
  await expect(found(/^kubeflow ?orchestrator$/)).toBeVisible();
});

test('a list of a phone is two lines a run, and a search keeps what is typed on', async ({
  adminPage: page,
  api,
  assay,
}) => {
  const { project, training } = await garden(assay.url, api);
  await page.setViewportSize({ width: 360, height: 740 });
  for (const path of ['runs', 'pipelines', `pipelines/${training}`]) {
    await page.goto(`/projects/${project}/${path}`);
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  }
  await page.goto(`/projects/${project}/runs`);
  const row = await rows(page, 'Runs').nth(1).boundingBox();
  expect(row?.height).toBeLessThan(80);
  await page.getByLabel('Search runs').pressSequentially(training.slice(0, 10), { delay: 20 });
  await expect(page).toHaveURL(/q=training/);
  await page.keyboard.type(training.slice(10));
  await expect(page.getByLabel('Search runs')).toHaveValue(training);
});
