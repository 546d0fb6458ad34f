import { startAssay } from './assay-process';
import { MLTE, MLTE_CUSTOMS } from './conversations/mlte';
import { play } from './conversations/play';
import { ADMIN, databaseFor, expect, test } from './fixtures';

test('MLTE clients and a new store have their whole conversation as it is written down @postgres', async ({
  engine,
}) => {
  test.setTimeout(240_000);
  const { env, drop } = await databaseFor(engine);
  const assay = await startAssay({
    env: {
      ...env,
      ASSAY_ADMIN_NAME: ADMIN.name,
      ASSAY_ADMIN_PASSWORD: ADMIN.password,
      ASSAY_LOG_LEVEL: 'warn',
    },
  });
  const kept = new Map<string, unknown>();
  const failures: string[] = [];
  try {
    for (const chapter of MLTE)
      await test.step(chapter.title, async () => {
        for (const exchange of chapter.exchanges) {
          const failure = await play(assay.url, exchange, kept, MLTE_CUSTOMS);
          if (failure !== null) failures.push(`${chapter.title}\n${failure}`);
        }
      });
  } finally {
    await assay.remove();
    await drop();
  }
  expect(failures, failures.join('\n\n')).toHaveLength(0);
});
