import { defineConfig, devices } from '@playwright/test';
import { onMachine } from './.ci/browser';
import type { Engine } from './e2e/fixtures';

const browser = process.env['CHROMIUM_PATH'] || onMachine();

/** Milliseconds. No measure of speed: what hangs fails, and what has to wait for a busy machine does not. */
const PATIENCE = { step: 40_000, test: 240_000 } as const;

/**
 * Browser tests of the production build (`npm run build` first; `npm test` does all of it). Each worker starts a server
 * of its own. Everything runs on the embedded database; what is tagged @postgres runs on a server as well,
 * and @replicas there alone.
 */
export default defineConfig<object, Engine>({
  testDir: 'e2e',
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
    { name: 'embedded', use: { engine: 'embedded' }, grepInvert: /@replicas/ },
    { name: 'postgres', use: { engine: 'postgres' }, grep: /@postgres|@replicas/ },
  ],
});
