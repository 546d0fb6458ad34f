import path from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification, type VitestPluginContext } from 'vitest/node';
import { given } from './given';
import { WARM, warmPool } from './warm-worker';

const root = path.resolve(import.meta.dirname, '../..');
const { tests } = given();
const placeOf = (file: string): number => tests.indexOf(path.relative(root, file).split(path.sep).join('/'));

class InOrder extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files.toSorted((a, b) => placeOf(a.moduleId) - placeOf(b.moduleId));
  }
}

const alias = { '@': root, 'server-only': path.join(root, 'db/testing/server-only.ts') };
/** Stryker's runner for vitest names a pool of its own. */
const plugins = [
  {
    name: 'warm-worker',
    configureVitest: ({ project }: VitestPluginContext) => {
      Object.assign(project.config, { pool: WARM, poolRunner: warmPool });
    },
  },
];
const isOfDatabase = (file: string): boolean => /\.db\.test\./.test(file);
const common = {
  exclude: ['**/node_modules/**'],
  setupFiles: ['db/testing/quiet-console.ts', 'db/testing/seeded.ts'],
  maxWorkers: 1,
  testTimeout: 60_000,
  hookTimeout: 60_000,
};

/**
 * The tests of one part, on the embedded database, in workers that stay: its mutants are tried one after the other. As
 * in `npm test`, those without a database find modules that nobody has used.
 */
export default defineConfig({
  root,
  test: {
    sequence: { sequencer: InOrder },
    projects: [
      {
        root,
        resolve: { alias },
        plugins,
        test: { ...common, name: 'unit', include: tests.filter((file) => !isOfDatabase(file)) },
      },
      {
        root,
        resolve: { alias },
        plugins,
        test: {
          ...common,
          name: 'pglite',
          include: tests.filter(isOfDatabase),
          isolate: false,
          globalSetup: ['db/testing/pglite-template.ts'],
          env: { ASSAY_TEST_ENGINE: 'pglite' },
        },
      },
    ],
  },
});
