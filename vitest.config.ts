import path from 'node:path';
import { defineConfig } from 'vitest/config';

const root = import.meta.dirname ?? process.cwd();
const alias = {
  '@': root,
  'server-only': path.join(root, 'db/testing/server-only.ts'),
};
const exclude = ['**/node_modules/**', '**/.next/**', '**/dist/**'];
/** No measure of speed: a test that hangs fails, and one that has to wait for a busy machine does not. */
const timeouts = { testTimeout: 60_000, hookTimeout: 60_000 };
const database = {
  include: ['**/*.db.test.{ts,tsx}'],
  exclude,
  setupFiles: ['db/testing/quiet-console.ts', 'db/testing/seeded.ts'],
  ...timeouts,
};

/** `*.test.ts` needs no database; `*.db.test.ts` runs on PGlite and, word for word, on PostgreSQL. */
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
          name: 'postgres',
          globalSetup: ['db/testing/postgres-template.ts'],
          env: { ASSAY_TEST_ENGINE: 'postgres' },
        },
      },
    ],
  },
});
