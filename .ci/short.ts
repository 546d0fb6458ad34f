import path from 'node:path';
import { check } from './check';
import { type Part, playwright, vitest } from './parts';
import { run } from './processes';
import { ofExit } from './tally';

/** What `npm test` does: everything once, and of the long ones a sample that is the same each time. */
export const SHORT: readonly Part[] = [
  { title: 'Static checks', work: check },
  {
    title: 'Unit and contract tests, on PGlite and a sixth of those with a database on PostgreSQL',
    work: () => vitest([], { ASSAY_TEST_TIER: 'short' }),
  },
  {
    title: 'Production build',
    work: async () =>
      ofExit('production build', (await run(process.execPath, [path.join('.ci', 'build.mjs')])).code),
  },
  {
    title: 'The built server, by its processes and in a browser',
    work: () => playwright([], { ASSAY_TEST_TIER: 'short' }),
  },
];
