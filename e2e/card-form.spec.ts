import type { Locator, Page } from '@playwright/test';
import { expectAccessible, expectNoSidewaysScroll } from './axe';
import { expect, signIn, test, unique } from './fixtures';
import type { MlteApi } from './mlte-api';
import { cardBody } from './samples';

const header = { identifier: 'card.default', type: 'card', timestamp: -1, creator: null };

/** What these tests look at of a stored card. */
interface Stored {
  system: { task: string; risks: string[]; goals: { metrics: { baseline: string }[] }[] };
  data: { labels: { percentage: number }[]; fields: { description: string }[]; x_site: number }[];
  model: object;
  system_requirements: { identifier: string; quality: string; measure: string }[];
}

/** With names of no release, which the form does not know and must keep. */
const CARD: Stored & Record<string, unknown> = {
  ...(structuredClone(cardBody) as unknown as Stored),
  x_team: { name: 'parcels' },
  data: cardBody.data.map((set) => ({
    ...(structuredClone(set) as unknown as Stored['data'][0]),
    x_site: 7,
  })),
};

interface Place {
  readonly model: string;
  readonly at: string;
  readonly stored: () => Promise<Stored>;
  readonly write: (body: object) => Promise<void>;
}

async function placeWith(api: MlteApi, body: object | null): Promise<Place> {
  const model = unique('card');
  await api.createModel(model);
  await api.createVersion(model, 'v1');
  const write = async (next: object) => {
    await api.writeArtifact(model, 'v1', { header, body: next }, { force: true });
  };
  if (body !== null) await write(body);
  const stored = async () => {
    const read = (await api.readArtifact(model, 'v1', 'card.default')) as { body: Stored };
    return read.body;
  };
  return { model, at: `/projects/default/models/${model}`, stored, write };
}

const field = (page: Page, path: string): Locator => page.locator(`[name="body.${path}"]`);
/** Opens what is folded around a field and fills it. */
async function fill(page: Page, path: string, text: string): Promise<void> {
  await unfold(field(page, path));
  await field(page, path).fill(text);
}
async function unfold(within: Locator): Promise<void> {
  await within.evaluate((element) => {
    for (let fold = element.closest('details'); fold; fold = fold.parentElement?.closest('details') ?? null)
      fold.open = true;
  });
}
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const save = (page: Page) => press(page, 'Save');
const add = (page: Page, noun: string, nth = 0) =>
  page
    .getByRole('button', { name: `Add ${noun}` })
    .nth(nth)
    .click();

/** Every text field of the form, by where it is in the body. */
async function typeAll(page: Page): Promise<void> {
  for (const noun of ['goal', 'risk', 'scenario', 'data set', 'input', 'output']) await add(page, noun);
  await expect(field(page, 'model.output_specification.0.name')).toBeAttached();
  for (const noun of ['metric', 'label', 'field']) await add(page, noun);
  await expect(field(page, 'data.0.fields.0.special_values')).toBeAttached();
  for (const [path, text] of Object.entries(TYPED)) await fill(page, path, text);
  for (const [path, word] of Object.entries(CHOSEN)) {
    await unfold(field(page, path));
    await field(page, path).selectOption(word);
  }
}
const RESOURCES = ['cpu', 'gpu', 'gpu_memory', 'main_memory', 'storage'];
const TYPED: Record<string, string> = {
  'system.goals.0.description': 'Sort parcels',
  'system.goals.0.metrics.0.description': 'Parcels an hour',
  'system.goals.0.metrics.0.baseline': '900',
  'system.task': 'Say the size',
  'system.usage_context': 'Above the belt',
  'system.risks.0': 'A jam',
  'system_requirements.0.stimulus': 'a photograph of a wet parcel',
  'system_requirements.0.source': 'the camera',
  'system_requirements.0.environment': 'rain',
  'system_requirements.0.response': 'The size is right',
  'system_requirements.0.measure': 'in 99 % of cases',
  'data.0.labels.0.percentage': '61.5',
  ...Object.fromEntries(
    ['description', 'purpose', 'source', 'access', 'labeling_method', 'rights', 'policies'].map((name) => [
      `data.0.${name}`,
      `the ${name}`,
    ]),
  ),
  ...Object.fromEntries(['name', 'description'].map((name) => [`data.0.labels.0.${name}`, `label ${name}`])),
  ...Object.fromEntries(
    ['name', 'description', 'type', 'expected_values', 'missing_values', 'special_values'].map((name) => [
      `data.0.fields.0.${name}`,
      `field ${name}`,
    ]),
  ),
  ...Object.fromEntries(
    ['input', 'output'].flatMap((kind) =>
      ['name', 'description', 'type', 'expected_values'].map((name) => [
        `model.${kind}_specification.0.${name}`,
        `${kind} ${name}`,
      ]),
    ),
  ),
  ...Object.fromEntries(
    ['model_source', 'deployment_platform', 'capability_deployment_mechanism'].map((name) => [
      `model.${name}`,
      `the ${name}`,
    ]),
  ),
  ...Object.fromEntries(
    ['development', 'production'].flatMap((place) =>
      RESOURCES.map((name) => [`model.${place}_compute_resources.${name}`, `${place} ${name}`]),
    ),
  ),
};
const CHOSEN: Record<string, string> = {
  'system.problem_type': 'Classification',
  'system_requirements.0.quality': 'Robustness',
  'data.0.classification': 'Unclassified',
};

/** Whatever a body holds at a path. */
function at(body: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((value, step) => (value as Record<string, unknown>)[step], body);
}

for (const javaScriptEnabled of [true, false])
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript @long', () => {
    test.use({ javaScriptEnabled });

    test('a card is filled in from nothing, every field of it, and read as a document @postgres', async ({
      adminPage: page,
      api,
    }) => {
      const place = await placeWith(api, null);
      await page.goto(`${place.at}/new/artifact`);
      await page.getByRole('link', { name: /^Negotiation card/ }).click();
      await expect(page.getByLabel('Name', { exact: true }).first()).toHaveValue('default');
      await typeAll(page);
      await save(page);
      await expect(page).toHaveURL(new RegExp(`${place.model}/artifacts/card\\.default$`));
      await expect(page.getByText('A photograph of a wet parcel from the camera during rain.')).toBeVisible();
      await expect(page.getByText('Say the size')).toBeVisible();
      const body = await place.stored();
      for (const [path, text] of Object.entries({ ...TYPED, ...CHOSEN }))
        expect(String(at(body, path)), path).toBe(text);
      expect(body.data[0]?.labels[0]?.percentage).toBe(61.5);
      expect(body.system_requirements[0]?.identifier).toBe('card.default-qas_001');
    });

    test('one field of a full card is edited, and nothing else changes', async ({ adminPage: page, api }) => {
      const place = await placeWith(api, CARD);
      const before = await place.stored();
      await page.goto(`${place.at}/artifacts/card.default/edit`);
      await fill(page, 'data.0.fields.0.description', 'Grey, 1280 × 960');
      await save(page);
      await expect(page).toHaveURL(/card\.default$/);
      const expected = structuredClone(before);
      const [photo] = expected.data[0]?.fields ?? [];
      if (photo) photo.description = 'Grey, 1280 × 960';
      expect(await place.stored()).toEqual(expected);
    });

    test('rows are added, moved and removed, and take what is not in the form along', async ({
      adminPage: page,
      api,
    }) => {
      const second = { ...CARD.data[0], description: 'Second', x_site: 8 };
      const place = await placeWith(api, { ...CARD, data: [...CARD.data, second] });
      await page.goto(`${place.at}/artifacts/card.default/edit`);
      await press(page, 'Move up data set 2');
      await expect(field(page, 'data.0.description')).toHaveValue('Second');
      await add(page, 'risk');
      await fill(page, 'system.risks.1', 'Rain');
      await press(page, 'Remove goal 1');
      await expect(field(page, 'system.goals.0.description')).toHaveCount(0);
      await save(page);
      await expect(page).toHaveURL(/card\.default$/);
      const { system, data } = await place.stored();
      expect(data.map((set) => set.x_site)).toEqual([8, 7]);
      expect(system.risks).toEqual(['A parcel that is too large jams the chute.', 'Rain']);
      expect(system.goals).toEqual([]);
    });

    test('what is wrong stands beside its field, and nothing that was typed is lost', async ({
      adminPage: page,
      api,
    }) => {
      const place = await placeWith(api, CARD);
      await page.goto(`${place.at}/artifacts/card.default/edit`);
      await fill(page, 'system.task', 'Typed before');
      await add(page, 'metric');
      await fill(page, 'system.goals.0.metrics.1.description', 'A new metric');
      await fill(page, 'data.0.labels.1.percentage', 'a third');
      await save(page);
      const wrong = field(page, 'data.0.labels.1.percentage');
      await expect(wrong).toHaveAttribute('aria-invalid', 'true');
      await expect(wrong).toHaveAccessibleDescription(/expected number.*a third/);
      await expect(wrong).toBeFocused();
      await expect(wrong).toHaveValue('a third');
      await expect(field(page, 'system.task')).toHaveValue('Typed before');
      await expect(field(page, 'system.goals.0.metrics.1.description')).toHaveValue('A new metric');
      expect((await place.stored()).system.task).toBe(CARD.system.task);
      await wrong.fill('33');
      await save(page);
      await expect(page).toHaveURL(/card\.default$/);
      expect((await place.stored()).data[0]?.labels[1]?.percentage).toBe(33);
    });

    test('a list grows from the form by a word with its category', async ({ adminPage: page, api }) => {
      const place = await placeWith(api, CARD);
      const word = unique('Tidiness');
      const quality = 'system_requirements.0.quality';
      await page.goto(`${place.at}/artifacts/card.default/edit`);
      await unfold(field(page, quality));
      await field(page, quality).selectOption({ label: 'Another entry…' });
      await page.locator(`[name="grow.body.${quality}"]`).fill(word);
      await save(page);
      await expect(field(page, quality)).toHaveAttribute('aria-invalid', 'true');
      await expect(page.locator(`[name="grow.body.${quality}"]`)).toHaveValue(word);
      await page.locator(`[name="parent.body.${quality}"]`).selectOption('Consistency');
      await save(page);
      await expect(page).toHaveURL(/card\.default$/);
      expect((await place.stored()).system_requirements[0]?.quality).toBe(word);
    });

    test('a draft survives leaving, is offered with its time, and goes when it is saved', async ({
      adminPage: page,
      api,
    }) => {
      const place = await placeWith(api, CARD);
      const edit = `${place.at}/artifacts/card.default/edit`;
      await page.goto(edit);
      await fill(page, 'system.task', 'Half a thought');
      if (javaScriptEnabled) await expect(page.getByText(/Draft kept at/)).toBeVisible();
      else await press(page, 'Keep as draft');
      await page.goto('/projects');
      await page.goto(edit);
      await expect(page.getByRole('heading', { name: 'You have a draft' })).toBeVisible();
      await expect(page.getByText(/1 field differs/)).toBeVisible();
      await page.getByRole('link', { name: 'Continue with the draft' }).click();
      await expect(field(page, 'system.task')).toHaveValue('Half a thought');
      await save(page);
      await expect(page).toHaveURL(/card\.default$/);
      expect((await place.stored()).system.task).toBe('Half a thought');
      await page.goto(edit);
      await expect(field(page, 'system.task')).toHaveValue('Half a thought');
    });

    test('two people who edit at once are merged field by field, and choose where both did @postgres', async ({
      adminPage: page,
      api,
    }) => {
      const place = await placeWith(api, CARD);
      await page.goto(`${place.at}/artifacts/card.default/edit`);
      await fill(page, 'system.task', 'My task');
      await fill(page, 'system.usage_context', 'My context');
      await place.write({
        ...CARD,
        x_new: true,
        system: { ...CARD.system, task: 'Their task' },
        model: { ...CARD.model, model_source: 'Their source' },
      });
      await save(page);
      await expect(page.getByRole('heading', { name: 'You both changed one place' })).toBeVisible();
      await expect(page.getByText(/ada wrote revision 2/)).toBeVisible();
      await expect(field(page, 'model.model_source')).toHaveValue('Their source');
      await save(page);
      await expect(page.getByText('Choose which of the two it shall be.').first()).toBeVisible();
      await page.getByRole('radio', { name: /Their task/ }).check();
      await save(page);
      await expect(page).toHaveURL(/card\.default$/);
      const now = await place.stored();
      expect(now.system).toMatchObject({ task: 'Their task', usage_context: 'My context' });
      expect(now).toMatchObject({ x_new: true, model: { model_source: 'Their source' } });
    });
  });

test('a word that one may not add says who can', async ({ browser, assay, api }) => {
  const place = await placeWith(api, CARD);
  const name = unique('mia');
  await api.request('POST', '/group', {
    name: unique('editors'),
    permissions: [{ resource_type: 'model', resource_id: null, method: 'any' }],
  });
  const groups = (await api.request('GET', '/groups/details')).body as { name: string }[];
  const user = { username: name, password: 'a long enough phrase', role: 'regular' };
  const made = await api.request('POST', '/user', {
    ...user,
    groups: groups.filter((each) => /^editors/.test(each.name)),
  });
  expect(made.status).toBe(200);
  const context = await browser.newContext({ baseURL: assay.url });
  const page = await context.newPage();
  await signIn(page, { name, password: user.password });
  await page.goto(`${place.at}/artifacts/card.default/edit`);
  await field(page, 'system.problem_type').selectOption({ label: 'Another entry…' });
  await expect(page.getByText(/custom_list:create/).first()).toBeVisible();
  await expect(page.locator('[name="grow.body.system.problem_type"]')).toHaveCount(0);
  await context.close();
});

test('a card is edited by the keyboard alone', async ({ adminPage: page, api }) => {
  const place = await placeWith(api, CARD);
  await page.goto(`${place.at}/artifacts/card.default/edit`);
  await field(page, 'system.risks.0').focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Add risk' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(field(page, 'system.risks.1')).toBeFocused();
  await page.keyboard.type('Rain');
  await page.keyboard.press('Alt+ArrowUp');
  await expect(field(page, 'system.risks.0')).toHaveValue('Rain');
  await expect(field(page, 'system.risks.0')).toBeFocused();
  await page.keyboard.press('Control+Enter');
  await expect(page).toHaveURL(/card\.default$/);
  expect((await place.stored()).system.risks).toEqual(['Rain', 'A parcel that is too large jams the chute.']);
});

test('the sentence of a scenario follows what is typed, and its section counts what is filled in', async ({
  adminPage: page,
  api,
}) => {
  const place = await placeWith(api, null);
  await page.goto(`${place.at}/new/artifact?type=card`);
  const contents = page.getByRole('navigation', { name: 'Sections of this card' });
  await expect(contents.getByRole('link', { name: /^Requirements/ })).toHaveText(/empty/);
  await add(page, 'scenario');
  await field(page, 'system_requirements.0.stimulus').fill('a wet parcel');
  await field(page, 'system_requirements.0.response').fill('the size is right');
  await expect(page.getByText('A wet parcel. The size is right.')).toBeVisible();
  await expect(contents.getByRole('link', { name: /^Requirements/ })).toHaveText(/2\D+6/);
});

for (const colorScheme of ['light', 'dark'] as const)
  test(`the form of a card is accessible in ${colorScheme}, also with complaints and at 360 px`, async ({
    adminPage: page,
    api,
  }) => {
    const place = await placeWith(api, CARD);
    await page.emulateMedia({ colorScheme });
    await page.goto(`${place.at}/artifacts/card.default/edit`);
    await page.evaluate(() => {
      for (const fold of document.querySelectorAll('details')) fold.open = true;
    });
    await expectAccessible(page);
    await page.setViewportSize({ width: 360, height: 740 });
    await expectNoSidewaysScroll(page);
    await fill(page, 'data.0.labels.0.percentage', 'much');
    await fill(page, 'system.task', 'Mine');
    await save(page);
    await expect(field(page, 'data.0.labels.0.percentage')).toHaveAttribute('aria-invalid', 'true');
    await expectAccessible(page);
    await fill(page, 'data.0.labels.0.percentage', '61');
    await place.write({ ...CARD, system: { ...CARD.system, task: 'Theirs' } });
    await save(page);
    await expect(page.getByRole('heading', { name: /You both changed/ })).toBeVisible();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await page.goto(`${place.at}/new/artifact`);
    await expectAccessible(page);
  });

test('a card of two hundred scenarios and fifty fields is saved whole', async ({ adminPage: page, api }) => {
  const [scenario] = CARD.system_requirements;
  const [set] = CARD.data;
  const large = {
    ...CARD,
    data: [
      { ...set, fields: Array.from({ length: 50 }, (_, n) => ({ name: `column ${n}`, type: 'float' })) },
    ],
    system_requirements: Array.from({ length: 200 }, () => ({ ...scenario, identifier: null })),
  };
  const place = await placeWith(api, large);
  const before = await place.stored();
  await page.goto(`${place.at}/artifacts/card.default/edit`);
  await fill(page, 'system_requirements.199.measure', 'within a day');
  await save(page);
  await expect(page).toHaveURL(/card\.default$/);
  const expected = structuredClone(before);
  const last = expected.system_requirements[199];
  if (last) last.measure = 'within a day';
  expect(await place.stored()).toEqual(expected);
});

test('what is selected in a text when the form comes to life is what the next key replaces', async ({
  adminPage: page,
  api,
}) => {
  const place = await placeWith(api, CARD);
  let release = (): void => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/_next/static/**/*.js', async (route) => {
    await released;
    await route.continue();
  });
  await page.goto(`${place.at}/artifacts/card.default/edit`, { waitUntil: 'commit' });
  const task = field(page, 'system.task');
  await unfold(task);
  await task.selectText();
  release();
  await expect
    .poll(() => task.evaluate((text) => Object.keys(text).some((key) => key.startsWith('__reactProps$'))))
    .toBe(true);
  await page.keyboard.insertText('Another');
  await expect(task).toHaveValue('Another');
});

test('Enter in a line writes no revision, and leaving with what is not kept yet asks first', async ({
  adminPage: page,
  api,
}) => {
  const place = await placeWith(api, CARD);
  const edit = `${place.at}/artifacts/card.default/edit`;
  await page.goto(edit);
  // No draft is ever kept: the server takes its time.
  await page.route(`**${edit}`, (route) =>
    route.request().method() === 'POST' ? new Promise(() => {}) : route.continue(),
  );
  await fill(page, 'system.goals.0.metrics.0.baseline', '1000');
  // Before the form comes to life, Enter sends it as browsers do.
  await expect(page.getByText('Not saved yet')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Not saved yet')).toBeVisible();
  const dialog = page.waitForEvent('dialog');
  await page.evaluate(() => setTimeout(() => location.reload()));
  const asking = await dialog;
  expect(asking.type()).toBe('beforeunload');
  await asking.accept();
  await expect(field(page, 'system.goals.0.metrics.0.baseline')).toHaveValue('900, by hand');
  expect((await place.stored()).system.goals[0]?.metrics[0]?.baseline).toBe('900, by hand');
});
