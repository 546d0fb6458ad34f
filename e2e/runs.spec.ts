import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { expectAccessible, expectNoSidewaysScroll } from './axe';
import { ADMIN, expect, signIn, takenOver, test, unique } from './fixtures';
import type { MlteApi } from './mlte-api';
import { sampleArtifacts } from './samples';

/** The doors that runs come through: that of ZenML clients, and the native one, as one person. */
class Doors {
  readonly #url: string;
  readonly #token: string;
  readonly #zenml: string;

  private constructor(url: string, token: string, zenml: string) {
    this.#url = url;
    this.#token = token;
    this.#zenml = zenml;
  }

  static async of(url: string, { token }: Pick<MlteApi, 'token'>): Promise<Doors> {
    const made = await fetch(`${url}/api/v1/tokens`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ name: 'client', kind: 'zenml', expiresInDays: 1 }),
    });
    expect(made.status).toBe(201);
    return new Doors(url, token, ((await made.json()) as { token: string }).token);
  }

  /** What a ZenML client posts when a pipeline starts. */
  async register(run: {
    readonly project: string;
    readonly pipeline: string;
    readonly name: string;
    readonly steps?: readonly string[];
    readonly sha?: string | null;
    readonly path?: string;
    readonly configuration?: object;
  }): Promise<void> {
    const steps = (run.steps ?? ['importer', 'trainer', 'evaluator']).map((name) => ({
      name,
      docstring: `Does ${name}.`,
    }));
    const uuid = randomUUID();
    const config = JSON.stringify({
      name: 'bucket',
      uuid,
      path: run.path ?? 's3://a',
      key: 'hunter2',
    });
    const response = await fetch(`${this.#url}/api/zenml/${this.#zenml}/pipeline_runs`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({
        name: run.name,
        zenml_version: '0.8.1',
        git_sha: run.sha ?? null,
        pipeline: { name: run.pipeline, docstring: 'Trains.', steps },
        stack: {
          name: 'elsewhere',
          components: [
            {
              type: 'artifact_store',
              flavor: 's3',
              name: 'bucket',
              uuid,
              config: Buffer.from(config).toString('base64'),
            },
          ],
        },
        runtime_configuration: { run_name: run.name, ...run.configuration },
        user_id: randomUUID(),
        project_name: run.project,
      }),
    });
    expect(response.status, await response.text()).toBe(200);
  }

  async native(method: string, path: string, body?: unknown): Promise<number> {
    const response = await fetch(`${this.#url}/api/v1${path}`, {
      method,
      headers: { Authorization: `Bearer ${this.#token}`, 'Content-Type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return response.status;
  }
}

/** Three runs of a pipeline, the second on another commit, the third with another bucket. */
async function threeRuns(doors: Doors) {
  const [project, pipeline] = [unique('garden'), unique('flowers')];
  const names = ['01_May_22', '02_May_22', '03_May_22'].map((day) => `${pipeline}-${day}-10_00_00_000000`);
  const [first = '', second = '', third = ''] = names;
  const at = { project, pipeline };
  await doors.register({ ...at, name: first, sha: 'a'.repeat(40) });
  await doors.register({ ...at, name: second, sha: 'b'.repeat(40), configuration: { enable_cache: true } });
  await doors.register({ ...at, name: third, sha: 'b'.repeat(40), path: 's3://other' });
  const page = (run: string, part = '') => `/projects/${project}/runs/${run}${part}`;
  return { project, pipeline, first, second, third, page };
}

const tab = (page: Page, name: RegExp) =>
  page.getByRole('navigation', { name: 'Parts of the run' }).getByRole('link', { name });

for (const javaScriptEnabled of [true, false])
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });

    test('a run tells its steps, what changed, its stack and configuration, and nobody its secrets @postgres', async ({
      adminPage: page,
      api,
      assay,
    }) => {
      const { second, third, page: at } = await threeRuns(await Doors.of(assay.url, api));
      await page.goto(at(second));
      await expect(page.getByRole('heading', { level: 1 })).toContainText('2 May 2022 10:00:00');
      const steps = page.getByRole('table', { name: /^Steps/ });
      await expect(steps.getByRole('row')).toHaveText([/Step/, /importer/, /trainer/, /evaluator/]);
      await expect(page.getByRole('region', { name: 'Graph of the steps' })).toHaveCount(0);
      const changes = page.getByRole('table', { name: /^Changes since/ });
      await expect(changes.getByRole('row', { name: /commit/ })).toContainText('aaaaaaa');
      await expect(changes.getByRole('row', { name: /enable_cache/ })).toContainText('true');
      await expect(changes.getByRole('row')).toHaveCount(3);
      await expect(page.getByRole('complementary', { name: 'Facts' })).toContainText('ZenML 0.8.1');

      await page.goto(at(third));
      await expect(changes.getByRole('row', { name: /artifact_store.path/ })).toContainText('s3://other');
      await tab(page, /Stack/).click();
      await expect(page.getByText('Never registered here')).toBeVisible();
      await expect(page.getByRole('table', { name: 'Components' })).toContainText('secret, hidden');
      await tab(page, /Configuration/).click();
      await expect(page.getByRole('region', { name: 'Runtime configuration' })).toContainText(third);
      for (const part of ['', '/stack', '/configuration']) {
        await page.goto(at(third, part));
        expect(await page.content()).not.toContain('hunter2');
      }
    });

    test('runs are picked and compared, differences alone first @postgres', async ({
      adminPage: page,
      api,
      assay,
    }) => {
      const { project, first, second, third, page: at } = await threeRuns(await Doors.of(assay.url, api));
      await page.goto(at(third));
      await page.getByRole('link', { name: /^Compare/ }).click();
      await expect(page.getByRole('checkbox', { name: third })).toBeChecked();
      await expect(page.getByRole('checkbox', { name: second })).toBeChecked();
      await page.getByRole('searchbox').fill(first);
      await page.getByRole('button', { name: 'Search' }).click();
      await expect(page.getByRole('checkbox', { name: second })).toBeChecked();
      await page.getByRole('checkbox', { name: first }).check();
      await page.getByRole('button', { name: 'Compare those ticked' }).click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Compare 3 runs');
      const table = page.getByRole('region', { name: 'Runs side by side' });
      await expect(table.getByRole('columnheader')).toHaveCount(3);
      await expect(table.getByRole('rowheader', { name: 'artifact_store.path' })).toBeVisible();
      await expect(table.getByRole('rowheader', { name: 'artifact_store', exact: true })).toHaveCount(0);
      await page.getByRole('link', { name: /^All/ }).click();
      await expect(page).toHaveURL(/show=all/);
      await expect(table.getByRole('rowheader', { name: 'artifact_store', exact: true })).toBeVisible();
      await table.getByRole('link', { name: `Leave out ${first}` }).click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Compare 2 runs');
      await expect(page).toHaveURL(/show=all/);
      await table.getByRole('link', { name: third }).click();
      await expect(page).toHaveURL(new RegExp(`/projects/${project}/runs/${third}$`));
    });

    test('deleting a run tells what goes, and its addresses say afterwards who did it @postgres', async ({
      adminPage: page,
      api,
      assay,
      complaints,
    }) => {
      complaints.expected.push(/410/);
      const { project, second, page: at } = await threeRuns(await Doors.of(assay.url, api));
      await page.goto(at(second));
      const permalink = await page.getByRole('link', { name: /^\/r\// }).getAttribute('href');
      await page.getByRole('link', { name: 'Delete' }).click();
      await expect(page.getByText('3 steps and 0 links to artifacts')).toBeVisible();
      await page.getByRole('button', { name: 'Delete run' }).click();
      await expect(page).toHaveURL(new RegExp(`/projects/${project}/runs$`));
      for (const address of [at(second), at(second, '/stack'), permalink ?? '']) {
        expect((await page.goto(address))?.status(), address).toBe(410);
        await expect(page.getByText(`${ADMIN.name} deleted it on`)).toBeVisible();
      }
      await page.goto(at(second.replace('02_May', '03_May')));
      await expect(page.getByRole('complementary', { name: 'Facts' })).not.toContainText(second);
    });
  });

test('upstream steps make a graph, times make bars, and each step says what it comes after', async ({
  adminPage: page,
  api,
  assay,
}) => {
  const doors = await Doors.of(assay.url, api);
  const { first, page: at } = await threeRuns(doors);
  const report = await doors.native('PATCH', at(first), {
    status: 'failed',
    endedAt: '2022-05-01T10:10:00Z',
    steps: [
      {
        name: 'importer',
        upstream: [],
        status: 'completed',
        startedAt: '2022-05-01T10:00:00Z',
        endedAt: '2022-05-01T10:03:20Z',
      },
      { name: 'trainer', upstream: ['importer'], status: 'cached' },
      { name: 'evaluator', upstream: ['trainer'], status: 'failed' },
    ],
  });
  expect(report).toBe(204);
  await page.goto(at(first));
  await expect(page.getByRole('region', { name: 'Graph of the steps' })).toBeVisible();
  const steps = page.getByRole('table', { name: /^Steps/ });
  await expect(steps.getByRole('row', { name: /evaluator/ })).toContainText('Failed');
  await expect(steps.getByRole('row', { name: /importer/ }).first()).toContainText('3 min 20 s');
  await steps
    .getByRole('row', { name: /evaluator/ })
    .getByRole('link', { name: 'trainer' })
    .click();
  await expect(page).toHaveURL(/#step-2$/);
  await expect(page.getByRole('complementary', { name: 'Facts' })).toContainText('10 min');
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page);
  }
  await page.setViewportSize({ width: 360, height: 740 });
  await expectNoSidewaysScroll(page);
});

test('a run leads to what it produced, and that leads back', async ({ adminPage: page, api, assay }) => {
  const doors = await Doors.of(assay.url, api);
  const { first, page: at } = await threeRuns(doors);
  const model = unique('sorter');
  const [sample] = sampleArtifacts.filter(({ header }) => header.identifier === 'evidence.accuracy');
  await api.writeArtifact(model, 'v1', sample, { parents: true });
  await page.goto(at(first, '/artifacts'));
  await expect(page.getByText(/curl -X PUT .*\/artifacts\/evidence\.accuracy/)).toBeVisible();
  const link = `${at(first)}/models/${model}/versions/v1/artifacts/evidence.accuracy?project=default`;
  expect(await doors.native('PUT', link, { revision: 1, step: 'evaluator' })).toBe(204);
  await page.reload();
  const row = page
    .getByRole('table', { name: 'Artifacts of the run' })
    .getByRole('row', { name: /evidence/ });
  await expect(row).toContainText('evaluator');
  await row.getByRole('link', { name: 'evidence.accuracy' }).click();
  const facts = page.getByRole('complementary', { name: 'Facts' });
  await expect(facts).toContainText('step evaluator, revision 1');
  await facts.getByRole('link', { name: first }).click();
  await expect(page).toHaveURL(new RegExp(`/runs/${first}$`));
});

test('keys lead to the run before, the run after and the comparison', async ({
  adminPage: page,
  api,
  assay,
}) => {
  const { first, second, third, page: at } = await threeRuns(await Doors.of(assay.url, api));
  await page.goto(at(second));
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
  await takenOver(page);
  await page.keyboard.press('p');
  await expect(page).toHaveURL(new RegExp(`${first}$`));
  await expect(page.getByRole('link', { name: second })).toBeVisible();
  await page.keyboard.press('n');
  await expect(page).toHaveURL(new RegExp(`${second}$`));
  await expect(page.getByRole('link', { name: third })).toBeVisible();
  await page.keyboard.press('c');
  await expect(page.getByRole('heading', { level: 1, name: 'Compare runs' })).toBeVisible();
  await page.getByRole('button', { name: 'Compare those ticked' }).press('Enter');
  const table = page.getByRole('region', { name: 'Runs side by side' });
  await table.focus();
  await page.setViewportSize({ width: 360, height: 740 });
  await expectNoSidewaysScroll(page);
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => table.evaluate((box) => box.scrollLeft)).toBeGreaterThan(0);
});

test('a permalink and every address of a run survive the renaming of their project', async ({
  adminPage: page,
  api,
  assay,
}) => {
  const doors = await Doors.of(assay.url, api);
  const { project, first, second, page: at } = await threeRuns(doors);
  const renamed = unique('orchard');
  await page.goto(at(first));
  const permalink = await page.getByRole('link', { name: /^\/r\// }).getAttribute('href');
  const compare = await page.getByRole('link', { name: /^Compare/ }).getAttribute('href');
  expect(await doors.native('PATCH', `/projects/${project}`, { name: renamed })).toBe(200);
  for (const [old, now] of [
    [permalink ?? '', `/projects/${renamed}/runs/${first}`],
    [at(first), `/projects/${renamed}/runs/${first}`],
    [at(second, '/stack'), `/projects/${renamed}/runs/${second}/stack`],
    [compare ?? '', `/projects/${renamed}/compare`],
  ] as const) {
    await page.goto(old);
    await expect(page).toHaveURL(new RegExp(`${now}(\\?|$)`));
    await expect(page.getByRole('heading', { level: 1 })).not.toHaveText('Nothing here');
  }
});

test('who reads another project finds nothing, and who only reads is told why they may not delete', async ({
  api,
  assay,
  browser,
}) => {
  const doors = await Doors.of(assay.url, api);
  const { project, first, page: at } = await threeRuns(doors);
  const other = await threeRuns(doors);
  const reader = { name: unique('rosa'), password: 'quiet-reader-of-runs-7' };
  expect(await doors.native('POST', '/users', reader)).toBe(201);
  expect(
    await doors.native('POST', '/role-assignments', { role: 'viewer', user: reader.name, project }),
  ).toBe(200);
  const context = await browser.newContext({ baseURL: assay.url });
  const page = await context.newPage();
  await signIn(page, reader);
  await page.goto(at(first));
  await page.locator('summary', { hasText: /Delete.*why not/ }).click();
  await expect(page.getByText('pipeline_run:delete').first()).toBeVisible();
  expect((await page.goto(at(first, '/delete')))?.status()).toBe(200);
  await expect(page.getByRole('button', { name: 'Delete run' })).toHaveCount(0);
  for (const address of [
    other.page(other.first),
    other.page(other.first, '/delete'),
    at('absent'),
    `/r/${randomUUID()}`,
    '/r/no-id',
    `/projects/${other.project}/compare`,
    `/projects/${project}/compare?runs=${randomUUID()},${randomUUID()}`,
  ])
    expect((await page.goto(address))?.status(), address).toBe(404);
  await context.close();
});
