import type { Locator, Page } from '@playwright/test';
import { expectAccessible, expectNoSidewaysScroll } from './axe';
import { expect, test, unique } from './fixtures';
import type { MlteApi } from './mlte-api';
import { cardBody, suiteBody } from './samples';

interface StoredCase {
  readonly identifier: string;
  readonly goal: string;
  readonly qas_list: readonly string[];
  readonly measurement: unknown;
  readonly validator: Readonly<Record<string, unknown>> | null;
  readonly note: string | null;
}

interface Place {
  readonly model: string;
  readonly at: string;
  readonly suite: string;
  /** Cases of the stored suite. */
  readonly cases: () => Promise<readonly StoredCase[]>;
  readonly write: (type: 'card' | 'suite', body: object) => Promise<void>;
}

const third = {
  identifier: 'card.default-qas_003',
  quality: 'Robustness',
  stimulus: 'a photograph of a wet parcel',
  source: 'the camera',
  environment: 'rain',
  response: 'The model says its size',
  measure: 'and is right for 90 of 100',
};
const card = { ...cardBody, system_requirements: [...cardBody.system_requirements, third] };

/** As the Python client writes one: a pickled condition, and what the form does not know. */
const CONDITION = 'gASVtAIAAAAAAACMCmRpbGwuX2RpbGyUjA5fY3JlYXRlX2Z1bmN0aW9ulJOULg==';
const [accuracy, latency] = suiteBody.test_cases;
const python = {
  ...suiteBody,
  x_owner: 'parcels',
  test_cases: [
    {
      ...accuracy,
      qas_list: ['card.default-qas_002', 'card.default-qas_001'],
      x_rank: 1,
      validator: {
        ...accuracy.validator,
        bool_exp: CONDITION,
        creator_args: ['0.95', null, { unit: 'percent' }],
      },
    },
    latency,
  ],
};

async function placeWith(api: MlteApi, suite: object | null): Promise<Place> {
  const model = unique('suite');
  const write: Place['write'] = async (type, body) => {
    const artifact = { header: { identifier: `${type}.default`, type, timestamp: -1, creator: null }, body };
    await api.writeArtifact(model, 'v1', artifact, { force: true, parents: true });
  };
  await write('card', card);
  if (suite !== null) await write('suite', suite);
  const at = `/projects/default/models/${model}`;
  const cases = async () => {
    const read = (await api.readArtifact(model, 'v1', 'suite.default')) as {
      body: { test_cases: StoredCase[] };
    };
    return read.body.test_cases;
  };
  return { model, at, suite: `${at}/artifacts/suite.default`, cases, write };
}

const head = (page: Page, id: string): Locator =>
  page.locator('[data-head]').filter({ has: page.locator('code', { hasText: new RegExp(`^${id}$`) }) });
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click();
const save = (page: Page) => page.getByRole('button', { name: 'Save', exact: true }).click();

/** Opens a case that is closed; without JavaScript the page comes anew, with this one case open. */
async function open(page: Page, id: string): Promise<void> {
  if ((await head(page, id).getAttribute('aria-expanded')) === 'false') await head(page, id).click();
  await expect(head(page, id)).toHaveAttribute('aria-expanded', 'true');
}

/** Ticks or unticks a scenario of an open case. */
async function tick(page: Page, caseId: string, id: string, on: boolean): Promise<void> {
  const row = page.locator('[data-case]').filter({ has: head(page, caseId) });
  const list = row.getByRole('list', { name: 'Scenarios to pick' });
  if (!(await list.isVisible())) await row.getByText('Pick scenarios').click();
  await list.getByRole('checkbox', { name: new RegExp(id) }).setChecked(on);
}

for (const javaScriptEnabled of [true, false])
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript @long', () => {
    test.use({ javaScriptEnabled });

    test('a suite begins at a card with a case for each scenario and is filled in @postgres', async ({
      adminPage: page,
      api,
      assay,
    }) => {
      const place = await placeWith(api, null);
      await page.goto(`${place.at}/artifacts/card.default`);
      await expect(page.getByText('0 of 3 requirements have a test case.')).toBeVisible();
      await page.getByRole('link', { name: 'Begin a test suite with a case for each' }).click();
      await expect(page.getByText('3 of 3 requirements have a test case.')).toBeVisible();
      await press(page, 'Remove qas_002');
      await expect(page.getByText('2 of 3 requirements have a test case.')).toBeVisible();
      await open(page, 'qas_001');
      await expect(page.getByText('Nothing judges this case yet')).toBeVisible();
      await tick(page, 'qas_001', 'qas_002', true);
      await page.getByLabel('Identifier', { exact: true }).fill('looks');
      await page.getByLabel('Judged by a person').fill('Look at the log of the night.');
      await page.getByLabel('Note', { exact: true }).fill('Asked for by the depot.');
      await save(page);
      await expect(page).toHaveURL(assay.url + place.suite);
      await expect(page.getByText('3 of 3 requirements have a test case.')).toBeVisible();
      const [looks, other, ...rest] = await place.cases();
      expect(rest).toEqual([]);
      expect(looks).toMatchObject({
        identifier: 'looks',
        goal: 'The model says its size and is right for 95 of 100.',
        qas_list: ['card.default-qas_001', 'card.default-qas_002'],
        measurement: null,
        note: 'Asked for by the depot.',
      });
      expect(looks?.validator).toMatchObject({
        bool_exp: null,
        success: null,
        info: 'Look at the log of the night.',
      });
      expect(other).toMatchObject({
        identifier: 'qas_003',
        qas_list: ['card.default-qas_003'],
        validator: null,
      });
      await page.goto(`${place.at}/artifacts/card.default`);
      await expect(page.getByText('3 of 3 requirements have a test case.')).toBeVisible();
      await page.getByRole('link', { name: 'looks' }).first().click();
      await expect(page).toHaveURL(/suite\.default#case-looks$/);
    });

    test('a suite that Python wrote is edited, and its condition stays byte for byte', async ({
      adminPage: page,
      api,
      assay,
    }) => {
      const place = await placeWith(api, python);
      await page.goto(`${place.suite}/edit`);
      await open(page, 'accuracy');
      await expect(page.getByText('Real greater than 0.95')).toBeVisible();
      await expect(page.getByText(/never run here and is stored again exactly as it came/)).toBeVisible();
      await page.getByLabel('When it passes').fill('Right often enough');
      await page.getByLabel('Goal').fill('Sizes are right.');
      await press(page, 'Move down accuracy');
      await save(page);
      await expect(page).toHaveURL(assay.url + place.suite);
      const [first, second] = python.test_cases;
      const changed = {
        ...first,
        goal: 'Sizes are right.',
        validator: { ...first?.validator, success: 'Right often enough' },
      };
      const raw = (await api.readArtifact(place.model, 'v1', 'suite.default')) as { body: unknown };
      expect(raw.body).toEqual({ ...python, test_cases: [second, changed] });
    });

    test('a case can be added, measured and removed again', async ({ adminPage: page, api, assay }) => {
      const place = await placeWith(api, python);
      await page.goto(`${place.suite}/edit`);
      await page.getByRole('button', { name: 'Add a case', exact: true }).click();
      await page.getByLabel('Identifier', { exact: true }).fill('drift');
      await page.getByLabel('Measured by').fill('mlte.measurement.external_measurement.ExternalMeasurement');
      await page.getByLabel('Makes').fill('mlte.evidence.types.real.Real');
      await page.getByLabel('Name 1 of').fill('function');
      await page.getByLabel('Value 1 of').fill('belt.drift');
      await page.getByRole('checkbox', { name: /qas_003/ }).check();
      await press(page, 'Remove latency');
      await save(page);
      await expect(page).toHaveURL(assay.url + place.suite);
      const cases = await place.cases();
      expect(cases.map(({ identifier }) => identifier)).toEqual(['accuracy', 'drift']);
      expect(cases[1]).toMatchObject({
        qas_list: ['card.default-qas_003'],
        measurement: {
          measurement_class: 'mlte.measurement.external_measurement.ExternalMeasurement',
          output_class: 'mlte.evidence.types.real.Real',
          additional_data: { function: 'belt.drift' },
        },
        validator: null,
      });
    });

    test('what a suite may not hold is refused beside its field, with all that was typed', async ({
      adminPage: page,
      api,
      assay,
    }) => {
      const place = await placeWith(api, python);
      await page.goto(`${place.suite}/edit`);
      await open(page, 'accuracy');
      await page.getByLabel('Goal').fill('Typed before');
      await page.getByLabel('When it fails').fill('');
      await page.getByLabel('Identifier', { exact: true }).fill('latency');
      await save(page);
      await expect(page.getByText(/is there twice; every test case needs its own/).first()).toBeVisible();
      await expect(page.getByText(/has a success message but no failure message/).first()).toBeVisible();
      await expect(page.locator('[name="body.test_cases.0.goal"]')).toHaveValue('Typed before');
      await expect(page.locator('[name="body.test_cases.0.validator.failure"]')).toHaveValue('');
      expect((await place.cases())[0]).toMatchObject({
        identifier: 'accuracy',
        goal: 'Sizes are said rightly.',
      });
      await page.locator('[name="body.test_cases.0.identifier"]').fill('accuracy');
      await page.locator('[name="body.test_cases.0.validator.failure"]').fill('Wrong too often');
      await save(page);
      await expect(page).toHaveURL(assay.url + place.suite);
      expect((await place.cases())[0]).toMatchObject({
        goal: 'Typed before',
        validator: { failure: 'Wrong too often' },
      });
    });

    test('a case says when its scenario is on no card any more, and holds while one is', async ({
      adminPage: page,
      api,
      assay,
    }) => {
      const place = await placeWith(api, python);
      await place.write('card', { ...card, system_requirements: [third, card.system_requirements[0]] });
      await page.goto(`${place.suite}/edit?case=accuracy`);
      await expect(page.getByText(/qas_002 is on no card any more/)).toBeVisible();
      await expect(head(page, 'accuracy')).toContainText('Stale');
      await expect(head(page, 'latency')).toContainText('Needs a look');
      await page.getByLabel('Goal').fill('Still holds');
      await save(page);
      await expect(page.getByText(/refers to 'card\.default-qas_002'/).first()).toBeVisible();
      await open(page, 'latency');
      await tick(page, 'latency', 'qas_002', false);
      await tick(page, 'latency', 'qas_003', true);
      await save(page);
      await expect(page).toHaveURL(assay.url + place.suite);
      const [first, second] = await place.cases();
      expect(first).toMatchObject({
        goal: 'Still holds',
        qas_list: ['card.default-qas_002', 'card.default-qas_001'],
      });
      expect(second).toMatchObject({ qas_list: ['card.default-qas_003'] });
    });

    test('an entry of the catalog becomes a case, by its address and by searching', async ({
      adminPage: page,
      api,
      assay,
    }) => {
      const entry = unique('wet parcels');
      const made = await api.request('POST', '/catalog/local/entry', {
        header: { identifier: entry },
        tags: ['Tabular'],
        quality_attribute: 'Robustness',
        code: 'def wet(rows):\n    return rows\n',
        description: `Tells how often ${entry} are read wrong.`,
      });
      expect(made.status).toBe(200);
      const place = await placeWith(api, null);
      const query = new URLSearchParams({ type: 'suite', catalog: 'local', entry });
      await page.goto(`${place.at}/new/artifact?${query}`);
      await expect(page.getByLabel('Goal')).toHaveValue(`Tells how often ${entry} are read wrong.`);
      await expect(page.getByLabel('Note', { exact: true })).toHaveValue(
        `Uses the entry "${entry}" of the test catalog "local".`,
      );
      await expect(page.getByRole('link', { name: `Code of ${entry}` })).toHaveAttribute(
        'href',
        /\/catalog\/local\//,
      );
      await page.getByText('Show it here').click();
      await expect(page.getByText('def wet(rows):')).toBeVisible();

      await page.getByText('Use an entry of the test catalog').click();
      await page.getByLabel('Search entries').fill(entry);
      await page.getByLabel('Quality', { exact: true }).selectOption('Robustness');
      await press(page, 'Search');
      await press(page, `Use ${entry} for a case`);
      await expect(page.getByText('Test cases 2')).toBeVisible();
      await save(page);
      await expect(page).toHaveURL(assay.url + place.suite);
      const cases = await place.cases();
      expect(cases.map(({ identifier, qas_list }) => [identifier, qas_list])).toEqual([
        [entry, ['card.default-qas_003']],
        [`${entry}-2`, ['card.default-qas_003']],
      ]);
    });

    test('two people who edit a suite at once are merged case by case', async ({
      adminPage: page,
      api,
      assay,
    }) => {
      const place = await placeWith(api, python);
      await page.goto(`${place.suite}/edit?case=accuracy`);
      await page.getByLabel('Goal').fill('Mine');
      const [first, second] = python.test_cases;
      const added = { ...second, identifier: 'theirs' };
      await place.write('suite', { ...python, test_cases: [added, { ...first, note: 'Theirs' }, second] });
      await save(page);
      await expect(page.getByText(/wrote revision 2/)).toBeVisible();
      await save(page);
      await expect(page).toHaveURL(assay.url + place.suite);
      const cases = await place.cases();
      expect(cases.map(({ identifier }) => identifier)).toEqual(['theirs', 'accuracy', 'latency']);
      expect(cases[1]).toMatchObject({ goal: 'Mine', note: 'Theirs', validator: { bool_exp: CONDITION } });
    });
  });

test('another name for a case warns of what keeps the old one', async ({ adminPage: page, api }) => {
  const place = await placeWith(api, python);
  const evidence = {
    header: { identifier: 'evidence.accuracy', type: 'evidence', timestamp: -1, creator: null },
    body: {
      artifact_type: 'evidence',
      metadata: { test_case_id: 'accuracy', measurement: accuracy.measurement },
      evidence_class: 'mlte.evidence.types.real.Real',
      value: { evidence_type: 'real', real: 0.9, unit: null },
    },
  };
  await api.writeArtifact(place.model, 'v1', evidence, {});
  await page.goto(`${place.suite}/edit?case=accuracy`);
  await expect(page.getByText('Named by evidence.accuracy (v1).')).toBeVisible();
  await page.getByLabel('Identifier', { exact: true }).fill('precision');
  await expect(page.getByText(/evidence\.accuracy \(v1\) keeps the name accuracy/)).toBeVisible();
});

test('scenarios are found by their words, and the form works by keyboard', async ({
  adminPage: page,
  api,
}) => {
  const place = await placeWith(api, python);
  const many = Array.from({ length: 30 }, (_, n) => ({
    ...third,
    identifier: `card.default-qas_${100 + n}`,
    stimulus: `parcel number ${n}`,
  }));
  await place.write('card', { ...card, system_requirements: [...card.system_requirements, ...many] });
  await page.goto(`${place.suite}/edit?case=latency`);
  await page.getByText('Pick scenarios').click();
  await page.getByRole('searchbox', { name: 'Search scenarios' }).fill('robustness number 17');
  const found = page.getByRole('list', { name: 'Scenarios to pick' }).getByRole('checkbox');
  await expect(found).toHaveCount(1);
  await found.focus();
  await page.keyboard.press('Space');
  await expect(head(page, 'latency')).toContainText('qas_002, qas_117');
  await head(page, 'latency').focus();
  await page.keyboard.press('Alt+ArrowUp');
  await expect(page.locator('[data-head]').first()).toContainText('latency');
  await expect(head(page, 'latency')).toBeFocused();
});

for (const colorScheme of ['light', 'dark'] as const)
  test(`the form of a suite is accessible in ${colorScheme} and fits 360 px`, async ({
    adminPage: page,
    api,
  }) => {
    const place = await placeWith(api, {
      ...python,
      test_cases: [...python.test_cases, { identifier: 'idle' }],
    });
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 360, height: 740 });
    await page.goto(`${place.suite}/edit`);
    for (const id of ['accuracy', 'idle']) await open(page, id);
    await page.locator('main').evaluate((main) => {
      for (const fold of main.querySelectorAll('details')) fold.open = true;
    });
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
  });

test('a suite of 200 cases on 200 scenarios opens, and draws the boxes of one case only', async ({
  adminPage: page,
  api,
}) => {
  const scenarios = Array.from({ length: 200 }, (_, n) => ({
    ...third,
    identifier: `card.default-qas_${1000 + n}`,
  }));
  const place = await placeWith(api, null);
  await place.write('card', { ...card, system_requirements: scenarios });
  const cases = scenarios.map(({ identifier }, n) => ({
    ...accuracy,
    identifier: `case ${n}`,
    qas_list: [identifier],
  }));
  await place.write('suite', { ...suiteBody, test_cases: cases });
  await page.goto(`${place.suite}/edit`);
  await expect(page.getByText('200 of 200 requirements have a test case.')).toBeVisible();
  await expect(page.getByRole('checkbox')).toHaveCount(0);
  await open(page, 'case 150');
  await page.getByText('Pick scenarios').click();
  await expect(page.getByRole('checkbox')).toHaveCount(200);
  await page.getByLabel('Goal').fill('Changed');
  await save(page);
  await expect(page).not.toHaveURL(/edit/);
  const stored = await place.cases();
  expect(stored).toHaveLength(200);
  expect(stored[150]).toMatchObject({ goal: 'Changed', identifier: 'case 150' });
});
