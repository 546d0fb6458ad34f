import { expect, test, unique } from './fixtures';

test('a project, a model and a version are made from their pages @postgres', async ({
  adminPage: page,
  assay,
}) => {
  const [project, model] = [unique('depot'), unique('sorter')];
  await page.goto('/projects');
  await page.getByRole('link', { name: 'New project' }).first().click();
  await page.getByLabel('Name').fill(project);
  await page.getByLabel('Description').fill('Parcels');
  await page.getByRole('button', { name: 'Create project' }).click();
  await expect(page).toHaveURL(`${assay.url}/projects/${project}/models`);

  await page.goto(`/projects/${project}/new/model`);
  await page.getByLabel('Name').fill(model);
  await page.getByRole('button', { name: 'Create model' }).click();
  await expect(page).toHaveURL(`${assay.url}/projects/${project}/models/${model}`);
  await expect(page.getByRole('heading', { level: 1, name: model })).toBeVisible();

  await page.getByRole('link', { name: 'New version' }).first().click();
  await page.getByLabel('Name').fill('1.0');
  await page.getByRole('button', { name: /version/ }).click();
  await expect(page).toHaveURL(`${assay.url}/projects/${project}/models/${model}/versions/1.0`);
});

test('a taken and a bad name are said beside the field, and what was typed stays', async ({
  adminPage: page,
  api,
}) => {
  const taken = unique('taken');
  await api.createModel(taken);
  await page.goto('/projects/default/new/model');
  await page.getByLabel('Name').fill('a---b');
  await page.getByRole('button', { name: 'Create model' }).click();
  await expect(page.getByLabel('Name')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByLabel('Name')).toHaveValue('a---b');
  await expect(page.getByLabel('Name')).toBeFocused();
  await page.getByLabel('Name').fill(taken);
  await page.getByRole('button', { name: 'Create model' }).click();
  await expect(page.getByText(/already exists/)).toBeVisible();
  await expect(page.getByLabel('Name')).toHaveValue(taken);
});

test('a renamed model answers at its old address, and a deleted one says who deleted it', async ({
  adminPage: page,
  api,
  assay,
}) => {
  const [before, after] = [unique('before'), unique('after')];
  await api.createModel(before);
  await page.goto(`/projects/default/models/${before}`);
  await page.getByRole('link', { name: 'Rename' }).click();
  await page.getByLabel('Name').fill(after);
  await page.getByRole('button', { name: /Rename|Save/ }).click();
  await expect(page).toHaveURL(`${assay.url}/projects/default/models/${after}`);
  await page.goto(`/projects/default/models/${before}`);
  await expect(page).toHaveURL(`${assay.url}/projects/default/models/${after}`);
  await page.getByRole('link', { name: 'Delete' }).click();
  await page.getByRole('button', { name: /^Delete/ }).click();
  await expect(page).toHaveURL(/\/models$/);
  const answer = await page.request.get(`/projects/default/models/${after}`);
  expect(answer.status()).toBe(410);
  expect(await answer.text()).toContain('ada');
});

test('a moved model is in the other project, and its old address leads there', async ({
  adminPage: page,
  api,
}) => {
  const [model, project] = [unique('mover'), unique('target')];
  await page.goto('/new-project');
  await page.getByLabel('Name').fill(project);
  await page.getByRole('button', { name: 'Create project' }).click();
  await expect(page).toHaveURL(new RegExp(`/projects/${project}`));
  await api.createModel(model);
  await page.goto(`/projects/default/models/${model}`);
  await page.getByRole('link', { name: 'Move', exact: true }).click();
  await page.getByLabel('To project').selectOption(project);
  await page.getByRole('button', { name: 'Move', exact: true }).click();
  await expect(page).toHaveURL(`/projects/${project}/models/${model}`);
  await page.goto(`/projects/default/models/${model}`);
  await expect(page).toHaveURL(`/projects/${project}/models/${model}`);
});

test('a name with a slash, a space and letters beyond ASCII has an address that works', async ({
  adminPage: page,
  api,
}) => {
  const model = `${unique('größe')}/a b`;
  await api.createModel(model);
  await page.goto(`/projects/default/models?q=${encodeURIComponent(model.slice(0, 12))}`);
  await page.getByRole('link', { name: model }).click();
  await expect(page.getByRole('heading', { level: 1, name: model })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: model })).toBeVisible();
});

test('a list is searched, sorted and paged by its address', async ({ adminPage: page, api }) => {
  const prefix = unique('page');
  for (let n = 0; n < 55; n += 1) await api.createModel(`${prefix}-${String(n).padStart(2, '0')}`);
  await page.goto('/projects/default/models');
  await page.getByRole('searchbox').fill(prefix);
  await page.getByRole('searchbox').press('Enter');
  await expect(page).toHaveURL(new RegExp(`q=${prefix}`));
  const rows = page.getByRole('link', { name: new RegExp(`^${prefix}-`) });
  await expect(rows).toHaveCount(50);
  await expect(page.getByText(/\b55\b/).first()).toBeVisible();
  await page.getByRole('link', { name: /Next/ }).click();
  await expect(rows).toHaveCount(5);
  await page.getByRole('link', { name: /Previous/ }).click();
  await expect(rows).toHaveCount(50);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('a model is made, and a bad name is refused with what was typed', async ({
    adminPage: page,
    assay,
  }) => {
    const model = unique('plain');
    await page.goto('/projects/default/new/model');
    await page.getByLabel('Name').fill('..');
    await page.getByRole('button', { name: 'Create model' }).click();
    await expect(page.getByLabel('Name')).toHaveValue('..');
    await expect(page.getByLabel('Name')).toHaveAttribute('aria-invalid', 'true');
    await page.getByLabel('Name').fill(model);
    await page.getByRole('button', { name: 'Create model' }).click();
    await expect(page).toHaveURL(`${assay.url}/projects/default/models/${model}`);
  });
});

test('an address in another case leads nowhere, and says how the name is written to who may read it', async ({
  adminPage: page,
  api,
  assay,
  complaints,
}) => {
  complaints.expected.push(/404/);
  const model = unique('CaseModel');
  const other = model.toLowerCase();
  await api.createModel(model);
  for (const part of ['', '/edit', '/delete']) {
    const answer = await page.goto(`/projects/default/models/${other}${part}`);
    expect(answer?.status()).toBe(404);
    await page.getByRole('link', { name: `Open ${model}` }).click();
    await expect(page).toHaveURL(`${assay.url}/projects/default/models/${model}${part}`);
  }
  expect((await page.goto(`/projects/DEFAULT/models/${model}`))?.status()).toBe(404);
  await page.getByRole('link', { name: 'Open default' }).click();
  await expect(page).toHaveURL(`${assay.url}/projects/default/models/${model}`);
  await api.createModel(other);
  expect((await page.goto(`/projects/default/models/${other}`))?.status()).toBe(200);
  await page.goto(`/projects/default/models/${model.toUpperCase()}`);
  await expect(page.getByText(`there are ${model} and ${other}`)).toBeVisible();
});

for (const written of ['100%', '%41', 'a%zz', '%25'])
  test(`the name '${written}' is the same to pages, to their titles and to files`, async ({
    adminPage: page,
    api,
  }) => {
    const [model, version] = [unique(written), `v${written}`];
    await api.writeArtifact(
      model,
      version,
      { header: { identifier: 'card.default', type: 'card' }, body: { artifact_type: 'card' } },
      { parents: true },
    );
    const at = `/projects/default/models/${encodeURIComponent(model)}`;
    await page.goto(at);
    await expect(page.getByRole('heading', { level: 1, name: model })).toBeVisible();
    await expect(page).toHaveTitle(`${model} · Assay`);
    await page.goto(`${at}/versions/${encodeURIComponent(version)}`);
    await expect(page.getByRole('heading', { level: 1, name: version })).toBeVisible();
    await expect(page).toHaveTitle(`${version} · ${model} · Assay`);
    await page.goto(`${at}/artifacts/card.default`);
    await expect(page).toHaveTitle(`card.default · ${model} · Assay`);
    const file = await page.request.get(`${at}/artifacts/card.default/download`);
    expect([file.status(), await file.json()]).toMatchObject([200, { body: { artifact_type: 'card' } }]);
  });
