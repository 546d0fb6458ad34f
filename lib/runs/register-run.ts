import type { Transaction } from '@/db/client';
import { describePipeline, findPipeline, insertPipeline, type PipelineRow } from '@/db/queries/pipelines';
import { findProject, findProjectById, type ProjectRow } from '@/db/queries/projects';
import { insertRun, insertSteps } from '@/db/queries/runs';
import { transact } from '@/db/transact';
import { audit } from '@/lib/access/audit';
import { authorizeOpenly, can } from '@/lib/access/authorize';
import { createProject } from '@/lib/access/create-project';
import { DEFAULT_PROJECT } from '@/lib/access/project';
import { resolveProject } from '@/lib/access/resolve-project';
import { actorUserId } from '@/lib/core/actor';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError, isDomainError } from '@/lib/core/domain-error';
import { newId } from '@/lib/core/id';
import { nameKey } from '@/lib/core/name';
import { seal } from '@/lib/core/seal';
import { stamp, updatedStamp } from '@/lib/core/stamp';
import { checkRun, startedAtOf } from './check-run';
import { type PostedRun, type PostedStep, presentRun, type Run, runEvent } from './run';
import { stackOf } from './stack-of-run';

/**
 * Registers a run with the stack as it is posted, in its project or, naming none, in that of the token where it is good
 * for one only, else in `default`; a named project that is not there is made for who may. The actor is recorded whatever user the client claims. `conflict` when the
 * project has a run of this name, whichever pipeline it is of.
 */
export async function registerRun(ctx: Ctx, input: PostedRun): Promise<Run> {
  const project = await projectFor(ctx, input.project);
  await authorizeOpenly(ctx, { operation: 'pipeline_run', type: 'create', projectId: project.id });
  checkRun(input, ctx.now);
  const stacked = await stackOf(ctx, input);
  const id = newId();
  return transact(ctx.db, async (tx) => {
    const pipeline = await pipelineFor(tx, ctx, project.id, input);
    const run = await insertRun(tx, {
      id,
      projectId: project.id,
      pipelineId: pipeline.id,
      name: input.name,
      wireProject: input.project,
      clientVersion: input.clientVersion,
      gitSha: input.gitSha,
      ...(input.status === undefined ? {} : { status: input.status }),
      startedAt: startedAtOf(input, ctx.now),
      endedAt: input.endedAt ?? null,
      stackId: stacked.id,
      stackName: stacked.snapshot.name,
      stackSnapshot: seal(ctx.keys, 'configurations', Buffer.from(stacked.text, 'utf8'), id),
      stackMasked: stacked.snapshot,
      runtimeConfiguration: input.runtimeConfigurationText,
      pipelineSnapshot: input.pipelineText,
      claimedUserId: input.claimedUserId === actorUserId(ctx.actor) ? null : input.claimedUserId,
      ...stamp(ctx),
    });
    if (run === null) throw runTaken(input.name);
    const steps = { projectId: project.id, runId: id };
    await insertSteps(
      tx,
      input.pipeline.steps.map((step, position) => ({ ...stepColumns(step), ...steps, position })),
    );
    const named = { run, pipeline: pipeline.name, project: project.name };
    await audit(tx, ctx, {
      ...runEvent('pipeline_run.create', named),
      details: { pipeline: pipeline.name, stack: stacked.snapshot.name, claimedUser: run.claimedUserId },
    });
    return presentRun(named);
  });
}

const stepColumns = ({ name, docstring, status, startedAt, endedAt, upstream }: PostedStep) => ({
  name,
  docstring,
  status: status ?? 'unknown',
  startedAt: startedAt ?? null,
  endedAt: endedAt ?? null,
  upstream: upstream === undefined || upstream === null ? null : [...upstream],
});

async function projectFor(ctx: Ctx, name: string | null): Promise<ProjectRow> {
  if (name !== null && (await findProject(ctx.db, nameKey(name))) === null) {
    const asked = { operation: 'project', type: 'create', projectId: null } as const;
    if (await can(ctx, asked)) await createProject(ctx, { name }).catch(unlessMadeMeanwhile);
  }
  const own = name === null ? await projectOfToken(ctx) : null;
  return own ?? resolveProject(ctx, name ?? DEFAULT_PROJECT);
}

/** The project that the actor's token is good for, where that is one only. */
async function projectOfToken({ actor, db }: Ctx): Promise<ProjectRow | null> {
  const id = actor.kind === 'token' ? (actor.limit?.projectId ?? null) : null;
  return id === null ? null : findProjectById(db, id);
}

function unlessMadeMeanwhile(error: unknown): void {
  if (!isDomainError(error) || error.code !== 'conflict') throw error;
}

async function pipelineFor(
  tx: Transaction,
  ctx: Ctx,
  projectId: string,
  { pipeline: { name, docstring } }: PostedRun,
): Promise<PipelineRow> {
  const found = await findPipeline(tx, projectId, name);
  if (found !== null) {
    if (found.docstring !== docstring) await describePipeline(tx, found, { docstring, ...updatedStamp(ctx) });
    return found;
  }
  const made = await insertPipeline(tx, { id: newId(), projectId, name, docstring, ...stamp(ctx) });
  const pipeline = made ?? (await findPipeline(tx, projectId, name));
  if (pipeline === null)
    throw new DomainError('conflict', `Pipeline ${name} was deleted meanwhile. Try again.`);
  return pipeline;
}

const runTaken = (name: string): DomainError => {
  const message = `Pipeline run with name '${name}' already exists. Please make sure your pipeline run names are unique.`;
  return new DomainError('conflict', message, { issues: [{ path: 'name', message, value: name }] });
};
