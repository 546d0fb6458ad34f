import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { AREAS, furnish, type Given } from './routes';

/** The workers share the areas. */
test.describe.configure({ mode: 'parallel' });

let given: Given = { report: '', runs: '', assignment: '', request: '', token: '' };
test.beforeAll(async ({ assay }) => {
  given = await furnish(assay.url);
});

/** Sheets as people print on them. Their text is as wide as they are without 16 mm on both sides, at 96 dots an inch. */
const SHEETS = [
  { name: 'A4', format: 'A4', landscape: false, scale: 1, width: 673 },
  { name: 'A4 across', format: 'A4', landscape: true, scale: 1, width: 1001 },
  { name: 'A4 at 80 %', format: 'A4', landscape: false, scale: 0.8, width: 841 },
  { name: 'A4 across at 80 %', format: 'A4', landscape: true, scale: 0.8, width: 1251 },
  { name: 'Letter', format: 'Letter', landscape: false, scale: 1, width: 695 },
  { name: 'Letter across', format: 'Letter', landscape: true, scale: 1, width: 935 },
] as const;
type Sheet = (typeof SHEETS)[number];

/** Sheets of the longest page of the routes, results of sixty cases being judged; one of a letter a line has dozens. */
const MOST_SHEETS = 8;

/** How many sheets Chromium makes of the page: each is an object of its own in the file, and named so. */
async function sheetsOf(page: Page, { format, landscape, scale }: Sheet): Promise<number> {
  const pdf = await page.pdf({ format, landscape, scale });
  return [...pdf.toString('latin1').matchAll(/\/Type\s*\/Page\b/g)].length;
}

/**
 * What would be missing or unreadable on paper: boxes wider than the sheet, text in boxes that hide what does not fit,
 * and short words in so narrow a column that they break. Fields of forms may hide text: it is theirs to scroll.
 */
const lostOnPaper = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const lost = new Set<string>();
    const nameOf = (element: Element | null) =>
      `${element?.tagName.toLowerCase()} “${element?.textContent.slice(0, 30)}”`;
    const width = document.documentElement.clientWidth;
    for (const element of document.querySelectorAll('main *, header *')) {
      const box = element.getBoundingClientRect();
      if (box.width <= 1 || box.height <= 1) continue;
      // Links of heads reach 4 px over the text, so that they can be hit.
      if (box.right > width + 5) lost.add(`wider than the sheet: ${nameOf(element)}`);
      if (/^(INPUT|SELECT|TEXTAREA)$/.test(element.tagName)) continue;
      const { overflowX, overflowY } = getComputedStyle(element);
      if (overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1)
        lost.add(`cut off: ${nameOf(element)}`);
      if (overflowY !== 'visible' && element.scrollHeight > element.clientHeight + 1)
        lost.add(`cut off below: ${nameOf(element)}`);
    }
    const texts = document.createTreeWalker(
      document.querySelector('main') ?? document.body,
      NodeFilter.SHOW_TEXT,
    );
    const range = document.createRange();
    for (let text = texts.nextNode(); text !== null; text = texts.nextNode())
      // Names in code stand in columns of a comparison that are as narrow as five runs make them.
      if (text.parentElement?.closest('code, .font-mono') === null)
        for (const word of (text.nodeValue ?? '').matchAll(/[^\s-]{2,10}(?![^\s-])/gu)) {
          if (/[^\s-]/u.test((text.nodeValue ?? '')[word.index - 1] ?? ' ')) continue;
          range.setStart(text, word.index);
          range.setEnd(text, word.index + word[0].length);
          const lines = [...range.getClientRects()]
            .filter((line) => line.width > 0)
            .map(({ top }) => Math.round(top));
          if (new Set(lines).size > 1) lost.add(`broken: ${word[0]} in ${nameOf(text.parentElement)}`);
        }
    return [...lost];
  });

async function expectWhole(page: Page, route: string, sheets: readonly Sheet[]): Promise<void> {
  await page.goto(route);
  await page.emulateMedia({ media: 'print' });
  for (const sheet of sheets) {
    await page.setViewportSize({ width: sheet.width, height: 900 });
    expect.soft(await lostOnPaper(page), `${route} on ${sheet.name}`).toEqual([]);
    const count = await sheetsOf(page, sheet);
    expect.soft(count, `${route} on ${sheet.name}`).toBeGreaterThan(0);
    expect.soft(count, `${route} on ${sheet.name}`).toBeLessThanOrEqual(MOST_SHEETS);
  }
  await page.emulateMedia({ media: 'screen' });
}

for (const { area, routes } of AREAS)
  test(`every page of ${area} is whole on paper, on each sheet @long`, async ({ adminPage: page }) => {
    test.setTimeout(900_000);
    for (const route of routes(given)) await expectWhole(page, route, SHEETS);
  });

test('a list, a person and a run are whole on A4 and Letter, upright and across', async ({
  adminPage: page,
}) => {
  test.setTimeout(120_000);
  const [, list] = AREAS.find(({ area }) => area === 'stacks')?.routes(given) ?? [];
  const run = AREAS.find(({ area }) => area === 'runs')
    ?.routes(given)
    .find((route) => /\/runs\/[^?]+$/.test(route));
  for (const route of [list, '/admin/people/ada', run])
    await expectWhole(
      page,
      route ?? 'no such route',
      SHEETS.filter(({ scale }) => scale === 1),
    );
});

test('a report prints as a document: parts on sheets of their own, heads repeated, its hash and address at the foot', async ({
  adminPage: page,
}) => {
  test.setTimeout(120_000);
  const routes = AREAS.find(({ area }) => area === 'versions')?.routes(given) ?? [];
  const report = routes.find((route) => route.endsWith(given.report)) ?? 'no such route';
  await expectWhole(page, report, SHEETS);
  await page.emulateMedia({ media: 'print' });
  // Two cases, a card and a suite: a part a sheet, and the card takes a second one.
  for (const [sheet, most] of [
    [SHEETS[0], 4],
    [SHEETS[1], 5],
    [SHEETS[4], 4],
    [SHEETS[5], 5],
  ] as const)
    expect(await sheetsOf(page, sheet), sheet.name).toBeLessThanOrEqual(most);
  const seen = await page.evaluate(() => {
    const styleOf = (selector: string) => getComputedStyle(document.querySelector(selector) ?? document.body);
    return {
      card: styleOf('#card').breakBefore,
      suite: styleOf('#suite').breakBefore,
      heads: [...document.querySelectorAll('main thead')].map((head) => {
        const boxes: string[] = [];
        for (let box = head.parentElement; box !== null; box = box.parentElement)
          if (getComputedStyle(box).overflow !== 'visible') boxes.push(box.tagName);
        return [getComputedStyle(head).display, ...boxes].join(' ');
      }),
      foot: [...document.styleSheets]
        .flatMap((sheet) => [...sheet.cssRules])
        .filter((rule) => rule instanceof CSSPageRule)
        .map((rule) => rule.cssText)
        .join('\n'),
      facts: document.querySelector<HTMLElement>('aside[aria-label="Facts"]')?.innerText ?? '',
    };
  });
  expect([seen.card, seen.suite]).toEqual(['page', 'page']);
  expect(seen.heads.length).toBeGreaterThan(3);
  expect([...new Set(seen.heads)]).toEqual(['table-header-group']);
  const [hash = 'no hash'] = /[0-9a-f]{64}/.exec(seen.facts) ?? [];
  const [address = 'no address'] = /https?:\/\/\S+\/a\/[0-9a-f-]{36}@\d+/.exec(seen.facts) ?? [];
  expect(seen.foot).toContain(`"${address}" "\\a " "SHA-256 ${hash}"`);
  expect(seen.foot).toContain('counter(pages)');
});
