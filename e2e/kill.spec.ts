import { expect, test } from '@playwright/test';
import { killCycles } from '../bench/kill-cycles';

test('a server killed while it writes loses nothing that it acknowledged', async () => {
  const report = await killCycles(3, () => {});
  expect(report.acknowledged).toBeGreaterThan(0);
  expect(report).toMatchObject({ cycles: 3, lost: 0, failedStarts: 0 });
});
