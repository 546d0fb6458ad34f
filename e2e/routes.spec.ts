import type { Page } from '@playwright/test';
import { SEED } from '../db/testing/seed';
import { expectAccessible, expectNoSidewaysScroll, expectReadableIn } from './axe';
import { expect, test } from './fixtures';
import { PAGES, pageAt } from './pages';
import { AREAS, furnish, type Given } from './routes';

/** The workers share the areas: each takes one half of the tests of this file, in their order. */
test.describe.configure({ mode: 'parallel' });

let given: Given = { report: '', runs: '', assignment: '', request: '', token: '' };
test.beforeAll(async ({ assay }) => {
  given = await furnish(assay.url);
});

/** Compressed, of everything a page loads by itself; React and Next are 132,000 of it. */
const MOST_SCRIPT = 150_000;
/** The forms of artifacts are over the budget of the others: 156,000 to 168,000, and must not grow. */
const MOST_SCRIPT_OF_FORMS = 170_000;
const isArtifactForm = (route: string): boolean => /\/new\/artifact|\/artifacts\/[^/]+\/edit/.test(route);

/** Of the pages of an area, one in so many is looked at; in the long tier, each. */
const SAMPLED = process.env['ASSAY_TEST_TIER'] === 'long' ? 1 : 3;

for (const [n, { area, routes }] of AREAS.entries())
  test(`every page of ${area} fits 360 px and keeps to its script budget, and is accessible in light and dark @sampled`, async ({
    adminPage: page,
  }) => {
    test.setTimeout(600_000);
    for (const [at, route] of routes(given).entries()) {
      if ((SEED + n + at) % SAMPLED !== 0) continue;
      await page.emulateMedia({ colorScheme: 'light' });
      await page.setViewportSize({ width: 1280, height: 800 });
      const response = await page.goto(route);
      expect.soft(response?.status(), route).toBe(200);
      await expect.soft(page.getByRole('heading', { level: 1 }), route).toHaveCount(1);
      // One load for all: the network falls quiet while the page is looked at.
      const quiet = page.waitForLoadState('networkidle');
      await expectAccessible(page);
      await expectReadableIn(page, 'dark');
      await page.setViewportSize({ width: 360, height: 740 });
      await expectNoSidewaysScroll(page);
      await quiet;
      await expectWithinBudget(page, route);
    }
  });

async function expectWithinBudget(page: Page, route: string): Promise<void> {
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

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

/** Pages that no line of the routes opens, and why. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  '/setup': 'auth.spec.ts: only before there is an administrator',
  '/sign-in': 'auth.spec.ts: only before somebody signed in',
  '/join/[link]': 'invitations.spec.ts: by a secret',
  '/new-password/[link]': 'invitations.spec.ts: by a secret',
  '/welcome': 'invitations.spec.ts: only for who was invited',
  '/import/[staged]': 'import.spec.ts: what was uploaded',
  '/nothing': 'viewing.spec.ts: in the place of what views hide',
  '/a/[permalink]': 'artifacts.spec.ts: leads elsewhere',
  '/r/[permalink]': 'runs.spec.ts: leads elsewhere',
  '/catalog/[catalog]': 'leads elsewhere',
  '/flavors/[type]': 'leads elsewhere',
  '/lists/[list]/entries/[entry]': 'leads elsewhere',
};

test('every page has a line among the routes', () => {
  const opened = AREAS.flatMap(({ routes }) =>
    routes({ report: 'report.x', runs: 'x', assignment: 'x', request: 'x', token: 'x' }),
  ).map(pageAt);
  const without = PAGES.filter((page) => !opened.includes(page));
  expect(without.sort()).toEqual(Object.keys(ELSEWHERE).sort());
});
