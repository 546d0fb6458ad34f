import { COUNT_CAP } from '@/db/queries/keyset';
import type { PipelineListRow } from '@/db/queries/pipeline-lists';
import type { RunStatus } from '@/lib/runs/run';

/** A pipeline with its living runs. Instants in UTC. */
export interface ListedPipeline {
  readonly id: string;
  readonly name: string;
  /** As its newest registration describes it. */
  readonly docstring: string | null;
  readonly runs: number | '10,000+';
  /** The one that started last. */
  readonly lastRun: { readonly name: string; readonly startedAt: Date; readonly status: RunStatus } | null;
}

/** A pipeline, and who made it when. */
export interface Pipeline extends ListedPipeline {
  readonly projectId: string;
  readonly project: string;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly updatedAt: Date;
  readonly updatedBy: string;
}

/** A run in a pipeline's rhythm. */
export interface Beat {
  readonly id: string;
  readonly name: string;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
  readonly status: RunStatus;
  readonly createdBy: string;
}

/** Lists the fields by hand: rows never leave lib. */
export function presentListedPipeline({ pipeline, runs, lastRun }: PipelineListRow): ListedPipeline {
  return {
    id: pipeline.id,
    name: pipeline.name,
    docstring: pipeline.docstring,
    runs: runs > COUNT_CAP ? '10,000+' : runs,
    lastRun:
      lastRun === null
        ? null
        : { name: lastRun.name, startedAt: new Date(lastRun.startedAt), status: lastRun.status },
  };
}
