import { runMlteFlow } from './clients/run';
import { ADMIN, expect, test } from './fixtures';

test('the released MLTE client gets from card to report, where Python can be had @postgres', async ({
  assay,
}, testInfo) => {
  test.setTimeout(480_000);
  const outcome = await runMlteFlow({ url: assay.url, user: ADMIN.name, password: ADMIN.password });
  if (!outcome.ran) {
    // Python is no part of what the tests bring along; its absence is said, and the door's own tests stand alone.
    console.warn(`The MLTE client was not run: ${outcome.reason ?? ''}`);
    testInfo.annotations.push({ type: 'not run', description: outcome.reason ?? '' });
    return;
  }
  expect(outcome.output).toContain('ok: ');
});
