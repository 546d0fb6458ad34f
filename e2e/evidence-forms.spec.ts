import type { Page } from '@playwright/test';
import { expect, test, unique } from './fixtures';
import type { MlteApi } from './mlte-api';
import { cardBody, PIXEL, resultsBody, sampleArtifacts, suiteBody, waitingResults } from './samples';

const [card, suite] = sampleArtifacts;
const atVersion = (model: string) => `/projects/default/models/${model}/versions/v1`;

interface Written {
  readonly header: { readonly identifier: string };
  readonly body: Record<string, unknown>;
}
const bodyOf = async (api: MlteApi, model: string, id: string) =>
  ((await api.readArtifact(model, 'v1', id)) as Written).body;

/** A model with a card, and a suite of which some cases only inform. */
async function modelWith(api: MlteApi, ...types: readonly ('suite' | 'results')[]): Promise<string> {
  const model = unique('judged');
  await api.writeArtifact(model, 'v1', card, { parents: true });
  if (types.includes('suite')) await api.writeArtifact(model, 'v1', suite);
  if (types.includes('results')) await api.writeArtifact(model, 'v1', waitingResults(3));
  return model;
}

const choose = (page: Page, kind: string) => page.getByRole('radio', { name: kind, exact: true }).check();

for (const javaScriptEnabled of [true, false])
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript @long', () => {
    test.use({ javaScriptEnabled });
    const save = (page: Page) => page.getByRole('button', { name: 'Save', exact: true }).click();

    test('evidence of every kind is recorded, and clients get what was typed', async ({
      adminPage: page,
      api,
    }) => {
      const model = await modelWith(api, 'suite');
      const record = async (testCase: string, kind: string, fill: () => Promise<void>) => {
        await page.goto(`${atVersion(model)}/new/artifact?type=evidence`);
        await page.getByLabel('Test case').fill(testCase);
        await choose(page, kind);
        await fill();
        await save(page);
        await expect(page).toHaveURL(new RegExp(`/artifacts/evidence\\.${testCase}$`));
        return bodyOf(api, model, `evidence.${testCase}`);
      };
      const real = await record('accuracy', 'Number', async () => {
        await page.getByLabel('Number', { exact: true }).last().fill('0.950');
      });
      expect(real).toEqual({
        artifact_type: 'evidence',
        metadata: { test_case_id: 'accuracy', measurement: suiteBody.test_cases[0].measurement },
        evidence_class: 'mlte.evidence.types.real.Real',
        value: { evidence_type: 'real', real: 0.95, unit: null },
      });
      await expect(page.locator('main').getByText('0.95').first()).toBeVisible();

      const integer = await record('latency', 'Whole number', async () => {
        await page.getByLabel('Number', { exact: true }).last().fill('231');
        await page.getByLabel('Unit').fill('millisecond');
      });
      expect(integer).toMatchObject({
        evidence_class: 'mlte.evidence.types.integer.Integer',
        value: { evidence_type: 'integer', integer: 231, unit: 'millisecond' },
      });
      const text = await record('remark', 'Text', () =>
        page.getByLabel('Text', { exact: true }).last().fill('Wet labels shine.\nDry ones do not.'),
      );
      expect(text['value']).toEqual({
        evidence_type: 'string',
        string: 'Wet labels shine.\nDry ones do not.',
      });
      const list = await record('sizes', 'List', () => page.getByLabel('Values').fill('1\n2.5\nwide'));
      expect(list['value']).toEqual({ evidence_type: 'array', data: [1, 2.5, 'wide'] });

      const object = await record('belt', 'Object', async () => {
        for (const [n, [key, value]] of [
          ['speed', '{"avg": 1.2}'],
          ['unit', 'm/s'],
        ].entries()) {
          await page.getByRole('button', { name: 'Add value' }).click();
          await page
            .getByLabel('Name', { exact: true })
            .nth(n)
            .fill(key ?? '');
          await page
            .getByLabel('Value', { exact: true })
            .nth(n)
            .fill(value ?? '');
        }
      });
      expect(object['value']).toEqual({
        evidence_type: 'opaque',
        data: { speed: { avg: 1.2 }, unit: 'm/s' },
      });
      const image = await record('confusion', 'Image', () =>
        page
          .getByLabel('File')
          .setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: Buffer.from(PIXEL, 'base64') }),
      );
      expect(image['value']).toEqual({
        evidence_type: 'image',
        data: PIXEL.replace(/.{76}/g, '$&\n').replace(/\n*$/, '\n'),
      });
      await expect(page.locator('main').getByRole('img').first()).toBeVisible();
    });

    test('what cannot be is said beside its field, with what was typed', async ({ adminPage: page, api }) => {
      const model = await modelWith(api);
      await page.goto(`${atVersion(model)}/new/artifact?type=evidence&case=accuracy`);
      await page.getByLabel('Number', { exact: true }).last().fill('0,95');
      await save(page);
      const number = page.getByLabel('Number', { exact: true }).last();
      await expect(number).toHaveAccessibleDescription(/'0,95' is no number/);
      await expect(number).toHaveValue('0,95');
      await expect(page.getByLabel('Test case')).toHaveValue('accuracy');
      await choose(page, 'Image');
      await page.getByLabel('File').setInputFiles({
        name: 'a.png',
        mimeType: 'image/png',
        buffer: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
      });
      await save(page);
      await expect(page.getByLabel('File')).toHaveAccessibleDescription(/PNG, JPEG, GIF and WebP/);
      await choose(page, 'List');
      await page.getByLabel('Values').fill('[1,');
      await save(page);
      await expect(page.getByLabel('Values')).toHaveAccessibleDescription(/ends too early/);
    });

    test('evidence that is there is replaced only on a word, and keeps its class', async ({
      adminPage: page,
      api,
    }) => {
      const model = await modelWith(api);
      const theirs = {
        ...sampleArtifacts[2],
        body: { ...sampleArtifacts[2].body, evidence_class: 'my.Own' },
      };
      await api.writeArtifact(model, 'v1', theirs);
      await page.goto(`${atVersion(model)}/new/artifact?type=evidence&case=accuracy`);
      await page.getByLabel('Number', { exact: true }).last().fill('0.5');
      await save(page);
      await expect(page.locator('main').getByRole('alert')).toContainText(
        /evidence\.accuracy is there already.*0\.962/,
      );
      await page.getByLabel('Write mine as revision 2').check();
      await save(page);
      await expect(page).toHaveURL(/\/artifacts\/evidence\.accuracy$/);
      expect(await bodyOf(api, model, 'evidence.accuracy')).toMatchObject({
        evidence_class: 'my.Own',
        value: { real: 0.5 },
      });

      await page.getByRole('link', { name: 'Edit' }).click();
      await expect(page.getByLabel('Number', { exact: true })).toHaveValue('0.5');
      await api.writeArtifact(model, 'v1', theirs, { force: true });
      await page.getByLabel('Number', { exact: true }).fill('0.75');
      await save(page);
      await expect(page.locator('main').getByRole('alert')).toContainText(/wrote revision 3/);
      await page.getByLabel('Write mine as revision 4').check();
      await save(page);
      await expect(page.getByText('revision 4 of 4')).toBeVisible();
      expect(await bodyOf(api, model, 'evidence.accuracy')).toMatchObject({
        evidence_class: 'my.Own',
        value: { real: 0.75 },
      });
    });

    test('results that wait are judged one by one and all at once', async ({ adminPage: page, api }) => {
      const model = await modelWith(api, 'suite', 'results');
      await page.goto(`${atVersion(model)}/artifacts/results.default`);
      await page.getByRole('link', { name: 'Validate by hand' }).click();
      const verdict = (n: number, word: string) =>
        page.getByRole('group', { name: `Verdict on look "${n}"` }).getByRole('radio', { name: word });
      const why = (n: number) => page.getByLabel(`Why, for look "${n}"`);
      await verdict(0, 'Failed').check();
      await verdict(1, 'Passed').check();
      await why(1).fill('The edges show.');
      await page.getByRole('button', { name: 'Save verdicts' }).click();
      await expect(why(0)).toHaveAccessibleDescription(/needs a message that says why/);
      await expect(why(1)).toHaveValue('The edges show.');
      await expect(verdict(0, 'Failed')).toBeChecked();

      await why(0).fill('Only the belt.');
      await page.getByRole('button', { name: 'Save verdicts' }).click();
      await expect(page.getByText('2 validated. 1 still to judge.')).toBeVisible();
      await why(2).fill('Hm.');
      await page.getByRole('button', { name: 'Save verdicts' }).click();
      await expect(why(2)).toHaveAccessibleDescription(/Say whether it passed or failed/);
      await verdict(2, 'Passed').check();
      await page.getByRole('button', { name: 'Save verdicts' }).click();
      await expect(page).toHaveURL(/\/artifacts\/results\.default$/);
      const { results } = (await bodyOf(api, model, 'results.default')) as {
        results: Record<string, unknown>;
      };
      expect(results).toMatchObject({
        accuracy: resultsBody.results.accuracy,
        'look "0"': {
          type: 'Failure',
          message: 'Manually validated: Only the belt. (original message: Look at example 0.)',
          additional_data: 'seen 0',
          evidence_metadata: null,
        },
        'look "1"': { type: 'Success' },
        'look "2"': { message: 'Manually validated: Hm. (original message: Look at example 2.)' },
      });
      await expect(page.getByRole('link', { name: 'Edit' })).toBeVisible();
      await page.getByRole('link', { name: 'Edit' }).click();
      await expect(page.getByText('No test case here waits for a person.')).toBeVisible();
    });

    test('a judgement of results that changed meanwhile is not written', async ({ adminPage: page, api }) => {
      const model = await modelWith(api, 'suite', 'results');
      await page.goto(`${atVersion(model)}/artifacts/results.default/edit`);
      const { body } = waitingResults(3);
      const judged = { ...body.results, 'look "0"': { ...resultsBody.results.accuracy } };
      const theirs = { ...waitingResults(3), body: { ...body, results: judged } };
      await api.writeArtifact(model, 'v1', theirs, { force: true });
      await page.getByRole('group', { name: 'Verdict on all' }).getByLabel('Passed').check();
      await page.getByLabel('Why, for all without a reason').fill('All fine.');
      await page.getByRole('button', { name: 'Save verdicts' }).click();
      await expect(page.locator('main').getByRole('alert')).toContainText('wrote revision 2');
      await expect(page.getByLabel('Why, for look "0"')).toHaveCount(0);
      await expect(page.getByLabel('Why, for all without a reason')).toHaveValue('All fine.');
      await page.getByRole('button', { name: 'Save verdicts' }).click();
      await expect(page).toHaveURL(/\/artifacts\/results\.default$/);
      expect((await bodyOf(api, model, 'results.default'))['results']).toMatchObject({
        'look "0"': { message: 'Accuracy is above 0.95' },
        'look "1"': { message: 'Manually validated: All fine. (original message: Look at example 1.)' },
      });
    });

    test('a report is composed of what there is, says what is stale, and keeps its comments', async ({
      adminPage: page,
      api,
    }) => {
      const model = await modelWith(api, 'suite', 'results');
      await page.goto(atVersion(model));
      await page.getByRole('link', { name: 'Compose report' }).click();
      await expect(page.getByText('3 to judge')).toBeVisible();
      await expect(page.getByText(/The results are stale\./)).toBeVisible();
      await expect(page.getByText(/look "0", look "1", look "2" were removed/)).toBeVisible();
      await page.getByLabel('Name', { exact: true }).fill('release');
      await page.getByRole('button', { name: 'Add comment' }).click();
      await page.getByLabel('Comment', { exact: true }).fill('Not before the faster computer.');
      await page.getByRole('button', { name: 'Compose report' }).click();
      await expect(page).toHaveURL(/\/artifacts\/report\.release-\d{8}-\d{6}$/);
      await expect(page.getByText('Not before the faster computer.')).toBeVisible();
      const id = decodeURIComponent(page.url().split('/').pop() ?? '');
      expect(await bodyOf(api, model, id)).toMatchObject({
        negotiation_card_id: 'card.default',
        negotiation_card: cardBody,
        test_suite: suiteBody,
        test_results_id: 'results.default',
        comments: [{ content: 'Not before the faster computer.' }],
      });

      await page.getByRole('link', { name: 'Edit' }).click();
      await expect(page.getByText('A report is a snapshot')).toBeVisible();
      await page.getByRole('button', { name: 'Add comment' }).click();
      await page.getByLabel('Comment', { exact: true }).nth(1).fill('It came.');
      await save(page);
      await expect(page.getByText('revision 2 of 2')).toBeVisible();
      expect(await bodyOf(api, model, id)).toMatchObject({
        negotiation_card: cardBody,
        comments: [{ content: 'Not before the faster computer.' }, { content: 'It came.' }],
      });
    });

    test('a source that moved after it was shown is not copied unseen', async ({ adminPage: page, api }) => {
      const model = await modelWith(api, 'suite', 'results');
      await page.goto(`${atVersion(model)}/new/artifact?type=report&results=results.default`);
      await api.writeArtifact(model, 'v1', suite, { force: true });
      await page.getByRole('button', { name: 'Compose report' }).click();
      await expect(page.locator('main').getByRole('alert')).toContainText(
        /suite\.default has changed since you looked/,
      );
      await page.getByRole('button', { name: 'Compose report' }).click();
      await expect(page).toHaveURL(/\/artifacts\/report\.default-\d{8}-\d{6}$/);
    });

    test('the composer says what is missing and leads there', async ({ adminPage: page, api }) => {
      const model = await modelWith(api);
      await page.goto(`${atVersion(model)}/new/artifact?type=report`);
      await expect(page.getByText('There is no test suite and no test results yet')).toBeVisible();
      await page.getByRole('link', { name: 'See how results are made' }).click();
      await expect(page.getByText(/TestSuiteValidator/).first()).toBeVisible();
      await page.getByRole('link', { name: 'written as JSON' }).click();
      await expect(page.getByLabel('Body')).toHaveValue(/"artifact_type": "results"/);
    });
  });

test('2,000 results are judged page by page, and found by a word', async ({ adminPage: page, api }) => {
  const model = unique('large');
  await api.writeArtifact(model, 'v1', waitingResults(2_000), { parents: true });
  await page.goto(`${atVersion(model)}/artifacts/results.default/edit`);
  await expect(page.getByRole('listitem').filter({ has: page.getByRole('textbox') })).toHaveCount(50);
  await page.getByRole('link', { name: /Next/ }).click();
  await expect(page.getByText('look "50"', { exact: true })).toBeVisible();
  await page.getByRole('searchbox', { name: 'Search test cases' }).fill('example 1999');
  await expect(page.getByText('look "1999"', { exact: true })).toBeVisible();
  await page.getByRole('radio', { name: 'Passed' }).check();
  await page.getByLabel('Why, for look "1999"').fill('Fine.');
  await page.getByRole('button', { name: 'Save verdicts' }).click();
  await expect(page.getByText('1 validated. 1,999 still to judge.')).toBeVisible();
});
