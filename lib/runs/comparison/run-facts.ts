import type { FactsRow } from '@/db/queries/run-pages';
import { maskedConfiguration } from '@/lib/runs/read-run';
import { snapshotOfRow } from '@/lib/runs/run';
import type { YamlValue } from '@/lib/stacks/configurations/yaml';
import type { RunFacts } from './difference';

/** What a comparison looks at, from what is stored. */
export const factsOf = (row: FactsRow): RunFacts => ({
  gitSha: row.gitSha,
  clientVersion: row.clientVersion,
  stack: snapshotOfRow(row.stackMasked),
  configuration: withoutName(maskedConfiguration(row.runtimeConfiguration), row.name),
  steps: row.steps,
});

/** Clients write the run's own name into its configuration: no two runs are alike in that. */
function withoutName(configuration: YamlValue, name: string): YamlValue {
  if (typeof configuration !== 'object' || configuration === null || Array.isArray(configuration))
    return configuration;
  const { run_name, ...others } = configuration as Readonly<Record<string, YamlValue>>;
  return run_name === name ? others : configuration;
}
