import { startAssay } from './assay-process';
import type { Chapter } from './conversations/exchange';
import { MLTE, MLTE_CUSTOMS } from './conversations/mlte';
import { type Custom, play } from './conversations/play';
import { ZENML, ZENML_CUSTOMS } from './conversations/zenml';
import { ADMIN, databaseFor, type Engine, expect, test } from './fixtures';

/** Has a whole conversation with a new server; every exchange that went otherwise is told at its end. */
async function converse(
  engine: Engine['engine'],
  administrator: string,
  chapters: readonly Chapter[],
  customs: readonly Custom[],
): Promise<void> {
  const { env, drop } = await databaseFor(engine);
  const assay = await startAssay({
    env: {
      ...env,
      ASSAY_ADMIN_NAME: administrator,
      ASSAY_ADMIN_PASSWORD: ADMIN.password,
      ASSAY_LOG_LEVEL: 'warn',
    },
  });
  const kept = new Map<string, unknown>();
  const failures: string[] = [];
  try {
    for (const chapter of chapters)
      await test.step(chapter.title, async () => {
        for (const exchange of chapter.exchanges) {
          const failure = await play(assay.url, exchange, kept, customs);
          if (failure !== null) failures.push(`${chapter.title}\n${failure}`);
        }
      });
  } finally {
    await assay.remove();
    await drop();
  }
  expect(failures, failures.join('\n\n')).toHaveLength(0);
}

test('MLTE clients and a new store have their whole conversation as it is written down @postgres-long', async ({
  engine,
}) => {
  await converse(engine, ADMIN.name, MLTE, MLTE_CUSTOMS);
});

test('ZenML clients and a new store have their whole conversation as it is written down @postgres-long', async ({
  engine,
}) => {
  await converse(engine, 'default', ZENML, ZENML_CUSTOMS);
});
