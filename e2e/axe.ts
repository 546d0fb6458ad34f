import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, type Page } from '@playwright/test';

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly target: readonly unknown[]; readonly failureSummary?: string }[];
}

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** The rules that colors decide. */
const COLOR_RULES = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] };

/** Holds the page against WCAG 2.2 A and AA, and what axe calls best practice. */
export async function expectAccessible(page: Page): Promise<void> {
  // Where pages follow each other without a load, a title comes after the page that it is of.
  await expect(page).toHaveTitle(/./);
  await page.evaluate(source);
  await expectNoViolation(page, RULES, 'axe');
}

/** Changes the colors of a page that {@link expectAccessible} has looked at, and holds it against what they decide. */
export async function expectReadableIn(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await expect(page.locator('html')).toHaveClass(new RegExp(`\\b${colorScheme}\\b`));
  await expectNoViolation(page, COLOR_RULES, `axe in ${colorScheme}`);
}

async function expectNoViolation(page: Page, runOnly: unknown, who: string): Promise<void> {
  const violations = await page.evaluate(async (rules) => {
    const { axe } = window as unknown as {
      axe: { run: (context: Document, options: object) => Promise<{ violations: Violation[] }> };
    };
    return (await axe.run(document, { runOnly: rules })).violations;
  }, runOnly);
  const messages = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`,
  );
  expect.soft(messages, `${who} on ${page.url()}`).toEqual([]);
}

/** The page must not scroll sideways: at 360 px everything fits or scrolls inside itself. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const { wide, seen } = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth,
    seen: document.documentElement.clientWidth,
  }));
  expect.soft(wide, `width of ${page.url()}`).toBeLessThanOrEqual(seen);
}
