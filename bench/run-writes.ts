import { appendAudit } from '@/db/queries/audit';
import { pipelineRuns, runSteps } from '@/db/schema';
import { transact } from '@/db/transact';
import { newId } from '@/lib/core/id';
import { readRun } from '@/lib/runs/read-run';
import { registerRun } from '@/lib/runs/register-run';
import { benchRun } from './run-rows';
import type { BenchStore } from './stores';
import type { Measured } from './table';
import { againstBare } from './turns';

const PROJECT = 'bench-runs';

/**
 * Runs registered through the verb (project, grants, pipeline, stack, checks, sealing, audit) against the same rows in
 * one bare transaction each, as in `measureWrites`.
 */
export async function measureRunWrites(store: BenchStore): Promise<Measured> {
  const byVerb = (name: string) => registerRun(store.ctx(), benchRun(PROJECT, name));
  const { id } = await byVerb('first');
  const first = await rowOf(store, id);
  const byHand = (name: string) => bareRun(store, first, name);
  const measured = await againstBare(store, 'runs registered', byVerb, byHand);
  // A comparison with rows that are not there would be easy to win.
  for (const run of ['hand-0-1', 'verb-0-1']) {
    const { steps } = await readRun(store.ctx(), { project: PROJECT, run });
    if (steps.length !== 3) throw new Error(`${run} has no three steps`);
  }
  return measured;
}

type RunRow = typeof pipelineRuns.$inferSelect;

async function rowOf({ opened }: BenchStore, id: string): Promise<RunRow> {
  const rows = await opened.db.select().from(pipelineRuns);
  const found = rows.find((row) => row.id === id);
  if (found === undefined) throw new Error('the first run is not there');
  return found;
}

/** The rows that one registration leaves: run, steps, audit event and the head of its chain. */
async function bareRun({ opened }: BenchStore, first: RunRow, name: string): Promise<void> {
  const { projectId } = first;
  const id = newId();
  const at = new Date();
  await transact(opened.db, async (tx) => {
    await tx.insert(pipelineRuns).values({ ...first, id, name, createdAt: at, updatedAt: at, startedAt: at });
    await tx.insert(runSteps).values(
      ['importer', 'trainer', 'evaluator'].map((step, position) => ({
        projectId,
        runId: id,
        position,
        name: step,
      })),
    );
    await appendAudit(tx, {
      id: newId(),
      chain: projectId,
      payload: JSON.stringify({ id, at, action: 'pipeline_run.create', details: { stack: 'bench' } }),
      at,
      actorId: null,
      actorName: 'bench',
      action: 'pipeline_run.create',
      resourceType: 'pipeline_run',
      resourceId: id,
      resourceName: name,
      projectId,
    });
  });
}
