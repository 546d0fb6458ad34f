import type { NamedRun, RunRow, WireRunRow } from '@/db/queries/runs';
import type { RUN_STATUSES } from '@/db/schema';
import type { Ctx } from '@/lib/core/ctx';
import { exactValue, plainValue } from '@/lib/json/exact-json';
import { exactText, ofStoredForm } from '@/lib/json/exact-number';
import { unseal } from '@/lib/secrets/seal';
import type { PostedComponent } from '@/lib/stacks/components/component';
import {
  type ConfigurationFields,
  encodeConfiguration,
  maskedText,
} from '@/lib/stacks/configurations/configuration';
import { MASK, masked } from '@/lib/stacks/configurations/secrets';
import type { YamlValue } from '@/lib/stacks/configurations/yaml';
import type { AuditAction } from '@/lib/writes/actions';

/** A component in a run's stack as everybody who may read the run sees it. */
export interface SnapshotComponent {
  readonly type: string;
  readonly flavor: string;
  readonly name: string;
  readonly uuid: string;
  /** Secrets behind a mask. */
  readonly fields: ConfigurationFields;
}

/** The stack of a run as it was when the run was registered. */
export interface StackSnapshot {
  readonly name: string;
  readonly components: readonly SnapshotComponent[];
}

export type RunStatus = (typeof RUN_STATUSES)[number];

/** Whether a run, or a step, of this status is over. */
export const isOver = (status: RunStatus): boolean =>
  status === 'completed' || status === 'failed' || status === 'cached';

/** A pipeline run. Instants in UTC. */
export interface Run {
  readonly id: string;
  readonly projectId: string;
  readonly project: string;
  readonly pipeline: string;
  readonly name: string;
  readonly status: RunStatus;
  /** As the client told it; else from the run's name where that tells the time; else when it was registered. */
  readonly startedAt: Date;
  readonly endedAt: Date | null;
  readonly clientVersion: string | null;
  readonly gitSha: string | null;
  readonly stack: StackSnapshot;
  readonly createdAt: Date;
  /** Who registered it. */
  readonly createdBy: string;
  /** Whom the client claimed to be, where that was somebody else. */
  readonly claimedUserId: string | null;
}

/** A run as a client posted it: what it wrote as JSON, character for character. */
export interface WireRun extends Pick<Run, 'name' | 'clientVersion' | 'gitSha' | 'claimedUserId'> {
  readonly userId: string | null;
  /** The project as the client wrote it. */
  readonly wireProject: string | null;
  readonly pipelineText: string;
  readonly runtimeConfigurationText: string;
  /** The stack's JSON text: as posted for who may read secrets, else with masks. */
  readonly stackText: string;
}

export interface RunAsPosted extends Run, WireRun {}

/** A step as it is registered; the native API may tell at once how it went. */
export interface PostedStep {
  readonly name: string;
  readonly docstring: string | null;
  readonly status?: RunStatus;
  readonly startedAt?: Date | null;
  readonly endedAt?: Date | null;
  readonly upstream?: readonly string[] | null;
}

/** A run as it is registered. */
export interface PostedRun {
  readonly name: string;
  readonly clientVersion: string | null;
  readonly gitSha: string | null;
  readonly pipeline: {
    readonly name: string;
    readonly docstring: string | null;
    readonly steps: readonly PostedStep[];
  };
  readonly pipelineText: string;
  /** Without components: the registered stack of this name, as it is. */
  readonly stack: { readonly name: string; readonly components: readonly PostedComponent[] | null };
  /** The stack's JSON text as the client wrote it; null writes it as a client would. */
  readonly stackText: string | null;
  readonly runtimeConfigurationText: string;
  readonly claimedUserId: string | null;
  readonly project: string | null;
  readonly status?: RunStatus;
  /** Else the time that its name tells, or that of the registration. */
  readonly startedAt?: Date;
  readonly endedAt?: Date;
}

/** Lists the fields by hand: rows never leave lib. */
export function presentRun({ run, pipeline, project }: NamedRun): Run {
  return {
    id: run.id,
    projectId: run.projectId,
    project,
    pipeline,
    name: run.name,
    status: run.status,
    startedAt: run.startedAt,
    endedAt: run.endedAt,
    clientVersion: run.clientVersion,
    gitSha: run.gitSha,
    stack: snapshotOfRow(run.stackMasked),
    createdAt: run.createdAt,
    createdBy: run.createdByName,
    claimedUserId: run.claimedUserId,
  };
}

export const runAsPosted = (ctx: Ctx, named: NamedRun, seesSecrets: boolean): RunAsPosted => ({
  ...presentRun(named),
  ...wireRun(ctx, named.run, seesSecrets),
});

/** `stackMasked` is needed only for who sees no secrets. */
export function wireRun(
  ctx: Ctx,
  run: Omit<WireRunRow, 'createdAt' | 'stackSnapshot'> & { readonly stackSnapshot: Buffer | string },
  seesSecrets: boolean,
): WireRun {
  const sealed =
    typeof run.stackSnapshot === 'string' ? Buffer.from(run.stackSnapshot, 'base64') : run.stackSnapshot;
  const posted = unseal(ctx.keys, 'configurations', sealed, run.id).toString('utf8');
  return {
    name: run.name,
    clientVersion: run.clientVersion,
    gitSha: run.gitSha,
    claimedUserId: run.claimedUserId,
    userId: run.createdById,
    wireProject: run.wireProject,
    pipelineText: run.pipelineSnapshot,
    runtimeConfigurationText: seesSecrets
      ? run.runtimeConfiguration
      : shownJsonText(run.runtimeConfiguration),
    stackText: seesSecrets ? posted : shownStackText(posted, snapshotOfRow(run.stackMasked)),
  };
}

/** The snapshot of a projection as {@link storedForm} wrote it. */
export const snapshotOfRow = (stackMasked: unknown): StackSnapshot =>
  ofStoredForm(stackMasked) as StackSnapshot;

/** JSON text as it was sent where nothing in it is hidden, else with masks; its numbers as they were sent. */
function shownJsonText(text: string): string {
  const value = exactValue(text) as YamlValue;
  const shown = exactText(masked(value));
  return shown === exactText(value) ? text : shown;
}

/** A stack's JSON text for those who may not read secrets: as it was sent where no configuration hides anything. */
function shownStackText(text: string, { name, components }: StackSnapshot): string {
  const { components: sent } = plainValue(text) as { components: { config: string }[] };
  const shown = components.map((component, n) => {
    const own = Buffer.from(sent[n]?.config ?? '', 'base64').toString('utf8');
    const hides = own.includes('#') || exactText(component.fields).includes(MASK);
    return { ...component, configuration: hides ? maskedText(component.fields) : own };
  });
  const isAsSent = shown.every(
    ({ configuration }, n) => encodeConfiguration(configuration) === sent[n]?.config,
  );
  return isAsSent ? text : stackText(name, shown);
}

/** A stack's JSON text as clients write it. */
export const stackText = (
  name: string,
  components: readonly (Omit<SnapshotComponent, 'fields'> & { readonly configuration: string })[],
): string =>
  JSON.stringify({
    name,
    components: components.map(({ type, flavor, name: component, uuid, configuration }) => ({
      type,
      flavor,
      name: component,
      uuid,
      config: encodeConfiguration(configuration),
    })),
  });

/** What the audit tells of how a run went. */
export const progressOf = ({
  status,
  startedAt,
  endedAt,
}: Pick<RunRow, 'status' | 'startedAt' | 'endedAt'>) => ({
  status,
  startedAt: startedAt.toISOString(),
  endedAt: endedAt?.toISOString() ?? null,
});

/** What the audit tells of a run that comes or goes. */
export const runAuditFacts = (run: RunRow) => ({
  name: run.name,
  stack: run.stackName,
  commit: run.gitSha,
  clientVersion: run.clientVersion,
  ...progressOf(run),
});

export const runEvent = <Action extends AuditAction>(action: Action, { run }: { readonly run: RunRow }) =>
  ({
    action,
    resourceType: 'pipeline_run',
    resourceId: run.id,
    resourceName: run.name,
    projectId: run.projectId,
  }) as const;
