import type { YamlValue } from '@/lib/stacks/yaml';
import type { SnapshotComponent } from './run';

/** What a comparison of runs looks at. Secrets are behind a mask already. */
export interface RunFacts {
  readonly gitSha: string | null;
  readonly clientVersion: string | null;
  readonly stack: { readonly name: string; readonly components: readonly SnapshotComponent[] };
  readonly configuration: YamlValue;
  readonly steps: readonly { readonly name: string; readonly upstream?: readonly string[] | null }[];
}

/** Parts of a run in the order in which differences are told. */
export const AREAS = ['commit', 'stack', 'configuration', 'steps', 'client'] as const;
export type RunArea = (typeof AREAS)[number];

/** One thing that is not as it was. `before` and `after` are short texts; null: not there. */
export interface RunChange {
  readonly area: RunArea;
  /** Which: `experiment_tracker`, `artifact_store.path`, `enable_cache`; empty where the area has only one value. */
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** One line of a comparison: a value for each run, null where it has none. */
export interface ComparedRow {
  readonly area: RunArea;
  readonly path: string;
  readonly values: readonly (string | null)[];
  readonly differs: boolean;
}
