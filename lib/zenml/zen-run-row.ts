import type { RunRow } from '@/db/queries/runs';
import type { pipelineRuns, runSteps } from '@/db/schema';
import { actorName, actorUserId } from '@/lib/core/actor';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError, isDomainError } from '@/lib/core/domain-error';
import { newId } from '@/lib/core/id';
import { checkName } from '@/lib/core/name';
import { exactValue } from '@/lib/json/exact-json';
import { storedForm } from '@/lib/json/exact-number';
import { canonicalJson } from '@/lib/json/same-json';
import { sameBody } from '@/lib/mlte/same-body';
import { startOf } from '@/lib/runs/run-start';
import { seal, unseal } from '@/lib/secrets/seal';
import {
  decodeConfiguration,
  maskedFields,
  readConfiguration,
} from '@/lib/stacks/configurations/configuration';
import { exampleStamps } from '@/lib/writes/example';
import type { ZenImportRun } from './zen-import-run';
import type { ZenRun, ZenSnapshotComponent } from './zen-objects';

/** A run ready to be written: everything but where to. */
export interface PreparedRun {
  readonly item: ZenRun;
  readonly row: Omit<typeof pipelineRuns.$inferInsert, 'projectId' | 'pipelineId'> & {
    readonly startedAt: Date;
    readonly createdAt: Date;
  };
  readonly steps: readonly Omit<typeof runSteps.$inferInsert, 'projectId'>[];
  /** What could not be taken of it. */
  readonly notes: readonly string[];
}

const MAX_STEPS = 1_000;

/** `invalid` for what registering would refuse too. */
export function checkImportedRun({ name, pipeline, stack, ...run }: ZenRun): void {
  checkName(name, 'run name', 'path', 'name');
  checkName(pipeline.name, 'pipeline name', 'path', 'pipeline.name');
  checkName(stack.name, 'stack name', 'path', 'stack.name');
  const refuse = (message: string) => {
    throw new DomainError('invalid', message);
  };
  if (pipeline.steps.length > MAX_STEPS) refuse(`A run has at most ${MAX_STEPS} steps.`);
  if (pipeline.steps.some((step) => step.name.length > 1_000))
    refuse('A step name has at most 1,000 characters.');
  const texts = [pipeline.docstring, run.clientVersion, run.gitSha, run.userId, run.project].concat(
    pipeline.steps.map(({ docstring }) => docstring),
  );
  if (texts.some((text) => text?.includes('\0'))) refuse('The run holds a NUL character.');
}

/**
 * A run's columns. Who ran it is stamped where they are known here, else the claim is kept; when, as its name says, else
 * now. Its stack stays as it was, sealed; a configuration of it that cannot be read is kept and shown as empty.
 */
export async function prepareRun(
  run: ZenImportRun,
  item: ZenRun,
  stackId: () => Promise<string | null>,
): Promise<PreparedRun> {
  const { ctx } = run;
  const id = newId();
  const who = item.userId === null ? null : await run.person(item.userId);
  const startedAt = startOf(item.pipeline.name, item.name) ?? ctx.now;
  const notes: string[] = [...(item.notes ?? [])];
  if (item.userId !== null && who === null)
    notes.push('Its user is not known here: the id that the store has is kept.');
  const components = item.stack.components.map((component) => snapshot(run, component, notes));
  return {
    item,
    notes,
    row: {
      id,
      name: item.name,
      wireProject: item.project,
      clientVersion: item.clientVersion,
      gitSha: item.gitSha,
      startedAt,
      stackId: await stackId(),
      stackName: item.stack.name,
      stackSnapshot: seal(ctx.keys, 'configurations', Buffer.from(item.stackText, 'utf8'), id),
      stackMasked: storedForm({ name: item.stack.name, components }),
      runtimeConfiguration: item.runtimeConfigurationText,
      pipelineSnapshot: item.pipelineText,
      claimedUserId: who === null ? item.userId : null,
      ...run.stampedAt(startedAt),
      createdById: who === null ? actorUserId(ctx.actor) : who.id,
      createdByName: who === null ? actorName(ctx.actor) : who.name,
    },
    steps: item.pipeline.steps.map(({ name, docstring }, position) => ({
      runId: id,
      position,
      name,
      docstring,
    })),
  };
}

/** A run that holds together, of nothing, for the examples of declarations. */
export function exampleRun(name: string): PreparedRun {
  const stamps = exampleStamps();
  const stack = { name: 'none', components: [] };
  const texts = { pipelineText: '{}', stackText: '{}', runtimeConfigurationText: '{}' };
  const pipeline = { name, docstring: null, steps: [] };
  const facts = { name, clientVersion: null, gitSha: null };
  return {
    item: { ...facts, ...texts, pipeline, stack, userId: null, project: null },
    row: {
      id: newId(),
      ...facts,
      startedAt: stamps.createdAt,
      stackName: stack.name,
      stackSnapshot: Buffer.alloc(0),
      stackMasked: stack,
      runtimeConfiguration: texts.runtimeConfigurationText,
      pipelineSnapshot: texts.pipelineText,
      ...stamps,
    },
    steps: [],
    notes: [],
  };
}

/** Configurations that are remembered: a store's runs share a few. */
const MOST_REMEMBERED = 500;

function snapshot(run: ZenImportRun, component: ZenSnapshotComponent, notes: string[]) {
  const { type, flavor, name, uuid, config } = component;
  const shown = { type, flavor, name, uuid };
  const known = run.snapshots.get(config);
  if (known !== undefined) return { ...shown, ...known };
  try {
    const configuration = readConfiguration(decodeConfiguration(config));
    const fields = maskedFields(configuration.fields);
    if (JSON.stringify(fields).includes('\\u0000'))
      throw new DomainError('invalid', 'it holds a NUL character.');
    const read = { uuid: configuration.uuid, fields };
    if (run.snapshots.size === MOST_REMEMBERED) run.snapshots.clear();
    run.snapshots.set(config, read);
    return { ...shown, ...read };
  } catch (error) {
    if (!isDomainError(error)) throw error;
    notes.push(
      `The configuration of its ${type.replaceAll('_', ' ')} ${name} cannot be read: ${error.message}`,
    );
    return { ...shown, fields: {} };
  }
}

/** Fields in which a run differs from the one of its name that is here. */
export function runDifferences(
  ctx: Ctx,
  { item, row }: PreparedRun,
  { run: here, pipeline }: { readonly run: RunRow; readonly pipeline: string },
): string[] {
  const stackText = unseal(ctx.keys, 'configurations', here.stackSnapshot, here.id).toString('utf8');
  const same: Readonly<Record<string, boolean>> = {
    pipeline: pipeline === item.pipeline.name && sameBody(here.pipelineSnapshot, item.pipelineText),
    runtime_configuration: sameBody(here.runtimeConfiguration, item.runtimeConfigurationText),
    git_sha: here.gitSha === item.gitSha,
    zenml_version: here.clientVersion === item.clientVersion,
    user: (here.claimedUserId ?? here.createdById) === (row.claimedUserId ?? row.createdById),
    project_name: here.wireProject === item.project,
  };
  const fields = Object.keys(same).filter((field) => same[field] === false);
  return [...fields, ...stackDifferences(stackText, item.stackText)];
}

/** SQL stores of ZenML give the components of a stack in another order than it had: that is no difference. */
function stackDifferences(here: string, there: string): string[] {
  const [a, b] = [here, there].map(partsOf) as [Parts, Parts];
  const types = [...new Set([...a.keys(), ...b.keys()])].filter((key) => a.get(key) !== b.get(key));
  return types.map((key) => (key === '' ? 'stack' : `stack.${key}`));
}

type Parts = ReadonlyMap<string, string>;

/** Components by type, the rest under the empty key. */
function partsOf(text: string): Parts {
  const { components = [], ...rest } = exactValue(text) as { components?: readonly { type: string }[] };
  return new Map([
    ['', canonicalJson(rest)],
    ...components.map((component) => [component.type, canonicalJson(component)] as const),
  ]);
}
