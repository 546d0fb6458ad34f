import type { RunListRow } from '@/db/queries/run-lists';
import type { RunStatus } from './run';

/** A run in a list: what its row says, without snapshots. Instants in UTC. */
export interface ListedRun {
  readonly id: string;
  readonly projectId: string;
  readonly project: string;
  readonly pipeline: string;
  readonly name: string;
  readonly status: RunStatus;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
  /** The stack's name as it was stamped; renaming the stack does not change it. */
  readonly stackName: string | null;
  /** Row id of the stack that bore the name when the run was registered; it may be gone by now. */
  readonly stackId: string | null;
  readonly gitSha: string | null;
  readonly steps: number;
  /** Linked artifacts that the reader may see. */
  readonly artifacts: number;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly claimedUserId: string | null;
}

/** Lists the fields by hand: rows never leave lib. */
export const presentListedRun = (row: RunListRow): ListedRun => ({
  id: row.id,
  projectId: row.projectId,
  project: row.project,
  pipeline: row.pipeline,
  name: row.name,
  status: row.status,
  startedAt: row.startedAt,
  endedAt: row.endedAt,
  stackName: row.stackName,
  stackId: row.stackId,
  gitSha: row.gitSha,
  steps: row.steps,
  artifacts: row.artifacts,
  createdAt: row.createdAt,
  createdBy: row.createdByName,
  claimedUserId: row.claimedUserId,
});

/** Where a run stands in lists by start. */
export const runSortKey = ({ startedAt, id }: Pick<RunListRow, 'startedAt' | 'id'>): readonly string[] => [
  startedAt.toISOString(),
  id,
];
