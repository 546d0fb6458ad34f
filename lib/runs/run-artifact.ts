import type { RunArtifactRow } from '@/db/queries/run-artifacts';
import { type ArtifactHead, presentArtifactHead } from '@/lib/artifacts/artifact';
import type { ListedRun } from './listed-run';

/** An artifact that a run is said to have produced, as it is now. */
export interface RunArtifact extends ArtifactHead {
  /** The revision that the run wrote; null where nobody said. */
  readonly revision: number | null;
  /** The step that wrote it; null where nobody said. */
  readonly step: string | null;
  readonly linkedAt: Date;
  readonly linkedBy: string;
}

/** A run that is said to have produced an artifact. */
export interface ArtifactRun extends ListedRun {
  readonly revision: number | null;
  readonly step: string | null;
}

/** An artifact by its names. `project` absent: the run's own. */
export interface LinkedArtifact {
  readonly project?: string;
  readonly model: string;
  /** Null for one of the model itself (cards, suites). */
  readonly version: string | null;
  /** The full one: `evidence.accuracy`. */
  readonly identifier: string;
}

export const presentRunArtifact = ({ link, artifact, ...place }: RunArtifactRow): RunArtifact => ({
  ...presentArtifactHead(artifact, place),
  revision: link.revision,
  step: link.step,
  linkedAt: link.createdAt,
  linkedBy: link.createdByName,
});
