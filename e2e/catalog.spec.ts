import { buffer } from 'node:stream/consumers';
import type { Page } from '@playwright/test';
import yazl from 'yazl';
import { expect, takenOver, test, unique } from './fixtures';
import type { MlteApi } from './mlte-api';

const CODE = 'def rate(rows):\n    # how many were right\n    return sum(rows) / len(rows)\n';

const entryOf = (identifier: string, over: object = {}) => ({
  header: { identifier },
  tags: ['Tabular'],
  quality_attribute: 'Fairness',
  code: CODE,
  description: 'Rates rows. <b>Not bold.</b> See https://example.org/rows.',
  ...over,
});

const make = async (api: MlteApi, identifier: string, over: object = {}): Promise<void> => {
  const made = await api.request('POST', '/catalog/local/entry', entryOf(identifier, over));
  expect(made.status).toBe(200);
};

const at = (identifier: string, catalog = 'local') =>
  `/catalog/${catalog}/entries/${encodeURIComponent(identifier)}`;

const codeField = (page: Page) => page.getByRole('textbox', { name: 'Code', exact: true });

/** Brings one entry into the read-only catalog, which only an import fills. */
async function importSample(page: Page, identifier: string): Promise<void> {
  const zip = new yazl.ZipFile();
  const file = entryOf(identifier, { header: { identifier, creator: 'grace', created: 1_700_000_000 } });
  zip.addBuffer(Buffer.from(JSON.stringify(file)), `store/catalogs/sample/entries/${identifier}.json`);
  zip.end();
  await page.goto('/import');
  await page.getByLabel('File', { exact: true }).setInputFiles({
    name: 'store.zip',
    mimeType: 'application/zip',
    buffer: await buffer(zip.outputStream),
  });
  await page.getByRole('button', { name: 'See what would happen' }).click();
  await page.getByRole('button', { name: /^Import/ }).click();
  await expect(page.getByText('Imported into default.')).toBeVisible();
}

for (const javaScriptEnabled of [true, false])
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });

    test('an entry is made, changed and deleted, and clients see each @postgres', async ({
      adminPage: page,
      api,
      assay,
    }) => {
      const name = `${unique('rows')}/rate`;
      const read = () => api.request('GET', `/catalog/local/entry/${name.replace('/', '---')}`);
      await page.goto('/catalog');
      await page.getByRole('link', { name: 'New entry' }).click();
      await page.getByLabel('Identifier').fill(name);
      await page.getByLabel('Description').fill('Rates rows.');
      await page.getByLabel('Quality attribute').selectOption('Robustness');
      await page.getByRole('checkbox', { name: 'Audio' }).check();
      await page.getByRole('checkbox', { name: 'Tabular' }).check();
      await codeField(page).fill(CODE);
      await page.getByRole('button', { name: 'Add entry' }).click();
      await expect(page).toHaveURL(assay.url + at(name));
      await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
      expect((await read()).body).toMatchObject({
        header: { creator: 'ada', updater: null },
        tags: ['Audio', 'Tabular'],
        quality_attribute: 'Robustness',
        code: CODE,
        description: 'Rates rows.',
        inputs: null,
      });

      await page.getByRole('link', { name: 'Edit', exact: true }).click();
      await page.getByRole('checkbox', { name: 'Audio' }).uncheck();
      await page.getByLabel('Output').fill('A rate');
      await page.getByRole('button', { name: 'Save entry' }).click();
      await expect(page).toHaveURL(assay.url + at(name));
      await expect(page.getByText('A rate')).toBeVisible();
      expect((await read()).body).toMatchObject({
        header: { updater: 'ada' },
        tags: ['Tabular'],
        code: CODE,
      });

      await page.getByRole('link', { name: 'Delete' }).click();
      await expect(page.getByText('3 lines of code')).toBeVisible();
      await page.getByRole('button', { name: /^Delete/ }).click();
      await expect(page).toHaveURL(/\/catalog\?catalog=local$/);
      expect((await read()).status).toBe(404);
      const gone = await page.request.get(at(name));
      expect(gone.status()).toBe(410);
      expect(await gone.text()).toContain('ada');
    });

    test('a refused entry keeps what was typed and ticked, and says what is wrong beside it', async ({
      adminPage: page,
      api,
    }) => {
      const taken = unique('taken');
      await make(api, taken);
      await page.goto('/new-catalog-entry');
      await page.getByLabel('Identifier').fill(taken);
      await page.getByLabel('Quality attribute').selectOption('Privacy');
      await page.getByRole('checkbox', { name: 'NLP' }).check();
      await page.getByRole('button', { name: 'Add entry' }).click();
      await expect(page.getByText('Code must not be empty.').first()).toBeVisible();
      await expect(codeField(page)).toHaveAttribute('aria-invalid', 'true');
      await codeField(page).fill('pass');
      await page.getByRole('button', { name: 'Add entry' }).click();
      await expect(page.getByText(/already exists/).first()).toBeVisible();
      await expect(page.getByLabel('Identifier')).toHaveValue(taken);
      await expect(codeField(page)).toHaveValue('pass');
      await expect(page.getByLabel('Quality attribute')).toHaveValue('Privacy');
      await expect(page.getByRole('checkbox', { name: 'NLP' })).toBeChecked();
    });

    test('entries are found by text, tag and quality attribute, all of it in the address', async ({
      adminPage: page,
      api,
    }) => {
      const prefix = unique('find');
      await make(api, `${prefix}-a`, { tags: ['LLM'] });
      await make(api, `${prefix}-b`, { tags: ['LLM'], quality_attribute: 'Privacy' });
      await make(api, `${prefix}-c`, { tags: [], description: 'Needle in hay' });
      const rows = page.getByRole('link', { name: new RegExp(`^${prefix}-`) });
      await page.goto('/catalog');
      await page.getByRole('searchbox').fill(prefix);
      await page.getByRole('searchbox').press('Enter');
      await expect(rows).toHaveCount(3);
      await page.getByLabel('tag').selectOption('LLM');
      if (!javaScriptEnabled) await page.getByRole('button', { name: 'Search' }).click();
      await expect(page).toHaveURL(/tag=LLM/);
      await expect(rows).toHaveCount(2);
      await page.goto(`/catalog?q=${prefix}&qualityAttribute=Privacy`);
      await expect(rows).toHaveText([`${prefix}-b`]);
      await page.goto('/catalog?q=needle+in&sort=updated');
      await expect(rows).toHaveText([`${prefix}-c`]);
      await page.goto(`/catalog?q=${prefix}-none`);
      await expect(page.getByText('No entries match.')).toBeVisible();
      await page.goto(at(`${prefix}-a`));
      await page.getByRole('complementary', { name: 'Facts' }).getByRole('link', { name: 'LLM' }).click();
      await expect(page).toHaveURL(/\/catalog\?tag=LLM$/);
    });
  });

test('a read-only catalog says why, and lends a copy', async ({
  adminPage: page,
  adminCookies,
  assay,
  browser,
}) => {
  const name = unique('sample');
  await importSample(page, name);
  const plain = await browser.newContext({ baseURL: assay.url, javaScriptEnabled: false });
  await plain.addCookies(adminCookies);
  const why = "The catalog 'sample' is read only.";
  for (const tab of [page, await plain.newPage()]) {
    await tab.goto(at(name, 'sample'));
    await expect(tab.getByText('made by grace')).toBeVisible();
    await expect(tab.getByRole('link', { name: 'Edit', exact: true })).toHaveCount(0);
    await tab.locator('summary', { hasText: /^Edit/ }).click();
    await expect(tab.getByText(why).filter({ visible: true })).toBeVisible();
    await tab.goto(`${at(name, 'sample')}/delete`);
    await expect(tab.getByRole('alert').getByText(why)).toBeVisible();
    await tab.goto(`${at(name, 'sample')}/edit`);
    await expect(tab.getByRole('alert').getByText(why)).toBeVisible();
  }
  await plain.close();
  await page.goto(at(name, 'sample'));
  await page.getByRole('link', { name: 'Copy entry' }).click();
  await expect(codeField(page)).toHaveValue(CODE);
  await page.getByRole('button', { name: 'Add entry' }).click();
  await expect(page).toHaveURL(assay.url + at(name));
});

test('code is shown in lines with an address, and words as they are', async ({ adminPage: page, api }) => {
  const name = unique('shown');
  await make(api, name);
  await page.goto(`${at(name)}#L2`);
  const code = page.getByRole('figure', { name: `Code of ${name}` });
  await expect(code.locator('pre')).toHaveText(CODE.trimEnd(), { useInnerText: true });
  await expect(code.locator('.code-line')).toHaveCount(3);
  await expect(code.getByText('# how many were right')).toHaveCSS('font-style', 'italic');
  await expect(page.getByText('<b>Not bold.</b>')).toBeVisible();
  await expect(page.getByRole('link', { name: 'https://example.org/rows' })).toBeVisible();
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await code.getByRole('button', { name: 'Copy the code' }).click();
  await expect(code.getByText('Copied')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(CODE);
});

test('who saw an older entry is told who changed it, and overwrites nothing', async ({
  adminPage: page,
  api,
}) => {
  const name = unique('race');
  await make(api, name);
  await page.goto(`${at(name)}/edit`);
  await api.request('PUT', '/catalog/local/entry', entryOf(name, { output: 'theirs' }));
  await page.getByLabel('Output').fill('mine');
  await page.getByRole('button', { name: 'Save entry' }).click();
  await expect(page.getByText(/ada changed this entry/)).toBeVisible();
  await expect(page.getByLabel('Output')).toHaveValue('mine');
  expect((await api.request('GET', `/catalog/local/entry/${name}`)).body).toMatchObject({ output: 'theirs' });
});

test('an entry leads to the suite that is to use it', async ({ adminPage: page, api }) => {
  const [name, model] = [unique('used'), unique('model')];
  await make(api, name);
  await api.createModel(model);
  await page.goto(`${at(name)}/use?q=${model}`);
  await expect(page.getByRole('link', { name: `create one first of ${model}` })).toBeVisible();
  await api.createVersion(model, 'v1');
  await page.goto(at(name));
  await page.getByRole('link', { name: /Use in a suite/ }).click();
  await page.getByRole('searchbox').fill(model);
  await page.getByRole('searchbox').press('Enter');
  const link = page.getByRole('link', { name: `a new suite of ${model}` });
  await expect(link).toHaveAttribute(
    'href',
    `/projects/default/models/${model}/new/artifact?type=suite&catalog=local&entry=${name}`,
  );
  await link.click();
  await expect(page.getByLabel('Note', { exact: true })).toHaveValue(new RegExp(name));
  await page.goto(`${at(name)}/use?q=no-model-has-this-name`);
  await expect(page.getByText('No models match.')).toBeVisible();
});

test('each step of the breadcrumb leads to a page', async ({ adminPage: page, api, assay }) => {
  const name = unique('crumb');
  await make(api, name);
  await page.goto(`${at(name)}/edit`);
  const crumbs = page.getByRole('navigation', { name: 'Breadcrumb' });
  await crumbs.getByRole('link', { name: 'local' }).click();
  await expect(page).toHaveURL(`${assay.url}/catalog?catalog=local`);
  await page.goto('/lists/tags/entries/Audio/delete');
  await crumbs.getByRole('link', { name: 'Audio' }).click();
  await expect(page).toHaveURL(`${assay.url}/lists/tags/entries/Audio/edit`);
});

test('the palette finds an entry by a word of its description', async ({ adminPage: page, api, assay }) => {
  const [name, word] = [unique('palette'), unique('peculiar')];
  await make(api, name, { description: `A ${word} measure.` });
  await page.goto('/');
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
  await takenOver(page);
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog').getByRole('combobox')).toBeFocused();
  await page.keyboard.type(word);
  await page.getByRole('option', { name }).click();
  await expect(page).toHaveURL(assay.url + at(name));
});
