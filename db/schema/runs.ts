import { sql } from 'drizzle-orm';
import {
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { bytea, created, deleted, id, instant, oneOf, textArray, updated } from './columns';
import { artifacts } from './models';
import { projects } from './people';

export const RUN_STATUSES = ['running', 'completed', 'failed', 'cached', 'unknown'] as const;

export const pipelines = pgTable(
  'pipelines',
  {
    id: id(),
    projectId: uuid('project_id')
      .notNull()
      .references(() => projects.id),
    name: text('name').notNull(),
    docstring: text('docstring'),
    ...created(),
    ...updated(),
    ...deleted(),
  },
  (t) => [
    primaryKey({ columns: [t.projectId, t.id] }),
    uniqueIndex('pipelines_name').on(t.projectId, t.name).where(sql`${t.deletedAt} is null`),
    index('pipelines_id').on(t.id),
    // Old clients ask for a pipeline by its name alone.
    index('pipelines_named').on(t.name, t.projectId).where(sql`${t.deletedAt} is null`),
  ],
);

/**
 * Pipeline runs. `snapshot` is the posted pipeline and runtime configuration; the stack as it was lies encrypted in
 * `stack_snapshot` (it holds configurations), beside its masked projection.
 */
export const pipelineRuns = pgTable(
  'pipeline_runs',
  {
    id: id(),
    projectId: uuid('project_id').notNull(),
    pipelineId: uuid('pipeline_id').notNull(),
    name: text('name').notNull(),
    /** The project as the client wrote it; null came without one and is echoed so. */
    wireProject: text('wire_project'),
    clientVersion: text('client_version'),
    gitSha: text('git_sha'),
    status: text('status', { enum: RUN_STATUSES }).notNull().default('unknown'),
    startedAt: instant('started_at').notNull(),
    endedAt: instant('ended_at'),
    stackId: uuid('stack_id'),
    stackName: text('stack_name'),
    stackSnapshot: bytea('stack_snapshot').notNull(),
    stackMasked: jsonb('stack_masked').notNull(),
    runtimeConfiguration: text('runtime_configuration').notNull(),
    pipelineSnapshot: text('pipeline_snapshot').notNull(),
    claimedUserId: text('claimed_user_id'),
    ...created(),
    ...updated(),
    ...deleted(),
  },
  (t) => [
    primaryKey({ columns: [t.projectId, t.id] }),
    foreignKey({
      name: 'pipeline_runs_pipeline',
      columns: [t.projectId, t.pipelineId],
      foreignColumns: [pipelines.projectId, pipelines.id],
    }).onUpdate('cascade'),
    uniqueIndex('pipeline_runs_name').on(t.projectId, t.name).where(sql`${t.deletedAt} is null`),
    index('pipeline_runs_id').on(t.id),
    // Old clients read a pipeline's runs in the order of registration.
    index('pipeline_runs_of_pipeline').on(t.projectId, t.pipelineId, t.createdAt, t.id),
    // One index per choice of a list, each in the order of starting.
    index('pipeline_runs_started').on(t.projectId, t.startedAt, t.id).where(sql`${t.deletedAt} is null`),
    index('pipeline_runs_started_of_pipeline')
      .on(t.projectId, t.pipelineId, t.startedAt, t.id)
      .where(sql`${t.deletedAt} is null`),
    index('pipeline_runs_started_by')
      .on(t.projectId, t.createdByName, t.startedAt, t.id)
      .where(sql`${t.deletedAt} is null`),
    index('pipeline_runs_started_on')
      .on(t.projectId, t.stackName, t.startedAt, t.id)
      .where(sql`${t.deletedAt} is null`),
    index('pipeline_runs_commit')
      .on(t.projectId, t.gitSha.op('text_pattern_ops'), t.startedAt, t.id)
      .where(sql`${t.deletedAt} is null and ${t.gitSha} is not null`),
    index('pipeline_runs_started_as')
      .on(t.projectId, t.status, t.startedAt, t.id)
      .where(sql`${t.deletedAt} is null`),
    // A stack's page looks across projects: all of them, or the few that somebody reads.
    index('pipeline_runs_of_stack')
      .on(t.stackId, t.startedAt, t.id, t.projectId)
      .where(sql`${t.deletedAt} is null`),
    index('pipeline_runs_of_stack_in')
      .on(t.stackId, t.projectId, t.startedAt, t.id)
      .where(sql`${t.deletedAt} is null`),
    // What became of a name: few rows.
    index('pipeline_runs_gone').on(t.projectId, t.name).where(sql`${t.deletedAt} is not null`),
    oneOf('pipeline_runs_status', 'status', RUN_STATUSES),
  ],
);

/** A run's steps in the order the client sent them; `upstream` only where the native API named it. */
export const runSteps = pgTable(
  'run_steps',
  {
    projectId: uuid('project_id').notNull(),
    runId: uuid('run_id').notNull(),
    position: integer('position').notNull(),
    name: text('name').notNull(),
    docstring: text('docstring'),
    status: text('status', { enum: RUN_STATUSES }).notNull().default('unknown'),
    startedAt: instant('started_at'),
    endedAt: instant('ended_at'),
    upstream: textArray('upstream'),
  },
  (t) => [
    primaryKey({ columns: [t.projectId, t.runId, t.position] }),
    foreignKey({
      name: 'run_steps_run',
      columns: [t.projectId, t.runId],
      foreignColumns: [pipelineRuns.projectId, pipelineRuns.id],
    })
      .onDelete('cascade')
      .onUpdate('cascade'),
    oneOf('run_steps_status', 'status', RUN_STATUSES),
  ],
);

/** What a run produced, said by whoever reports the run. A model may move to another project: each side keeps its own. */
export const runArtifacts = pgTable(
  'run_artifacts',
  {
    projectId: uuid('project_id').notNull(),
    runId: uuid('run_id').notNull(),
    artifactProjectId: uuid('artifact_project_id').notNull(),
    artifactId: uuid('artifact_id').notNull(),
    /** The revision that the run wrote; null where nobody said. */
    revision: integer('revision'),
    /** The step that wrote it; null where nobody said. */
    step: text('step'),
    ...created(),
  },
  (t) => [
    primaryKey({ columns: [t.projectId, t.runId, t.artifactId] }),
    foreignKey({
      name: 'run_artifacts_run',
      columns: [t.projectId, t.runId],
      foreignColumns: [pipelineRuns.projectId, pipelineRuns.id],
    })
      .onDelete('cascade')
      .onUpdate('cascade'),
    foreignKey({
      name: 'run_artifacts_artifact',
      columns: [t.artifactProjectId, t.artifactId],
      foreignColumns: [artifacts.projectId, artifacts.id],
    })
      .onDelete('cascade')
      .onUpdate('cascade'),
    index('run_artifacts_of_artifact').on(t.artifactId),
  ],
);
