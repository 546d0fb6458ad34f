import { randomBytes } from 'node:crypto';
import { type BrowserContext, test as base, expect, type Page } from '@playwright/test';
import { ownDatabase } from '../db/testing/own-database';
import { type AssayProcess, startAssay } from './assay-process';
import { MlteApi } from './mlte-api';

export { expect };

export interface Engine {
  /** Where the server keeps its rows. */
  engine: 'embedded' | 'postgres';
}

export const ADMIN = { name: 'ada', password: 'correct-horse-battery-9' } as const;

interface PerWorker extends Engine {
  /** Tests that name the same group share servers with each other and with nobody else. */
  serverOf: string;
  /** A running server with one administrator, {@link ADMIN}. */
  assay: AssayProcess;
  /** Cookies of the administrator, signed in once. */
  adminCookies: Awaited<ReturnType<BrowserContext['cookies']>>;
}

interface PerTest {
  /** The REST API, as the administrator. */
  api: MlteApi;
  /** A page on which the administrator is signed in. */
  adminPage: Page;
  /** Complaints of the browser during the test; must be empty at its end. Add what a test expects to `expected`. */
  complaints: { readonly found: string[]; readonly expected: RegExp[] };
}

/** A name that no other test has. */
export const unique = (prefix: string): string => `${prefix}-${randomBytes(4).toString('hex')}`;

/** Variables for a server on a database of its own, and how to be rid of it. */
export async function databaseFor(engine: Engine['engine']): Promise<{
  env: Record<string, string>;
  drop: () => Promise<void>;
}> {
  if (engine === 'embedded') return { env: {}, drop: async () => {} };
  const server = process.env['TEST_DATABASE_URL'];
  if (server === undefined || server === '')
    throw new Error('TEST_DATABASE_URL names no PostgreSQL server: run the tests by `npm test`.');
  const { url, drop } = await ownDatabase(server, 'assay_e2e');
  return {
    env: {
      DATABASE_URL: url,
      ASSAY_SECRET_KEY: randomBytes(32).toString('hex'),
      ASSAY_WORKERS: '2',
    },
    drop,
  };
}

/**
 * Waits until React has taken over what the page shows: keys pressed before that go nowhere, and what is typed into a
 * text of several lines before that is lost.
 */
export async function takenOver(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const shown = [document.body, ...document.querySelectorAll('main :is(a, button, input, textarea)')];
    return shown.every((each) => Object.keys(each).some((key) => key.startsWith('__reactProps$')));
  });
}

/** Signs in by the form, as a person would. */
export async function signIn(page: Page, who: { name: string; password: string } = ADMIN): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('User name').fill(who.name);
  await page.getByLabel('Password').fill(who.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).not.toHaveURL(/\/sign-in/);
}

/** Signs out by the menu under one's name. */
export async function signOut(page: Page): Promise<void> {
  await page.locator('summary', { hasText: ADMIN.name }).filter({ visible: true }).click();
  await page.getByRole('button', { name: 'Sign out' }).filter({ visible: true }).click();
}

export const test = base.extend<PerTest, PerWorker>({
  engine: ['embedded', { option: true, scope: 'worker' }],
  serverOf: ['all', { option: true, scope: 'worker' }],
  assay: [
    async ({ engine, serverOf: _group }, use) => {
      const { env, drop } = await databaseFor(engine);
      const assay = await startAssay({
        env: {
          ...env,
          ASSAY_ADMIN_NAME: ADMIN.name,
          ASSAY_ADMIN_PASSWORD: ADMIN.password,
          ASSAY_LOG_LEVEL: 'warn',
        },
      });
      await use(assay);
      await assay.remove();
      await drop();
    },
    { scope: 'worker', timeout: 240_000 },
  ],
  adminCookies: [
    async ({ assay, browser }, use) => {
      const context = await browser.newContext({ baseURL: assay.url });
      await signIn(await context.newPage());
      const cookies = await context.cookies();
      await context.close();
      await use(cookies);
    },
    { scope: 'worker', timeout: 240_000 },
  ],
  baseURL: async ({ assay }, use) => use(assay.url),
  api: async ({ assay }, use) => use(await MlteApi.signIn(assay.url, ADMIN)),
  complaints: [
    async ({ context }, use) => {
      const complaints = { found: [] as string[], expected: [] as RegExp[] };
      context.on('console', (message) => {
        if (['error', 'warning'].includes(message.type()))
          complaints.found.push(`${message.type()}: ${message.text()} (${message.location().url})`);
      });
      context.on('weberror', (error) => complaints.found.push(`uncaught: ${error.error().message}`));
      await use(complaints);
      const unexpected = complaints.found.filter(
        (text) => !complaints.expected.some((pattern) => pattern.test(text)),
      );
      expect(unexpected, 'the browser must have nothing to complain about').toEqual([]);
    },
    { auto: true },
  ],
  adminPage: async ({ context, page, adminCookies }, use) => {
    await context.addCookies(adminCookies);
    await use(page);
  },
});
