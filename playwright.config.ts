import { readdirSync } from 'node:fs';
import path from 'node:path';
import { defineConfig, devices } from '@playwright/test';
import { onMachine } from './.ci/browser';
import type { Engine } from './e2e/fixtures';

const browser = process.env['CHROMIUM_PATH'] || onMachine();

/** Milliseconds. No measure of speed: what hangs fails, and what has to wait for a busy machine does not. */
const PATIENCE = { step: 40_000, test: 240_000 } as const;

/** What the long tier does, and the short one leaves out. */
const tier = process.env['ASSAY_TEST_TIER'];
const isLong = tier === 'long';
const LEFT_OUT = '@long|without JavaScript';
const LONG = `${LEFT_OUT}|@sampled`;
const ON_SERVER = '@postgres|@replicas';
const LONG_ON_SERVER = '@postgres-long';
/** Of what is tagged @postgres the short tier takes a sixth of the files, and the long one the others. */
const specs = readdirSync(path.join(import.meta.dirname, 'e2e'))
  .filter((file) => file.endsWith('.spec.ts'))
  .sort();
const seed = Number(process.env['ASSAY_TEST_SEED'] || 1);
const share = (isShort: boolean): string[] =>
  specs.filter((_, n) => ((n + seed) % 6 === 0) === isShort).map((file) => `**/${file}`);
const both = (one: string, other: string): RegExp => new RegExp(`^(?=.*(?:${one}))(?=.*(?:${other}))`, 's');

/**
 * Browser tests of the production build (`npm run build` first; `npm test` does all of it). Each worker starts a server
 * of its own. Everything runs on the embedded database; what is tagged @postgres runs on a server as well
 * (@postgres-long in the long tier only), and @replicas there alone. What is tagged @long runs where ASSAY_TEST_TIER is
 * `long`, and nothing else does there but what is tagged @sampled, whole instead of in part, and of @postgres what the
 * short tier left out. Without a tier all but @long runs.
 */
export default defineConfig<object, Engine>({
  testDir: 'e2e',
  globalSetup: './e2e/global-setup.ts',
  testMatch: '**/*.spec.ts',
  forbidOnly: true,
  fullyParallel: false,
  workers: 2,
  retries: 0,
  timeout: PATIENCE.test,
  expect: { timeout: PATIENCE.step },
  reporter: [['list']],
  outputDir: 'test-results',
  use: {
    ...devices['Desktop Chrome'],
    viewport: { width: 1280, height: 800 },
    actionTimeout: PATIENCE.step,
    navigationTimeout: PATIENCE.step,
    locale: 'en-GB',
    timezoneId: 'UTC',
    screenshot: 'only-on-failure',
    trace: 'off',
    launchOptions: browser === null ? {} : { executablePath: browser },
  },
  projects: [
    {
      name: 'embedded',
      use: { engine: 'embedded' },
      ...(isLong
        ? { grep: new RegExp(LONG), grepInvert: /@replicas/ }
        : { grepInvert: new RegExp(`@replicas${tier === 'short' ? `|${LEFT_OUT}` : '|@long'}`) }),
    },
    {
      name: 'postgres',
      use: { engine: 'postgres' },
      ...(isLong
        ? { grep: both(ON_SERVER, `${LONG}|${LONG_ON_SERVER}`) }
        : {
            grep: new RegExp(ON_SERVER),
            grepInvert: new RegExp(`${LEFT_OUT}|${LONG_ON_SERVER}`),
            ...(tier === 'short' && { testMatch: share(true) }),
          }),
    },
    ...(isLong
      ? [
          {
            name: 'postgres-rest',
            use: { engine: 'postgres' as const },
            testMatch: share(false),
            grep: new RegExp(ON_SERVER),
            grepInvert: new RegExp(`${LEFT_OUT}|${LONG_ON_SERVER}`),
          },
        ]
      : []),
  ],
});
