import { SEED } from '../db/testing/seed';
import type { ClientOutcome } from './clients/python';
import { RELEASES, type Release, runMlteClient, type Script, WITH_STORES } from './clients/run';
import { ADMIN, expect, test, unique } from './fixtures';

/** The one that stands for all in `npm test`; the others have their turn in the long tier. */
const SAMPLE = RELEASES[SEED % RELEASES.length] ?? '2.6.0';
const tier = (release: Release): string => (release === SAMPLE ? '' : ' @long');
/** Rounds of two writers at once; each writes four things a round. */
const ROUNDS = 8;

const run = (url: string, release: Release, script: Script, more: readonly string[] = []) =>
  runMlteClient(release, script, { url, user: ADMIN.name, password: ADMIN.password }, more);

/** Python is no part of what the tests bring along: its absence is said, and the door's own tests stand alone. */
function wasRun(outcome: ClientOutcome): boolean {
  if (outcome.ran) return true;
  console.warn(`The MLTE client was not run: ${outcome.reason ?? ''}`);
  test.info().annotations.push({ type: 'not run', description: outcome.reason ?? '' });
  return false;
}

// The first run on a machine installs the release.
test.beforeEach(() => test.setTimeout(480_000));

for (const release of RELEASES)
  test(`the MLTE client ${release} gets from card to report, where Python can be had @postgres${tier(release)}`, async ({
    assay,
  }) => {
    const outcome = await run(assay.url, release, 'mlte_flow.py');
    if (wasRun(outcome)) expect(outcome.output).toContain('ok: the report comes back');
  });

for (const release of WITH_STORES)
  test(`the own stores of the MLTE client ${release} of people, groups, lists and catalogs work, where Python can be had @postgres${tier(release)}`, async ({
    assay,
  }) => {
    const outcome = await run(assay.url, release, 'mlte_stores.py');
    if (wasRun(outcome)) expect(outcome.output).toContain('ok: nobody writes into the read-only catalog');
  });

interface Reported {
  readonly forced: number;
  readonly own: readonly string[];
  /** Rounds in which this writer was first. */
  readonly models: readonly number[];
  readonly artifacts: readonly number[];
}

test('two MLTE clients at once lose nothing, and one of them is first, where Python can be had @postgres', async ({
  assay,
  api,
}) => {
  const model = unique('writers');
  await api.createModel(model);
  await api.createVersion(model, 'v1');
  const outcomes = await Promise.all(
    [
      ['one', 'two'],
      ['two', 'one'],
    ].map((names) => run(assay.url, SAMPLE, 'mlte_writer.py', [model, ...names, String(ROUNDS)])),
  );
  if (!outcomes.every(wasRun)) return;
  const result = outcomes.map(({ output }) => JSON.parse(output.trim().split('\n').at(-1) ?? '') as Reported);
  const rounds = Array.from({ length: ROUNDS }, (_, n) => n);

  const list = await api.request('GET', `/model/${model}/version/v1/artifact?limit=1000`);
  const artifacts = list.body as { header: { identifier: string }; body: { system: { task: string } } }[];
  const identifiers = artifacts.map(({ header }) => header.identifier);
  expect(identifiers.sort()).toEqual(
    ['card.shared', ...rounds.map((n) => `card.race-${n}`), ...result.flatMap(({ own }) => own)].sort(),
  );
  const shared = artifacts.find(({ header }) => header.identifier === 'card.shared');
  expect(shared?.body.system.task).toMatch(new RegExp(` ${ROUNDS - 1}$`));
  // Each write by force is a revision of its own: none was lost under another.
  expect(result.map(({ forced }) => forced)).toEqual([ROUNDS, ROUNDS]);
  const revisions = await fetch(
    `${assay.url}/api/v1/projects/default/models/${model}/artifacts/card.shared/revisions?limit=100`,
    { headers: { Authorization: `Bearer ${api.token}` } },
  );
  expect((await revisions.json()).items).toHaveLength(2 * ROUNDS);
  for (const race of ['models', 'artifacts'] as const)
    expect(
      result.flatMap((each) => each[race]).sort((a, b) => a - b),
      race,
    ).toEqual(rounds);
});
