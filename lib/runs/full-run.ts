import type { YamlValue } from '@/lib/stacks/configurations/yaml';
import type { Run, RunStatus } from './run';

/** A step in the order in which the client sent it. Instants in UTC. */
export interface RunStep {
  readonly position: number;
  readonly name: string;
  readonly docstring: string | null;
  readonly status: RunStatus;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
  /** Names of the steps before it; null: nobody said, empty: said to have none. */
  readonly upstream: readonly string[] | null;
}

/** Another run of the same pipeline. */
export interface RunNeighbour {
  readonly id: string;
  readonly name: string;
  readonly startedAt: Date;
}

/** A run as its page shows it. Secrets are behind a mask throughout. */
export interface FullRun extends Run {
  readonly pipelineId: string;
  /** The pipeline's. */
  readonly docstring: string | null;
  readonly steps: readonly RunStep[];
  readonly configuration: YamlValue;
  /** Row id of the stack that bore the name when the run was registered; it may be gone by now. */
  readonly stackId: string | null;
  /** Whom the client claimed to be; the name is null where nobody of that id is here. */
  readonly claimedUser: { readonly id: string; readonly name: string | null } | null;
  /** By start. */
  readonly previous: RunNeighbour | null;
  readonly next: RunNeighbour | null;
  /** Linked artifacts that the reader may see. */
  readonly artifacts: number;
  /** Where its commit is shown, filled in; null where the run has none or the project does not say. */
  readonly commitUrl: string | null;
  /** How many living runs its pipeline has. */
  readonly pipelineRuns: number | '10,000+';
}
