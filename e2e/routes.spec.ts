import type { Page } from '@playwright/test';
import { expectAccessible, expectNoSidewaysScroll } from './axe';
import { ADMIN, expect, test, unique } from './fixtures';
import { MlteApi } from './mlte-api';
import { sampleArtifacts, waitingResults } from './samples';
import { wrapped, ZenmlApi } from './zenml-api';

const MODEL = `${unique('parcel-sorter-with-quite-a-long-name')}/v`;
const at = `/projects/default/models/${encodeURIComponent(MODEL)}`;
const ENTRY = `${unique('rate-of-right-answers-with-quite-a-long-name')}/v`;
const PIPELINE = unique('flower_training_of_many_gardens');
const COMPONENT = unique('bucket-of-everything-with-quite-a-long-name');
const STACK = unique('everything-at-once-with-quite-a-long-name');
const FLAVOR = unique('tape-library-with-quite-a-long-name');
const RUN = `/projects/default/runs/${PIPELINE}-of-${STACK}`;
const CATALOG_ENTRY = `/catalog/local/entries/${encodeURIComponent(ENTRY)}`;

/** Every page that somebody signed in can open, on real data. A new page gets its line here. */
const ROUTES: readonly string[] = [
  '/',
  '/projects',
  '/new-project',
  '/projects/default/settings',
  '/projects/default/delete',
  '/projects/default/models',
  '/projects/default/models?q=nothing-has-this-name',
  '/projects/default/new/model',
  '/projects/default',
  '/projects/default/runs',
  `/projects/default/runs?pipeline=${PIPELINE}&since=2022-05-01&until=2022-05-31&user=ada&stack=default`,
  '/projects/default/runs?q=nothing-has-this-name&commit=none&status=failed',
  '/projects/default/pipelines',
  `/projects/default/pipelines/${PIPELINE}`,
  RUN,
  `${RUN}/stack`,
  `${RUN}/configuration`,
  `${RUN}/artifacts`,
  `${RUN}/delete`,
  `/projects/default/runs/${PIPELINE}-24_May_22-10_00_00_000000/artifacts`,
  '/projects/default/compare',
  at,
  `${at}/edit`,
  `${at}/move`,
  `${at}/delete`,
  `${at}/new/version`,
  `${at}/new/artifact`,
  `${at}/new/artifact?type=card`,
  `${at}/artifacts/card.default`,
  `${at}/artifacts/card.default/json`,
  `${at}/artifacts/card.default/revisions`,
  `${at}/artifacts/card.default/edit`,
  `${at}/artifacts/card.default/edit?as=json`,
  `${at}/artifacts/card.default/delete`,
  `${at}/artifacts/suite.default`,
  `${at}/artifacts/suite.default/edit?case=accuracy`,
  `${at}/artifacts/suite.default/edit?cover=all`,
  `${at}/new/artifact?type=suite`,
  `${at}/new/artifact?type=suite&from=card.default`,
  `${at}/versions/v1`,
  `${at}/versions/v1/edit`,
  `${at}/versions/v1/delete`,
  `${at}/versions/v1/new/artifact`,
  `${at}/versions/v1/new/artifact?type=evidence&case=accuracy`,
  `${at}/versions/v1/new/artifact?type=results`,
  `${at}/versions/v1/new/artifact?type=report`,
  `${at}/versions/v1/artifacts/evidence.belt/edit`,
  `${at}/versions/v1/artifacts/evidence.confusion/edit`,
  `${at}/versions/v1/artifacts/results.default/edit`,
  `${at}/versions/v1/artifacts/results.waiting/edit`,
  `${at}/versions/v1/artifacts/evidence.accuracy`,
  `${at}/versions/v1/artifacts/evidence.latency`,
  `${at}/versions/v1/artifacts/evidence.confusion`,
  `${at}/versions/v1/artifacts/evidence.sizes`,
  `${at}/versions/v1/artifacts/evidence.belt`,
  `${at}/versions/v1/artifacts/evidence.remark`,
  `${at}/versions/v1/artifacts/results.default`,
  '/catalog',
  '/catalog?q=nothing-has-this-name',
  '/new-catalog-entry',
  CATALOG_ENTRY,
  `${CATALOG_ENTRY}/edit`,
  `${CATALOG_ENTRY}/delete`,
  `${CATALOG_ENTRY}/use`,
  '/stacks',
  '/stacks?sort=created',
  '/stacks?q=nothing-has-this-name',
  '/new-stack',
  `/new-stack?from=${STACK}`,
  `/stacks/${STACK}`,
  `/stacks/${STACK}/runs`,
  `/stacks/${STACK}/yaml`,
  `/stacks/${STACK}/edit`,
  `/stacks/${STACK}/delete`,
  '/components',
  '/components?q=nothing-has-this-name',
  '/components/artifact_store',
  `/components/artifact_store/${COMPONENT}`,
  `/components/artifact_store/${COMPONENT}/edit`,
  `/components/artifact_store/${COMPONENT}/edit?flavor=`,
  `/components/artifact_store/${COMPONENT}/edit?as=yaml`,
  `/components/artifact_store/${COMPONENT}/delete`,
  '/components/orchestrator/default/delete',
  '/new-component',
  '/new-component?type=metadata_store',
  '/new-component?type=metadata_store&flavor=mysql',
  `/new-component?type=artifact_store&flavor=${FLAVOR}`,
  '/flavors',
  '/flavors?type=alerter',
  '/flavors/artifact_store/s3',
  `/flavors/artifact_store/${FLAVOR}`,
  `/flavors/artifact_store/${FLAVOR}/edit`,
  `/flavors/artifact_store/${FLAVOR}/delete`,
  '/new-flavor',
  '/lists',
  '/lists/quality_attributes',
  '/lists/quality_attributes/new/entry',
  '/lists/problem_types/entries/Classification/edit',
  '/lists/problem_types/entries/Classification/delete',
  '/import',
  '/import/permissions',
  '/export',
  `/export?project=default&model=${encodeURIComponent(MODEL)}`,
  '/account',
];

/** The routes, the report, whose name the store completes, and runs side by side, whose ids it gives. */
const routes = (): string[] => [
  ...ROUTES,
  ...['', '&show=all', '&pick=more'].map((asked) => `/projects/default/compare?runs=${runIds}${asked}`),
  ...['', '/edit'].map((part) => `${at}/versions/v1/artifacts/${report}${part}`),
];
let report = '';
let runIds = '';

test.beforeAll(async ({ assay }) => {
  const api = await MlteApi.signIn(assay.url, ADMIN);
  for (const artifact of [waitingResults(60, 'waiting'), ...sampleArtifacts]) {
    const written = await api.writeArtifact(MODEL, 'v1', artifact, { parents: true, force: true });
    report = written.artifact.header.identifier;
  }
  await api.writeArtifact(MODEL, 'v1', sampleArtifacts[0], { force: true });
  const zenml = await ZenmlApi.as(assay.url, api);
  for (const [n, day] of ['24', '25', '25', '26'].entries())
    await zenml.registerRun({
      name: `${PIPELINE}-${day}_May_22-10_00_00_00000${n}`,
      pipeline: PIPELINE,
      stack: 'default',
    });
  await zenml.registerComponent(
    wrapped('artifact_store', COMPONENT, {
      flavor: 's3',
      path: `s3://${'shelf'.repeat(40)}`,
      key: 'hush-hush',
      for_later_clients: 'x',
    }),
  );
  const parts = [
    wrapped('orchestrator', unique('gke-of-all-gardens-with-quite-a-long-name'), { flavor: 'kubeflow' }),
    wrapped('artifact_store', unique('shelf'), {
      flavor: 's3',
      path: `s3://${'shelf'.repeat(40)}`,
      key: 'k',
    }),
    wrapped('alerter', unique('bell'), { flavor: 'slack', slack_token: 'hush-hush' }),
  ];
  await zenml.registerStack(STACK, parts);
  await zenml.registerRun({ name: `${PIPELINE}-of-${STACK}`, pipeline: PIPELINE, stack: STACK });
  const native = async (method: string, path: string, body?: unknown): Promise<Response> => {
    const reply = await fetch(`${assay.url}/api/v1${path}`, {
      method,
      headers: { Authorization: `Bearer ${api.token}`, 'Content-Type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    expect(reply.ok, `${method} ${path}`).toBe(true);
    return reply;
  };
  await native('PATCH', RUN, {
    status: 'failed',
    steps: [{ name: 'trainer', upstream: [], status: 'failed', startedAt: '2022-05-24T10:00:00Z' }],
  });
  const artifact = `/models/${encodeURIComponent(MODEL)}/versions/v1/artifacts/evidence.accuracy`;
  await native('PUT', `${RUN}${artifact}`, { revision: 1, step: 'trainer' });
  const listed = await native('GET', `/projects/default/runs?pipeline=${PIPELINE}`);
  const { items } = (await listed.json()) as { items: { id: string }[] };
  runIds = items.map(({ id }) => id).join(',');
  // Without its bell: the page tells what changed since the run.
  await zenml.request('PUT', `/stacks/${STACK}`, { name: STACK, components: parts.slice(0, 2) });
  await zenml.request('POST', '/flavors', {
    type: 'artifact_store',
    name: FLAVOR,
    source: 'botanica.stores.TapeArtifactStore',
    integration: null,
  });
  await api.request('POST', '/catalog/local/entry', {
    header: { identifier: ENTRY },
    tags: ['Tabular', 'Reinforcement Learning'],
    quality_attribute: 'Functional Correctness',
    code: `@timed\ndef rate(rows):\n    # ${'how many were right, '.repeat(12)}\n    return f"{sum(rows) / len(rows):.2f}"\n`,
    description: 'Rates rows.',
    inputs: 'Rows',
    output: 'A rate',
  });
});

async function open(page: Page, route: string): Promise<void> {
  const response = await page.goto(route);
  expect.soft(response?.status(), route).toBe(200);
  await expect.soft(page.getByRole('heading', { level: 1 }), route).toHaveCount(1);
}

for (const colorScheme of ['light', 'dark'] as const)
  test(`every page is accessible in ${colorScheme}`, async ({ adminPage: page }) => {
    test.setTimeout(300_000);
    await page.emulateMedia({ colorScheme });
    for (const route of routes()) {
      await open(page, route);
      await expectAccessible(page);
    }
  });

test('every page fits a screen of 360 px', async ({ adminPage: page }) => {
  test.setTimeout(300_000);
  await page.setViewportSize({ width: 360, height: 740 });
  for (const route of routes()) {
    await open(page, route);
    await expectNoSidewaysScroll(page);
  }
});

/** Compressed, of everything a page loads by itself; React and Next are 132,000 of it. */
const MOST_SCRIPT = 150_000;
/** The forms of artifacts are over the budget of the others: 156,000 to 168,000, and must not grow. */
const MOST_SCRIPT_OF_FORMS = 170_000;
const isArtifactForm = (route: string): boolean => /\/new\/artifact|\/artifacts\/[^/]+\/edit/.test(route);

test('no page loads more script than its budget', async ({ adminPage: page }) => {
  test.setTimeout(300_000);
  for (const route of routes()) {
    await open(page, route);
    await page.waitForLoadState('networkidle');
    const bytes = await page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .filter((entry) => entry instanceof PerformanceResourceTiming && /\.js($|\?)/.test(entry.name))
        .map((entry) => (entry as PerformanceResourceTiming).encodedBodySize),
    );
    expect.soft(bytes.length, route).toBeGreaterThan(3);
    expect
      .soft(sum(bytes), route)
      .toBeLessThanOrEqual(isArtifactForm(route) ? MOST_SCRIPT_OF_FORMS : MOST_SCRIPT);
  }
});

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

test('a page that is not there says so, with its status', async ({ adminPage: page, complaints }) => {
  complaints.expected.push(/404/);
  for (const route of [
    '/projects/nowhere/models',
    '/projects/default/models/absent',
    `${at}/versions/absent`,
    `${at}/artifacts/card.absent`,
    '/projects/default/runs/absent',
    '/r/absent',
    '/nothing/here',
  ]) {
    const response = await page.goto(route);
    expect(response?.status(), route).toBe(404);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expectAccessible(page);
  }
});

test('no answer carries a password hash, a session secret or a token', async ({ adminPage: page }) => {
  for (const route of ['/', '/account', at]) {
    await page.goto(route);
    expect(await page.content()).not.toMatch(/\$argon2|\$2[aby]\$|password_hash|token_hash/i);
  }
});

test('the palette opens by its keys and leads to a page without the mouse', async ({ adminPage: page }) => {
  await page.goto('/');
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog').getByRole('combobox')).toBeFocused();
  await page.keyboard.type('account');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/account/);
});

test('the icon that browsers ask for unbidden is there', async ({ request }) => {
  const icon = await request.get('/favicon.ico');
  expect([icon.status(), icon.headers()['content-type']]).toEqual([200, 'image/x-icon']);
});
