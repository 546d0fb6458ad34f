import { largeCard, largeReport, largeResults, largeSuite } from '../lib/testing/large-bodies';
import { expectAccessible } from './axe';
import { ADMIN, expect, test, unique } from './fixtures';
import { MlteApi } from './mlte-api';

const CASES = 2000;
const SCENARIOS = 200;
const model = unique('large');
const at = `/projects/default/models/${model}`;
const results = `${at}/versions/v1/artifacts/results.default`;
let report = '';

test.beforeAll(async ({ assay }) => {
  const api = await MlteApi.signIn(assay.url, ADMIN);
  const write = async (type: string, body: object) => {
    const artifact = { header: { identifier: `${type}.default`, type }, body };
    const written = await api.writeArtifact(model, 'v1', artifact, { parents: true });
    return written.artifact.header.identifier;
  };
  await write('card', largeCard(SCENARIOS));
  await write('suite', largeSuite(SCENARIOS, SCENARIOS));
  await write('results', largeResults(CASES, SCENARIOS));
  report = await write('report', largeReport(CASES, SCENARIOS));
});

test('two thousand cases stand on one page, the failed ones first, and each can be linked to', async ({
  adminPage: page,
}) => {
  await page.goto(`${results}#result-case-1999`);
  await expect(page.locator('#result-case-1999')).toBeInViewport();
  await expect(page.locator('li[id^="result-"]')).toHaveCount(CASES);
  const { verdicts, inOrder } = await page.evaluate(() => {
    const words = [...document.querySelectorAll('li[id^="result-"] > .status')].map(
      (each) => each.textContent,
    );
    const runs = words.filter((word, n) => word !== words[n - 1]);
    return { verdicts: words.length, inOrder: runs };
  });
  expect(verdicts).toBe(CASES);
  expect(inOrder).toEqual(['Failed', 'To judge', 'Passed']);
});

test('the cases of one verdict have an address', async ({ adminPage: page }) => {
  await page.goto(results);
  // By its place first, and asked once: each look at a page of 34,000 elements takes the browser long.
  const verdicts = page.locator('nav[aria-label="Verdicts"]');
  await verdicts.getByRole('link', { name: '222 failed' }).click();
  await page.waitForURL(/\?verdict=failed$/);
  expect(await page.locator('li[id^="result-"]').count()).toBe(222);
  await expectAccessible(page);
  await verdicts.getByRole('link', { name: 'of 2,000 test cases' }).click();
  await page.waitForURL(results);
  expect(await page.locator('li[id^="result-"]').count()).toBe(CASES);
});

test('a large page is bounded in bytes, and nothing in it moves after it is shown @long', async ({
  adminPage: page,
}) => {
  await page.addInitScript(() => {
    const result = window as unknown as { shifted: number };
    result.shifted = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        result.shifted += (entry as PerformanceEntry & { value: number }).value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
  // Bytes of HTML for each scenario or case on the page, its copy for the router included.
  for (const [path, rows, most] of [
    [`${at}/artifacts/card.default`, SCENARIOS, 5_000],
    [`${at}/artifacts/suite.default`, SCENARIOS, 5_000],
    [results, CASES, 3_200],
    [`${at}/versions/v1/artifacts/${report}`, CASES + 2 * SCENARIOS, 3_600],
  ] as const) {
    const response = await page.goto(path);
    expect((await response?.body())?.length, path).toBeLessThan(rows * most);
    await page.waitForLoadState('networkidle');
    expect(await page.evaluate(() => (window as unknown as { shifted: number }).shifted)).toBeLessThan(0.02);
  }
});
