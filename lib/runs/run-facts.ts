import type { FactsRow } from '@/db/queries/run-pages';
import type { RunFacts } from './difference';
import { maskedConfiguration } from './read-run';
import type { StackSnapshot } from './run';

/** What a comparison looks at, from what is stored. */
export const factsOf = (row: FactsRow): RunFacts => ({
  gitSha: row.gitSha,
  clientVersion: row.clientVersion,
  stack: row.stackMasked as StackSnapshot,
  configuration: maskedConfiguration(row.runtimeConfiguration),
  steps: row.steps,
});
