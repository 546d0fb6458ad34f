import { readdirSync } from 'node:fs';
import path from 'node:path';
import { defineConfig } from 'vitest/config';

const root = import.meta.dirname ?? process.cwd();
const alias = {
  '@': root,
  'server-only': path.join(root, 'db/testing/server-only.ts'),
};
const exclude = ['**/node_modules/**', '**/.next/**', '**/dist/**', '**/.cache/**'];
/** No measure of speed: a test that hangs fails, and one that has to wait for a busy machine does not. */
const timeouts = { testTimeout: 60_000, hookTimeout: 60_000 };
const database = {
  include: ['**/*.db.test.{ts,tsx}'],
  exclude,
  setupFiles: ['db/testing/quiet-console.ts', 'db/testing/seeded.ts'],
  ...timeouts,
};

/**
 * `*.test.ts` needs no database; `*.db.test.ts` runs on PGlite and, word for word, on PostgreSQL. There the short tier
 * (`ASSAY_TEST_TIER`) takes every third file and the long one the others; without a tier all are taken.
 */
export default defineConfig({
  resolve: { alias },
  test: {
    maxWorkers: 2,
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'unit',
          include: ['**/*.test.{ts,tsx}'],
          exclude: [...exclude, '**/*.db.test.*'],
          setupFiles: ['db/testing/quiet-console.ts', 'db/testing/seeded.ts'],
          ...timeouts,
        },
      },
      {
        resolve: { alias },
        test: {
          ...database,
          name: 'pglite',
          isolate: false,
          globalSetup: ['db/testing/pglite-template.ts'],
          env: { ASSAY_TEST_ENGINE: 'pglite' },
        },
      },
      {
        resolve: { alias },
        test: {
          ...database,
          include: filesOnServer(process.env['ASSAY_TEST_TIER']),
          name: 'postgres',
          isolate: false,
          globalSetup: ['db/testing/postgres-template.ts'],
          env: { ASSAY_TEST_ENGINE: 'postgres' },
        },
      },
    ],
  },
});

/**
 * The database tests that run on PostgreSQL, by paths from the root: a third of them in the short tier, the others in the
 * long one, else all.
 */
function filesOnServer(tier: string | undefined): string[] {
  const all = ['app', 'components', 'db', 'lib']
    .flatMap((folder) =>
      readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
        path.posix.join(folder, file.split(path.sep).join('/')),
      ),
    )
    .filter((file) => /\.db\.test\.tsx?$/.test(file))
    .sort();
  if (tier === undefined) return all;
  const seed = Number(process.env['ASSAY_TEST_SEED'] || 1);
  return all.filter((_, n) => ((n + seed) % 3 === 0) === (tier === 'short'));
}
