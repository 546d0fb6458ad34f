import { expect, test, unique } from './fixtures';
import { cardBody, sampleArtifacts, suiteBody } from './samples';

test('an artifact is written as JSON, with what is wrong beside the text, and edited @postgres', async ({
  adminPage: page,
  api,
  assay,
}) => {
  const model = unique('written');
  await api.createModel(model);
  await api.createVersion(model, 'v1');
  const at = `/projects/default/models/${model}`;
  await page.goto(`${at}/versions/v1/new/artifact`);
  await page.getByRole('link', { name: 'write one as JSON' }).click();
  await page.getByLabel('Type').selectOption('card');
  const wrong = { ...cardBody, system: { ...cardBody.system, problem_type: 'Guesswork', goals: 'many' } };
  await page.getByLabel('Body').fill(JSON.stringify(wrong));
  await page.getByRole('button', { name: 'Write artifact' }).click();
  await expect(page.locator('code', { hasText: 'body.system.goals' })).toBeVisible();
  await expect(page.getByLabel('Body')).toHaveValue(JSON.stringify(wrong));
  await expect(page.getByLabel('Type')).toHaveValue('card');

  await page.getByLabel('Body').fill(JSON.stringify(cardBody));
  await page.getByRole('button', { name: 'Write artifact' }).click();
  await expect(page).toHaveURL(`${assay.url}${at}/artifacts/card.default`);
  await expect(page.getByText(/Sort parcels by size/)).toBeVisible();
  await expect(page.getByText(/normal operation/i).first()).toBeVisible();

  await page.getByRole('link', { name: 'Edit' }).click();
  await page.getByRole('link', { name: 'Edit as JSON' }).click();
  const better = { ...cardBody, system: { ...cardBody.system, task: 'Say the size and the weight.' } };
  await page.getByLabel('Body').fill(JSON.stringify(better));
  await page.getByRole('button', { name: 'Save revision 2' }).click();
  await expect(page).toHaveURL(`${assay.url}${at}/artifacts/card.default`);
  await expect(page.getByText('Say the size and the weight.')).toBeVisible();

  await page.getByRole('link', { name: /^Revisions/ }).click();
  await expect(page.getByRole('table', { name: 'Revisions' }).getByRole('row')).toHaveCount(3);
  await page.getByRole('link', { name: '1', exact: true }).click();
  await expect(page.getByText('Not the latest.')).toBeVisible();
  await expect(page.getByText('Say the size and the weight.')).toHaveCount(0);
  await page.getByRole('link', { name: 'See revision 2' }).click();
  await expect(page.getByText('Not the latest.')).toHaveCount(0);
});

test('two people who edit the same revision do not overwrite each other', async ({
  adminPage: page,
  api,
}) => {
  const model = unique('raced');
  await api.writeArtifact(model, 'v1', sampleArtifacts[0], { parents: true });
  const at = `/projects/default/models/${model}/artifacts/card.default`;
  await page.goto(`${at}/edit?as=json`);
  await api.writeArtifact(model, 'v1', sampleArtifacts[0], { force: true });
  await page.getByLabel('Body').fill(JSON.stringify({ ...cardBody, data: [] }));
  await page.getByRole('button', { name: 'Save revision 2' }).click();
  await expect(page.getByText(/has changed since/)).toBeVisible();
  await expect(page.getByLabel('Body')).toHaveValue(JSON.stringify({ ...cardBody, data: [] }));
});

test('each type of artifact has a page of its own kind, with its text as it was sent', async ({
  adminPage: page,
  api,
}) => {
  const model = unique('shown');
  for (const artifact of sampleArtifacts) await api.writeArtifact(model, 'v1', artifact, { parents: true });
  const at = `/projects/default/models/${model}`;
  const shows: readonly (readonly [string, RegExp])[] = [
    ['artifacts/card.default', /Sort parcels by size/],
    ['artifacts/suite.default', /Answers come in time/],
    ['versions/v1/artifacts/evidence.accuracy', /0\.962/],
    ['versions/v1/artifacts/evidence.latency', /231/],
    ['versions/v1/artifacts/evidence.sizes', /wide/],
    ['versions/v1/artifacts/evidence.belt', /m\/s/],
    ['versions/v1/artifacts/evidence.remark', /Wet labels shine/],
    ['versions/v1/artifacts/results.default', /Slower than 200 ms/],
  ];
  for (const [path, text] of shows) {
    await page.goto(`${at}/${path}`);
    await expect(page.locator('main').getByText(text).first()).toBeVisible();
  }
  await page.goto(`${at}/versions/v1/artifacts/evidence.confusion`);
  await expect(page.locator('main').getByRole('img').first()).toBeVisible();

  await page.goto(`${at}/versions/v1`);
  await page
    .getByRole('link', { name: /^report\./ })
    .first()
    .click();
  await expect(page.getByText('Not before the faster computer.')).toBeVisible();
  await expect(page.getByText('Slower than 200 ms').first()).toBeVisible();

  await page.goto(`${at}/versions/v1/artifacts/suite.default`);
  await expect(page).toHaveURL(new RegExp(`/models/${model}/artifacts/suite.default$`));
  const download = await page.request.get(`${at}/artifacts/suite.default/download`);
  expect(download.headers()['content-disposition']).toMatch(/^attachment/);
  expect(JSON.parse(await download.text())).toMatchObject({ body: suiteBody });
});

test('a permalink leads to the page, with its revision, and survives a rename', async ({
  adminPage: page,
  api,
  assay,
}) => {
  const [model, renamed] = [unique('linked'), unique('renamed')];
  await api.writeArtifact(model, 'v1', sampleArtifacts[0], { parents: true });
  await api.writeArtifact(
    model,
    'v1',
    { ...sampleArtifacts[0], body: { ...cardBody, data: [] } },
    { force: true },
  );
  await page.goto(`/projects/default/models/${model}/artifacts/card.default`);
  const id = /\/a\/([0-9a-f-]{36})/.exec(await page.content())?.[1] ?? '';
  await page.goto(`/a/${id}@1`);
  await expect(page).toHaveURL(new RegExp(`/models/${model}/artifacts/card.default\\?rev=1$`));
  await page.goto(`/projects/default/models/${model}/edit`);
  await page.getByLabel('Name').fill(renamed);
  await page.getByRole('button', { name: /Rename|Save/ }).click();
  await expect(page).toHaveURL(new RegExp(`/models/${renamed}$`));
  await page.goto(`/a/${id}`);
  await expect(page).toHaveURL(`${assay.url}/projects/default/models/${renamed}/artifacts/card.default`);
  const unknown = await page.request.get('/a/01900000-0000-7000-8000-000000000000');
  expect(unknown.status()).toBe(404);
});

test('a deleted artifact is gone from the version and says so at its permalink', async ({
  adminPage: page,
  api,
}) => {
  const model = unique('dropped');
  for (const n of [0, 1, 2]) await api.writeArtifact(model, 'v1', sampleArtifacts[n], { parents: true });
  await page.goto(`/projects/default/models/${model}/versions/v1/artifacts/evidence.accuracy`);
  const id = /\/a\/([0-9a-f-]{36})/.exec(await page.content())?.[1] ?? '';
  await page.getByRole('link', { name: 'Delete' }).click();
  await page.getByRole('button', { name: 'Delete evidence.accuracy' }).click();
  await expect(page).toHaveURL(/\/versions\/v1$/);
  await expect(page.getByRole('link', { name: /evidence.accuracy/ })).toHaveCount(0);
  const answer = await page.request.get(`/a/${id}`);
  expect(answer.status()).toBe(410);
  expect((await api.request('GET', `/model/${model}/version/v1/artifact/evidence.accuracy`)).status).toBe(
    404,
  );
});

test('nothing in an artifact becomes markup or script', async ({ adminPage: page, api }) => {
  const model = unique('hostile');
  const evil = '<img src=x onerror="document.title=1"><script>document.title=2</script>';
  const body = {
    ...cardBody,
    system: { ...cardBody.system, task: evil, risks: [evil, 'javascript:alert(1)'] },
  };
  await api.writeArtifact(
    model,
    'v1',
    { header: { identifier: 'card.default', type: 'card' }, body },
    { parents: true },
  );
  await page.goto(`/projects/default/models/${model}/artifacts/card.default`);
  await expect(page.getByText(evil).first()).toBeVisible();
  await expect(page).not.toHaveTitle(/^[12]$/);
  await expect(page.locator('a[href^="javascript:"]')).toHaveCount(0);
});
