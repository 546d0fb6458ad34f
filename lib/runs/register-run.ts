import type { Transaction } from '@/db/client';
import { describePipeline, findPipeline, insertPipeline, type PipelineRow } from '@/db/queries/pipelines';
import { findProject, type ProjectRow } from '@/db/queries/projects';
import { insertRun, insertSteps } from '@/db/queries/runs';
import { findStack } from '@/db/queries/stacks';
import { transact } from '@/db/transact';
import { audit } from '@/lib/access/audit';
import { authorizeOpenly, can } from '@/lib/access/authorize';
import { createProject } from '@/lib/access/create-project';
import { DEFAULT_PROJECT } from '@/lib/access/project';
import { resolveProject } from '@/lib/access/resolve-project';
import { actorUserId } from '@/lib/core/actor';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError, type Issue, invalid, isDomainError } from '@/lib/core/domain-error';
import { newId } from '@/lib/core/id';
import { nameKey, nameProblem } from '@/lib/core/name';
import { seal } from '@/lib/core/seal';
import { stamp, updatedStamp } from '@/lib/core/stamp';
import { maskedFields } from '@/lib/stacks/configuration';
import { checkedComponents } from '@/lib/stacks/stack';
import { type PostedRun, presentRun, type Run, runEvent, type StackSnapshot } from './run';
import { startOf } from './run-start';

const MAX_STEPS = 1_000;

/**
 * Registers a run with the stack as it is posted, in its project or, naming none, in `default`; a named project that
 * is not there is made for who may. The actor is recorded whatever user the client claims. `conflict` when the
 * project has a run of this name, whichever pipeline it is of.
 */
export async function registerRun(ctx: Ctx, input: PostedRun): Promise<Run> {
  const project = await projectFor(ctx, input.project);
  await authorizeOpenly(ctx, { operation: 'pipeline_run', type: 'create', projectId: project.id });
  checkNames(input);
  const snapshot = snapshotOf(input);
  const id = newId();
  return transact(ctx.db, async (tx) => {
    const pipeline = await pipelineFor(tx, ctx, project.id, input);
    const stack = await findStack(tx, nameKey(input.stack.name));
    const run = await insertRun(tx, {
      id,
      projectId: project.id,
      pipelineId: pipeline.id,
      name: input.name,
      wireProject: input.project,
      clientVersion: input.clientVersion,
      gitSha: input.gitSha,
      startedAt: startOf(input.pipeline.name, input.name) ?? ctx.now,
      stackId: stack?.id ?? null,
      stackName: input.stack.name,
      stackSnapshot: seal(ctx.keys, 'configurations', Buffer.from(input.stackText, 'utf8'), id),
      stackMasked: snapshot,
      runtimeConfiguration: input.runtimeConfigurationText,
      pipelineSnapshot: input.pipelineText,
      claimedUserId: input.claimedUserId === actorUserId(ctx.actor) ? null : input.claimedUserId,
      ...stamp(ctx),
    });
    if (run === null) throw runTaken(input.name);
    await insertSteps(
      tx,
      input.pipeline.steps.map(({ name, docstring }, position) => ({
        projectId: project.id,
        runId: id,
        position,
        name,
        docstring,
      })),
    );
    const named = { run, pipeline: pipeline.name, project: project.name };
    await audit(tx, ctx, {
      ...runEvent('pipeline_run.create', named),
      details: { pipeline: pipeline.name, stack: input.stack.name, claimedUser: run.claimedUserId },
    });
    return presentRun(named);
  });
}

async function projectFor(ctx: Ctx, name: string | null): Promise<ProjectRow> {
  if (name !== null && (await findProject(ctx.db, nameKey(name))) === null) {
    const asked = { operation: 'project', type: 'create', projectId: null } as const;
    if (await can(ctx, asked)) await createProject(ctx, { name }).catch(unlessMadeMeanwhile);
  }
  return resolveProject(ctx, name ?? DEFAULT_PROJECT);
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

function snapshotOf({ stack }: PostedRun): StackSnapshot {
  const components = checkedComponents(stack.components, 'stack.components').map(
    ({ type, flavor, name, configuration }) => ({
      type,
      flavor,
      name,
      uuid: configuration.uuid,
      fields: maskedFields(configuration.fields),
    }),
  );
  // The query builder takes no object without a prototype.
  return JSON.parse(JSON.stringify({ name: stack.name, components })) as StackSnapshot;
}

function checkNames({ name, pipeline, stack }: PostedRun): void {
  const issues: Issue[] = [];
  const check = (value: string, words: string, path: string) => {
    const message = nameProblem(value, words, 'path');
    if (message !== null) issues.push({ path, message, value });
  };
  check(name, 'Run name', 'name');
  check(pipeline.name, 'Pipeline name', 'pipeline.name');
  check(stack.name, 'Stack name', 'stack.name');
  if (pipeline.steps.length > MAX_STEPS)
    issues.push({ path: 'pipeline.steps', message: `A run has at most ${MAX_STEPS} steps.` });
  for (const [n, step] of pipeline.steps.entries())
    if (step.name.length > 1_000)
      issues.push({ path: `pipeline.steps.${n}.name`, message: 'A step name has at most 1,000 characters.' });
  if (issues.length > 0) throw invalid(issues);
}

const runTaken = (name: string): DomainError => {
  const message = `Pipeline run with name '${name}' already exists. Please make sure your pipeline run names are unique.`;
  return new DomainError('conflict', message, { issues: [{ path: 'name', message, value: name }] });
};
