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

const tier = process.env['ASSAY_TEST_TIER'];
/** What takes half a minute and more, and goes through what other files hold in parts: the long tier's. */
const LONG = [
  'lib/transfer/cli.test.ts',
  'lib/mlte/round-trip.db.test.ts',
  'db/embedded/upkeep.test.ts',
  '.ci/mutation/mutation.test.ts',
];
/** Of these files, the ones of this tier where there is one database and where there is none. */
const here = (include: string[], isDatabase: boolean) => ({
  include: tier === 'long' ? LONG.filter((file) => file.includes('.db.test.') === isDatabase) : include,
  exclude: tier === 'short' ? [...exclude, ...LONG] : exclude,
});

/**
 * `*.test.ts` needs no database; `*.db.test.ts` runs on PGlite and, word for word, on PostgreSQL. There the short tier
 * (`ASSAY_TEST_TIER`) takes every sixth file and the long one the others; without a tier all are taken.
 */
const unit = here(['**/*.test.{ts,tsx}'], false);

export default defineConfig({
  resolve: { alias },
  test: {
    maxWorkers: 2,
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'unit',
          isolate: false,
          ...unit,
          exclude: [...unit.exclude, '**/*.db.test.*'],
          setupFiles: ['db/testing/quiet-console.ts', 'db/testing/seeded.ts'],
          ...timeouts,
        },
      },
      {
        resolve: { alias },
        test: {
          ...database,
          ...here(database.include, true),
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
          include: filesOnServer(),
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
 * The database tests that run on PostgreSQL, by paths from the root: a sixth of them in the short tier, the others in
 * the long one, else all.
 */
function filesOnServer(): string[] {
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
  return all.filter((_, n) => ((n + seed) % 6 === 0) === (tier === 'short'));
}
