import { endConnections, faultsIn } from '../bench/outage-cuts';
import { outageLoad } from '../bench/outage-load';
import { startAssay } from './assay-process';
import { ADMIN, databaseFor, expect, test } from './fixtures';

const CUTS = 20;

test('terminated connections cost who asks a 503, no worker, and nothing that was acknowledged @replicas', async () => {
  const { env, drop } = await databaseFor('postgres');
  const assay = await startAssay({
    env: {
      ...env,
      ASSAY_ADMIN_NAME: ADMIN.name,
      ASSAY_ADMIN_PASSWORD: ADMIN.password,
      ASSAY_LOG_LEVEL: 'error',
    },
  });
  const load = await outageLoad(assay.url, ADMIN);
  const database = new URL(env['DATABASE_URL'] ?? '').pathname.slice(1);
  for (let n = 0; n < CUTS; n += 1) {
    await endConnections(process.env['TEST_DATABASE_URL'] ?? '', database);
    const before = load.acknowledged();
    // Nobody is cut off for good: the next cut comes when something was written since this one.
    await expect.poll(load.acknowledged, { intervals: [10] }).toBeGreaterThan(before);
  }
  await load.stop();
  expect(load.answers.strange).toEqual([]);
  expect(load.answers.sentAway).toBeGreaterThan(0);
  expect(await load.lost()).toEqual([]);
  expect(faultsIn(assay.output())).toEqual([]);
  await assay.remove();
  await drop();
});
