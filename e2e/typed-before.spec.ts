import type { Locator, Page } from '@playwright/test';
import { expect, test, unique } from './fixtures';
import { cardBody, suiteBody } from './samples';

/** Holds the page's JavaScript back until the answer is called. */
async function holdScripts(page: Page): Promise<() => void> {
  let release = (): void => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/_next/static/**/*.js', async (route) => {
    await released;
    await route.continue();
  });
  return release;
}

const expectTakenOver = (field: Locator): Promise<void> =>
  expect
    .poll(() => field.evaluate((each) => Object.keys(each).some((key) => key.startsWith('__reactProps$'))))
    .toBe(true);

test('what was typed, ticked and chosen before a form comes to life is what it saves', async ({
  adminPage: page,
  api,
  assay,
}) => {
  const model = unique('early');
  const write = (type: string, body: object) =>
    api.writeArtifact(
      model,
      'v1',
      { header: { identifier: `${type}.default`, type, timestamp: -1, creator: null }, body },
      { force: true, parents: true },
    );
  await write('card', cardBody);
  await write('suite', suiteBody);
  const suite = `/projects/default/models/${model}/artifacts/suite.default`;
  const [{ identifier }] = suiteBody.test_cases;

  const release = await holdScripts(page);
  await page.goto(`${suite}/edit?case=${identifier}`, { waitUntil: 'commit' });
  const goal = page.getByLabel('Goal');
  await goal.fill('Said before');
  await page.getByLabel('Identifier', { exact: true }).fill('early');
  await page.getByText('Pick scenarios').click();
  const scenarios = page.getByRole('list', { name: 'Scenarios to pick' }).getByRole('checkbox');
  const ticks = await scenarios.evaluateAll((all) => all.map((each) => (each as HTMLInputElement).checked));
  for (let n = 0; n < ticks.length; n += 1) await scenarios.nth(n).click();
  release();
  await expectTakenOver(goal);
  // Who draws from what is typed has heard of it.
  await expect(page.locator('[data-head] code').filter({ hasText: /^early$/ })).toBeVisible();
  await expect(page.getByText('Not saved yet')).toBeVisible();
  await expect(goal).toHaveValue('Said before');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page).toHaveURL(assay.url + suite);
  const { body } = (await api.readArtifact(model, 'v1', 'suite.default')) as {
    body: { test_cases: { identifier: string; goal: string; qas_list: string[] }[] };
  };
  expect(body.test_cases[0]).toMatchObject({ identifier: 'early', goal: 'Said before' });
  expect(body.test_cases[0]?.qas_list).toHaveLength(ticks.filter((each) => !each).length);
});

test('a plain form keeps a text of several lines that was typed before it came to life', async ({
  adminPage: page,
}) => {
  const release = await holdScripts(page);
  await page.goto('/admin/new-role?from=viewer', { waitUntil: 'commit' });
  const description = page.getByLabel('Description');
  await expect(description).not.toHaveValue('');
  await description.fill('Looks at everything.\nAnd says so.');
  release();
  await expectTakenOver(description);
  await expect(description).toHaveValue('Looks at everything.\nAnd says so.');
  await description.press('End');
  await page.keyboard.insertText('!');
  await expect(description).toHaveValue('Looks at everything.\nAnd says so.!');
});

test('a key pressed in the very moment in which a text is taken over is not lost', async ({
  adminPage: page,
}) => {
  // React writes a text's first value into it twice, and another piece of the page may come to life in between.
  await page.addInitScript(() => {
    const { prototype } = HTMLTextAreaElement;
    const own = (name: string) => Object.getOwnPropertyDescriptor(prototype, name) ?? {};
    const [initial, value] = [own('defaultValue'), own('value')];
    const keys = ['A', 'B'];
    const press = (field: HTMLTextAreaElement) => {
      const data = keys.shift();
      if (data === undefined) return;
      field.dispatchEvent(new InputEvent('beforeinput', { bubbles: true, data }));
      value.set?.call(field, `${field.value}${data}`);
      field.dispatchEvent(new InputEvent('input', { bubbles: true, data }));
    };
    Object.defineProperty(prototype, 'defaultValue', {
      ...initial,
      set(text: string) {
        if (this.isConnected && keys.length === 2) press(this);
        initial.set?.call(this, text);
      },
    });
    Object.defineProperty(prototype, 'value', {
      ...value,
      set(text: string) {
        value.set?.call(this, text);
        if (keys.length === 1) press(this);
      },
    });
  });
  await page.goto('/admin/new-role?from=viewer');
  const description = page.getByLabel('Description');
  await expectTakenOver(description);
  await expect(description).toHaveValue(/AB$/);
  await expect(description).not.toHaveValue('AB');
});
