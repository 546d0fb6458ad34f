import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { RELEASES, WITH_STORES } from '@/e2e/clients/run';
import { WITH_SQL, ZENML_RELEASES } from '@/e2e/clients/zenml';
import type { Chapter } from '@/e2e/conversations/exchange';
import { MLTE } from '@/e2e/conversations/mlte';
import { MLTE_OPERATIONS } from '@/e2e/conversations/mlte/operations';
import { ZENML } from '@/e2e/conversations/zenml';
import { ZENML_OPERATIONS } from '@/e2e/conversations/zenml/operations';
import { type ClientScript, TESTED_CLIENTS, TESTED_CONVERSATIONS } from '@/lib/system/tested-clients';

/** Which releases each script drives, in `npm test` and its long tier with the seed that they begin from. */
const DRIVEN: Readonly<Record<ClientScript, readonly string[]>> = {
  'mlte_flow.py': RELEASES,
  'mlte_stores.py': WITH_STORES,
  'mlte_writer.py': RELEASES.slice(1, 2),
  'zenml_flow.py': ZENML_RELEASES,
  'zenml_open.py': ZENML_RELEASES,
};

it('a client is called tested by the scripts that drive it, and by no others', () => {
  for (const [script, releases] of Object.entries(DRIVEN)) {
    const declared = TESTED_CLIENTS.filter(({ scripts }) => scripts.some((each) => each === script));
    expect([script, declared.map(({ release }) => release)]).toEqual([script, releases]);
    for (const { client, door } of declared)
      expect([door, script.startsWith(`${client}_`)]).toEqual([door, true]);
  }
});

it('the scripts drive these releases: the files of browser tests go through the same lists', () => {
  const mlte = readFileSync('e2e/clients.spec.ts', 'utf8');
  const zenml = readFileSync('e2e/zenml-clients.spec.ts', 'utf8');
  expect(mlte).toMatch(
    /for \(const release of RELEASES\)\s+test\([\s\S]*?run\(assay\.url, release, 'mlte_flow\.py'\)/,
  );
  expect(mlte).toMatch(
    /for \(const release of WITH_STORES\)\s+test\([\s\S]*?run\(assay\.url, release, 'mlte_stores\.py'\)/,
  );
  expect(mlte).toMatch(/const SAMPLE = RELEASES\[SEED % RELEASES\.length\]/);
  expect(mlte).toMatch(/run\(assay\.url, SAMPLE, 'mlte_writer\.py'/);
  expect(zenml).toMatch(/for \(const release of ZENML_RELEASES\)\s+test\([\s\S]*?release, 'zenml_flow\.py'/);
  expect(zenml).toMatch(/runZenmlClient\(release, 'zenml_open\.py'/);
  expect(ZENML_RELEASES).toEqual(expect.arrayContaining([...WITH_SQL]));
});

it('the conversations are as long as is said, and go through so many operations', () => {
  // One that comes again, as clients repeat themselves, is told once; strangers are no clients.
  const requests = (chapters: readonly Chapter[]) =>
    chapters
      .filter(({ title }) => title !== 'strangers')
      .flatMap(({ exchanges }) => exchanges)
      .filter(({ repeats }) => repeats !== true).length;
  expect(TESTED_CONVERSATIONS).toEqual([
    { door: 'mlte', requests: requests(MLTE), operations: MLTE_OPERATIONS.length },
    { door: 'zenml', requests: requests(ZENML), operations: Object.keys(ZENML_OPERATIONS).length },
  ]);
  const documented = readFileSync('docs/clients.md', 'utf8').replaceAll('\n', ' ');
  for (const told of TESTED_CONVERSATIONS) expect(documented).toContain(`${told.requests} requests`);
});
