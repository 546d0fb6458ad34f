import { z } from 'zod';
import { RUN_STATUSES } from '@/db/schema';
import type { FullRun, RunNeighbour, RunStep } from '@/lib/runs/full-run';
import type { ListedRun } from '@/lib/runs/listed-run';
import type { Run } from '@/lib/runs/run';
import type { RunArtifact } from '@/lib/runs/run-artifact';

export const Status = z.enum(RUN_STATUSES);
/** ISO 8601 with a zone, to the millisecond. */
export const Instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
const StepName = z.string().min(1).max(1_000);

/** How a step went; what is absent stays as it is, null takes back what was said. */
const StepNews = {
  status: Status.optional(),
  startedAt: Instant.nullable().optional(),
  endedAt: Instant.nullable().optional(),
  upstream: z.array(StepName).max(1_000).nullable().optional(),
};
export const StepReportBody = z.strictObject({
  name: StepName,
  /** As replies have it: it was registered with the step, and a report leaves it alone. */
  docstring: z.string().nullable().optional(),
  ...StepNews,
});
export const StepBody = z.strictObject({
  name: StepName,
  docstring: z.string().nullable().default(null),
  ...StepNews,
});

const Neighbour = z.object({ id: z.uuid(), name: z.string(), startedAt: z.iso.datetime() });
const Head = {
  id: z.uuid(),
  name: z.string(),
  pipeline: z.string(),
  status: Status,
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  commit: z.string().nullable(),
  createdAt: z.iso.datetime(),
  createdBy: z.string(),
};
/** What is told to who registers a run, and may not read any. */
export const RegisteredReply = z.object(Head);
export const ListedReply = z.object({
  ...Head,
  stack: z.string().nullable(),
  steps: z.number().int(),
  artifacts: z.number().int(),
});
export const RunReply = z.object({
  ...Head,
  docstring: z.string().nullable(),
  clientVersion: z.string().nullable(),
  commitUrl: z.string().nullable(),
  claimedUser: z.object({ id: z.string(), name: z.string().nullable() }).nullable(),
  stack: z.object({
    name: z.string(),
    components: z.array(
      z.object({
        type: z.string(),
        flavor: z.string(),
        name: z.string(),
        uuid: z.string(),
        fields: z.record(z.string(), z.unknown()),
      }),
    ),
  }),
  configuration: z.unknown(),
  steps: z.array(
    z.object({
      name: z.string(),
      docstring: z.string().nullable(),
      status: Status,
      startedAt: z.iso.datetime().nullable(),
      endedAt: z.iso.datetime().nullable(),
      upstream: z.array(z.string()).nullable(),
    }),
  ),
  artifacts: z.number().int(),
  previous: Neighbour.nullable(),
  next: Neighbour.nullable(),
});
export const LinkReply = z.object({
  id: z.uuid(),
  project: z.string(),
  model: z.string(),
  version: z.string().nullable(),
  identifier: z.string(),
  type: z.string(),
  revision: z.number().int().nullable(),
  step: z.string().nullable(),
  linkedAt: z.iso.datetime(),
  linkedBy: z.string(),
});

export const toRegisteredReply = (run: Run | ListedRun) => ({
  id: run.id,
  name: run.name,
  pipeline: run.pipeline,
  status: run.status,
  startedAt: run.startedAt,
  endedAt: run.endedAt,
  commit: run.gitSha,
  createdAt: run.createdAt,
  createdBy: run.createdBy,
});

export const toListedReply = (run: ListedRun) => ({
  ...toRegisteredReply(run),
  stack: run.stackName,
  steps: run.steps,
  artifacts: run.artifacts,
});

/** Secrets are behind a mask, whoever asks: this API never shows one. */
export const toRunReply = (run: FullRun) => ({
  ...toRegisteredReply(run),
  docstring: run.docstring,
  clientVersion: run.clientVersion,
  commitUrl: run.commitUrl,
  claimedUser: run.claimedUser,
  stack: {
    name: run.stack.name,
    components: run.stack.components.map(({ type, flavor, name, uuid, fields }) => ({
      type,
      flavor,
      name,
      uuid,
      fields,
    })),
  },
  configuration: run.configuration,
  steps: run.steps.map(presentStep),
  artifacts: run.artifacts,
  previous: presentNeighbour(run.previous),
  next: presentNeighbour(run.next),
});

const presentStep = ({ name, docstring, status, startedAt, endedAt, upstream }: RunStep) => ({
  name,
  docstring,
  status,
  startedAt,
  endedAt,
  upstream,
});

const presentNeighbour = (run: RunNeighbour | null) =>
  run === null ? null : { id: run.id, name: run.name, startedAt: run.startedAt };

export const toLinkReply = (artifact: RunArtifact) => ({
  id: artifact.id,
  project: artifact.project,
  model: artifact.model,
  version: artifact.version,
  identifier: artifact.identifier,
  type: artifact.type,
  revision: artifact.revision,
  step: artifact.step,
  linkedAt: artifact.linkedAt,
  linkedBy: artifact.linkedBy,
});
