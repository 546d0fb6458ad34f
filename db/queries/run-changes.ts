import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { Transaction } from '../client';
import { pipelineRuns, runSteps } from '../schema';
import { findable } from './keyset';
import type { StepRow } from './run-pages';
import type { RunRow } from './runs';

/** The living run of this name and its steps, locked until the end of the transaction; null when there is none. */
export async function lockRun(
  tx: Transaction,
  projectId: string,
  name: string,
): Promise<{ run: RunRow; steps: StepRow[] } | null> {
  const [run] = await tx
    .select()
    .from(pipelineRuns)
    .where(
      and(
        eq(pipelineRuns.projectId, projectId),
        eq(pipelineRuns.name, findable(name)),
        isNull(pipelineRuns.deletedAt),
      ),
    )
    .for('update');
  if (run === undefined) return null;
  const steps = await tx
    .select()
    .from(runSteps)
    .where(and(eq(runSteps.projectId, projectId), eq(runSteps.runId, run.id)))
    .orderBy(asc(runSteps.position));
  return { run, steps };
}

/** Changes a run that is locked. */
export async function updateRunRow(
  tx: Transaction,
  { projectId, id }: Pick<RunRow, 'projectId' | 'id'>,
  change: Partial<typeof pipelineRuns.$inferInsert>,
): Promise<void> {
  await tx
    .update(pipelineRuns)
    .set(change)
    .where(and(eq(pipelineRuns.projectId, projectId), eq(pipelineRuns.id, id)));
}

/** Writes how steps went, in one statement for all of them. */
export async function updateSteps(
  tx: Transaction,
  { projectId, id }: Pick<RunRow, 'projectId' | 'id'>,
  steps: readonly Pick<StepRow, 'position' | 'status' | 'startedAt' | 'endedAt' | 'upstream'>[],
): Promise<void> {
  if (steps.length === 0) return;
  const rows = JSON.stringify(
    steps.map(({ position, status, startedAt, endedAt, upstream }) => ({
      position,
      status,
      started_at: startedAt,
      ended_at: endedAt,
      upstream,
    })),
  );
  await tx.execute(sql`
    update run_steps s set status = t.status, started_at = t.started_at, ended_at = t.ended_at,
      upstream = case when t.upstream is null then null
        else array(select json_array_elements_text(t.upstream)) end
    from json_to_recordset(${rows}::text::json)
      as t(position int, status text, started_at timestamptz, ended_at timestamptz, upstream json)
    where s.project_id = ${projectId}::uuid and s.run_id = ${id}::uuid and s.position = t.position`);
}
