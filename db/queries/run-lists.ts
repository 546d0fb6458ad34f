import type { pipelineRuns } from '../schema';

/** What a list says of a run: no snapshots. */
export interface RunListRow
  extends Pick<
    typeof pipelineRuns.$inferSelect,
    | 'id'
    | 'projectId'
    | 'name'
    | 'status'
    | 'startedAt'
    | 'endedAt'
    | 'stackName'
    | 'stackId'
    | 'gitSha'
    | 'createdAt'
    | 'createdByName'
    | 'claimedUserId'
  > {
  readonly project: string;
  readonly pipeline: string;
  readonly steps: number;
  /** Linked living artifacts that the reader may see. */
  readonly artifacts: number;
}
