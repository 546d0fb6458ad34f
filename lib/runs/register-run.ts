import type { Transaction } from '@/db/client';
import { describePipeline, findPipeline, insertPipeline, type PipelineRow } from '@/db/queries/pipelines';
import { findRunTarget, insertRun, type RunTarget, type StepColumns } from '@/db/queries/runs';
import { authorize, authorizeOpenly, can, grantsOfActor } from '@/lib/access/authorize';
import { actorUserId } from '@/lib/core/actor';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError, isDomainError } from '@/lib/core/domain-error';
import { newId } from '@/lib/core/id';
import { stamp, updatedStamp } from '@/lib/core/stamp';
import { storedForm } from '@/lib/json/exact-number';
import { createProject } from '@/lib/projects/create-project';
import { DEFAULT_PROJECT } from '@/lib/projects/project';
import { resolveProject } from '@/lib/projects/resolve-project';
import { seal } from '@/lib/secrets/seal';
import { changesBetween } from '@/lib/writes/changes';
import { declareWrite } from '@/lib/writes/write';
import { checkPostedRun, startedAtOf } from './check-run';
import { type PostedRun, type PostedStep, presentRun, type Run, runAuditFacts, runEvent } from './run';
import { stackOf } from './stack-of-run';

/**
 * Registers a run with the stack as it is posted, in its project or, naming none, in that of the token where it is good
 * for one only, else in `default`; a named project that is not there is made for who may. The actor is recorded whatever user the client claims. `conflict` when the
 * project has a run of this name, whichever pipeline it is of.
 */
export async function registerRun(ctx: Ctx, input: PostedRun): Promise<Run> {
  const target = await findTarget(ctx, input);
  if (target !== null) return register(ctx, { ...input, target });
  const { project: name } = input;
  if (name !== null && (await can(ctx, { operation: 'project', type: 'create', projectId: null })))
    await createProject(ctx, { name }).catch(unlessMadeMeanwhile);
  return register(ctx, input);
}

/** A run, and where it goes where that was looked up already. */
type Registering = PostedRun & { readonly target?: RunTarget };

/** Registers a run in a project that is there. */
const register = declareWrite({
  verb: 'registerRun',
  asks: ['pipeline_run:create'],
  audits: ['pipeline_run.create'],
  example: ({ project, fresh }): Registering => ({
    name: fresh('run'),
    project,
    pipeline: { name: fresh('pipeline'), docstring: null, steps: [{ name: 'trainer', docstring: null }] },
    pipelineText: '{}',
    stack: { name: fresh('stack'), components: [] },
    stackText: null,
    runtimeConfigurationText: '{}',
    clientVersion: null,
    gitSha: null,
    claimedUserId: null,
  }),
  ready: async (ctx: Ctx, input: Registering) => {
    const target = input.target ?? (await targetOf(ctx, input));
    const { id: projectId } = target.project;
    await authorizeOpenly(ctx, { operation: 'pipeline_run', type: 'create', projectId });
    checkPostedRun(input, ctx.now);
    const stack = await stackOf(ctx, input, target.stackId);
    const id = newId();
    const row = {
      id,
      projectId,
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
      stackMasked: storedForm(stack.snapshot),
      runtimeConfiguration: input.runtimeConfigurationText,
      pipelineSnapshot: input.pipelineText,
      claimedUserId: input.claimedUserId === actorUserId(ctx.actor) ? null : input.claimedUserId,
      ...stamp(ctx),
      deletedAt: null,
      deletedByName: null,
    };
    return { target, row };
  },
  write: async ({ tx, ctx, tell }, { target, row }, input) => {
    const pipeline = await pipelineFor(tx, ctx, target, input);
    const run = { ...row, pipelineId: pipeline.id };
    if (!(await insertRun(tx, run, input.pipeline.steps.map(stepColumns)))) throw runTaken(input.name);
    tell({
      ...runEvent('pipeline_run.create', { run }),
      changes: changesBetween(null, { ...runAuditFacts(run), pipeline: pipeline.name }),
      details: { claimedUser: run.claimedUserId },
    });
    return presentRun({ run, pipeline: pipeline.name, project: target.project.name });
  },
});

const stepColumns = ({ name, docstring, status, startedAt, endedAt, upstream }: PostedStep): StepColumns => ({
  name,
  docstring,
  status: status ?? 'unknown',
  startedAt: startedAt ?? null,
  endedAt: endedAt ?? null,
  upstream: upstream === undefined || upstream === null ? null : [...upstream],
});

/**
 * Where a run goes, with what is there of its names: to the project named, else to the only one that the actor's token is
 * good for, else to `default`. Null when that project is not there.
 */
async function findTarget(ctx: Ctx, { project, pipeline, stack }: PostedRun): Promise<RunTarget | null> {
  const own = project === null ? projectOfToken(ctx) : null;
  const name = project ?? DEFAULT_PROJECT;
  const place = own === null ? { name } : { id: own };
  const names = { project: place, pipeline: pipeline.name, stack: stack.name };
  // Neither waits for the other.
  const [found] = await Promise.all([findRunTarget(ctx.db, names), grantsOfActor(ctx)]);
  if (found === null) return null;
  const required = { operation: 'project', type: 'read', projectId: found.project.id } as const;
  if (own === null) await authorize(ctx, required, `Project ${name} not found.`);
  return found;
}

/** As {@link findTarget} where nobody has looked, or somebody has made the project meanwhile; `not_found` without it. */
async function targetOf(ctx: Ctx, { project, pipeline, stack }: PostedRun): Promise<RunTarget> {
  const made = await resolveProject(ctx, project ?? DEFAULT_PROJECT);
  const names = { project: { id: made.id }, pipeline: pipeline.name, stack: stack.name };
  return (await findRunTarget(ctx.db, names)) ?? { project: made, pipeline: null, stackId: null };
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
