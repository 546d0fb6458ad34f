import { expect, test } from '@playwright/test';
import { killCycles } from '../bench/kill-cycles';

/** `npm run bench:kill` does twenty. */
const CYCLES = 2;

test('a server killed while it writes loses nothing that it acknowledged', async () => {
  const report = await killCycles(CYCLES, () => {});
  expect(report.acknowledged).toBeGreaterThan(0);
  expect(report).toMatchObject({ cycles: CYCLES, lost: 0, failedStarts: 0 });
});
