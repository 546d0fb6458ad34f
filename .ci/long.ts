import { randomInt } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { buildIfNeeded } from './build.mjs';
import { nodeParts } from './nodes';
import { type Part, playwright, vitest } from './parts';
import { run } from './processes';
import { ofExit } from './tally';

/** Seeds of the worlds beyond the one that `npm test` looks at. */
const SEEDS = [2, 3] as const;
/** Requests of the fuzz, on each database: where the same come out each time, and where new ones are looked for. */
const [KNOWN, NEW] = [5_000, 20_000] as const;
/** Requests in the process, to each door on each database. */
const RUNS = '1000';

const built: Part = {
  title: 'A build of these sources',
  work: async () => ofExit('production build', buildIfNeeded() ? 0 : 1),
};

const restInProcess: Part = {
  title: 'The other database tests on PostgreSQL, and those that take a minute',
  work: () => vitest([], { ASSAY_TEST_TIER: 'long' }),
};

/** What is tagged @long, what is @sampled, whole, and on PostgreSQL the forms without JavaScript and @postgres-long. */
const rest: Part = {
  title: 'What the short tier leaves out of the built server',
  work: () => playwright([], { ASSAY_TEST_TIER: 'long' }),
};

const worlds = (seed: number): Part => ({
  title: `Random worlds of seed ${seed}`,
  work: () =>
    vitest(propertyTests(), {
      ASSAY_TEST_SEED: String(seed),
      ASSAY_TEST_WORLDS: 'many',
      ASSAY_FUZZ_RUNS: RUNS,
    }),
});

/** On the embedded database as in the short tier, and on PostgreSQL as in the long one. */
const fuzz = (seed: number, requests: number): readonly Part[] =>
  (['short', 'long'] as const).map((tier) => ({
    title: `${requests.toLocaleString('en')} requests to ${tier === 'short' ? 'the embedded database' : 'PostgreSQL'}, seed ${seed}`,
    work: () =>
      playwright(['e2e/fuzz.spec.ts'], {
        ASSAY_TEST_TIER: tier,
        ASSAY_TEST_SEED: String(seed),
        ASSAY_FUZZ_REQUESTS: String(requests),
      }),
  }));

const script = (title: string, name: string): Part => ({
  title,
  work: async () => ofExit(title, (await run('npm', ['run', '--silent', name])).code),
});

/** The same each time, whatever else the machine does. */
const DETERMINISTIC: readonly Part[] = [
  built,
  restInProcess,
  rest,
  ...SEEDS.map(worlds),
  ...fuzz(1, KNOWN),
  {
    title: 'Two replicas, five times',
    work: () => playwright(['e2e/replicas.spec.ts', '--project', 'postgres', '--repeat-each', '5']),
  },
  script('Twenty kills while writing', 'bench:kill'),
  ...nodeParts({ whole: false }),
];

/** Worlds that nobody has seen, and what hours of use do. Not for CI: what fails here is news, not a regression. */
function exploring(): readonly Part[] {
  const seed = randomInt(1, 2 ** 31);
  return [worlds(seed), ...fuzz(seed, NEW), ...nodeParts({ whole: true }), ...soak()];
}

function soak(): readonly Part[] {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
  return 'bench:soak' in scripts ? [script('Soak', 'bench:soak')] : [];
}

/** What `npm run test:long` does. */
export const longParts = ({ deterministic }: { readonly deterministic: boolean }): readonly Part[] =>
  deterministic ? DETERMINISTIC : [...DETERMINISTIC, ...exploring()];

/** The test files whose worlds are random. */
function propertyTests(): string[] {
  return ['app', 'components', 'db', 'lib'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((file) => path.join(folder, file))
      .filter(
        (file) =>
          /\.test\.tsx?$/.test(file) && /fast-check|testing\/(nasty|seed)/.test(readFileSync(file, 'utf8')),
      ),
  );
}
