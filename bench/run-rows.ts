import { sql } from 'drizzle-orm';
import { registerRun } from '@/lib/runs/register-run';
import type { PostedRun } from '@/lib/runs/run';
import { writeConfiguration } from '@/lib/stacks/configurations/configuration';
import type { BenchStore } from './stores';

const TYPES = ['orchestrator', 'artifact_store'] as const;

/** A run as small as a client sends them: a stack of two components and three steps. */
export function benchRun(project: string | null, name: string): PostedRun {
  const components = TYPES.map((type, n) => {
    const uuid = `00000000-0000-4000-8000-00000000000${n}`;
    return {
      type,
      name: `${type}-eu`,
      flavor: 'local',
      configuration: writeConfiguration({ name: `${type}-eu`, uuid, path: 's3://assay-bench/artifacts' }),
    };
  });
  const steps = ['importer', 'trainer', 'evaluator'].map((step) => ({ name: step, docstring: null }));
  const pipeline = { name: 'flower_training', docstring: 'Trains on the clients of one round.', steps };
  return {
    name,
    clientVersion: '0.8.1',
    gitSha: null,
    pipeline,
    pipelineText: JSON.stringify(pipeline),
    stack: { name: 'bench', components },
    stackText: null,
    runtimeConfigurationText: JSON.stringify({
      dag_filepath: '/work/run.py',
      run_name: name,
      schedule: null,
    }),
    claimedUserId: null,
    project,
  };
}

/** Rows of one statement: on a busy machine a million in one took longer than the embedded database is waited for. */
const PART = 50_000;

/**
 * A project of `count` runs: one registered, the others its copies, a second apart, in ten pipelines, on five stacks, by
 * twenty people, one in a hundred failed, each ten of one commit. Secondary indexes are built afterwards, which takes a
 * third of the time.
 */
export async function fillRuns({ opened, ctx }: BenchStore, project: string, count: number): Promise<void> {
  const { db } = opened;
  const first = await registerRun(ctx(), benchRun(project, 'run-0'));
  const rest = count - 1;
  await db.transaction(async (tx) => {
    // Copies of rows that hold together need no check of each.
    await tx.execute(sql`set local session_replication_role = replica`);
    const indexes = await tx.execute<{ name: string; definition: string }>(sql`
      select indexname as name, indexdef as definition from pg_indexes
      where schemaname = 'public' and tablename = 'pipeline_runs' and indexname <> 'pipeline_runs_project_id_id_pk'`);
    const rebuilt = count >= 100_000 ? indexes : [];
    for (const { name } of rebuilt) await tx.execute(sql`drop index ${sql.identifier(name)}`);
    await tx.execute(sql`
      insert into pipelines (id, project_id, name, created_at, created_by_name, updated_at, updated_by_name)
      select gen_random_uuid(), project_id, name || '_' || n, created_at, created_by_name, updated_at, updated_by_name
      from pipelines, generate_series(1, 9) n where project_id = ${first.projectId}::uuid`);
    for (let from = 1; from <= rest; from += PART)
      await tx.execute(sql`
        with kinds as (select array_agg(id) as ids from pipelines where project_id = ${first.projectId}::uuid),
        named as (insert into pipeline_runs (id, project_id, pipeline_id, name, client_version, git_sha, status,
            started_at, stack_id, stack_name, stack_snapshot, stack_masked, runtime_configuration, pipeline_snapshot,
            created_at, created_by_id, created_by_name, updated_at, updated_by_name)
          select gen_random_uuid(), r.project_id, kinds.ids[1 + n % 10], 'run-' || n, r.client_version,
            md5((n / 10)::text) || '00000000', case when n % 100 = 0 then 'failed' else 'completed' end,
            r.started_at - n * interval '1 second', null, 'stack-' || n % 5, r.stack_snapshot, r.stack_masked,
            r.runtime_configuration, r.pipeline_snapshot, r.created_at - n * interval '1 second', r.created_by_id,
            'person-' || n % 20, r.updated_at, r.updated_by_name
          from pipeline_runs r, kinds, generate_series(${from}::integer, ${Math.min(rest, from + PART - 1)}::integer) n
          where r.project_id = ${first.projectId}::uuid and r.id = ${first.id}::uuid
          returning project_id, id)
        insert into run_steps (project_id, run_id, position, name)
        select project_id, id, position, 'step-' || position from named, generate_series(0, 1) position`);
    for (const { definition } of rebuilt) await tx.execute(sql.raw(definition));
  });
}
