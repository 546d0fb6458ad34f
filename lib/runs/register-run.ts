import type { Transaction } from '@/db/client';
import { describePipeline, findPipeline, insertPipeline, type PipelineRow } from '@/db/queries/pipelines';
import { findRunTarget, insertRun, type RunTarget, type StepColumns } from '@/db/queries/runs';
import { transact } from '@/db/transact';
import { audit } from '@/lib/access/audit';
import { authorize, authorizeOpenly, can, grantsOfActor } from '@/lib/access/authorize';
import { createProject } from '@/lib/access/create-project';
import { DEFAULT_PROJECT } from '@/lib/access/project';
import { resolveProject } from '@/lib/access/resolve-project';
import { actorUserId } from '@/lib/core/actor';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError, isDomainError } from '@/lib/core/domain-error';
import { newId } from '@/lib/core/id';
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
  const target = await targetOf(ctx, input);
  const { project } = target;
  await authorizeOpenly(ctx, { operation: 'pipeline_run', type: 'create', projectId: project.id });
  checkRun(input, ctx.now);
  const stack = await stackOf(ctx, input, target.stackId);
  const id = newId();
  const row = {
    id,
    projectId: project.id,
    name: input.name,
    wireProject: input.project,
    clientVersion: input.clientVersion,
    gitSha: input.gitSha,
    status: input.status ?? ('unknown' as const),
    startedAt: startedAtOf(input, ctx.now),
    endedAt: input.endedAt ?? null,
    stackId: target.stackId,
    stackName: stack.snapshot.name,
    stackSnapshot: seal(ctx.keys, 'configurations', Buffer.from(stack.text, 'utf8'), id),
    stackMasked: stack.snapshot,
    runtimeConfiguration: input.runtimeConfigurationText,
    pipelineSnapshot: input.pipelineText,
    claimedUserId: input.claimedUserId === actorUserId(ctx.actor) ? null : input.claimedUserId,
    ...stamp(ctx),
    deletedAt: null,
    deletedByName: null,
  };
  return transact(ctx.db, async (tx) => {
    const pipeline = await pipelineFor(tx, ctx, target, input);
    const run = { ...row, pipelineId: pipeline.id };
    if (!(await insertRun(tx, run, input.pipeline.steps.map(stepColumns)))) throw runTaken(input.name);
    const named = { run, pipeline: pipeline.name, project: project.name };
    await audit(tx, ctx, {
      ...runEvent('pipeline_run.create', named),
      details: { pipeline: pipeline.name, stack: stack.snapshot.name, claimedUser: run.claimedUserId },
    });
    return presentRun(named);
  });
}

const stepColumns = ({ name, docstring, status, startedAt, endedAt, upstream }: PostedStep): StepColumns => ({
  name,
  docstring,
  status: status ?? 'unknown',
  startedAt: startedAt ?? null,
  endedAt: endedAt ?? null,
  upstream: upstream === undefined || upstream === null ? null : [...upstream],
});

/**
 * Where a run goes, with what is there of its names: to the project named, made where it is missing for who may, else to
 * the only one that the actor's token is good for, else to `default`.
 */
async function targetOf(ctx: Ctx, { project, pipeline, stack }: PostedRun): Promise<RunTarget> {
  const own = project === null ? projectOfToken(ctx) : null;
  const name = project ?? DEFAULT_PROJECT;
  const place = own === null ? { name } : { id: own };
  const names = { project: place, pipeline: pipeline.name, stack: stack.name };
  // Neither waits for the other.
  const [found] = await Promise.all([findRunTarget(ctx.db, names), grantsOfActor(ctx)]);
  if (found !== null) {
    const asked = { operation: 'project', type: 'read', projectId: found.project.id } as const;
    if (own === null) await authorize(ctx, asked, `Project ${name} not found.`);
    return found;
  }
  if (project !== null && (await can(ctx, { operation: 'project', type: 'create', projectId: null })))
    await createProject(ctx, { name }).catch(unlessMadeMeanwhile);
  const made = await resolveProject(ctx, name);
  const again = { ...names, project: { id: made.id } };
  return (await findRunTarget(ctx.db, again)) ?? { project: made, pipeline: null, stackId: null };
}

/** The project that the actor's token is good for, where that is one only. */
const projectOfToken = ({ actor }: Ctx): string | null =>
  actor.kind === 'token' ? (actor.limit?.projectId ?? null) : null;

function unlessMadeMeanwhile(error: unknown): void {
  if (!isDomainError(error) || error.code !== 'conflict') throw error;
}

async function pipelineFor(
  tx: Transaction,
  ctx: Ctx,
  { project, pipeline: found }: RunTarget,
  { pipeline: { name, docstring } }: PostedRun,
): Promise<Pick<PipelineRow, 'id' | 'name'>> {
  if (found !== null) {
    if (found.docstring !== docstring) await describePipeline(tx, found, { docstring, ...updatedStamp(ctx) });
    return found;
  }
  const made = await insertPipeline(tx, {
    id: newId(),
    projectId: project.id,
    name,
    docstring,
    ...stamp(ctx),
  });
  const pipeline = made ?? (await findPipeline(tx, project.id, name));
  if (pipeline === null)
    throw new DomainError('conflict', `Pipeline ${name} was deleted meanwhile. Try again.`);
  return pipeline;
}

const runTaken = (name: string): DomainError => {
  const message = `Pipeline run with name '${name}' already exists. Please make sure your pipeline run names are unique.`;
  return new DomainError('conflict', message, { issues: [{ path: 'name', message, value: name }] });
};
