import { z } from 'zod';
import { invalid } from '@/lib/core/domain-error';
import { momentOf } from '@/lib/core/moment';
import { JsonText } from '@/lib/json/json-text';
import { deleteRun } from '@/lib/runs/delete-run';
import { linkRunArtifact } from '@/lib/runs/link-run-artifact';
import { listRunArtifacts } from '@/lib/runs/list-run-artifacts';
import { listRuns } from '@/lib/runs/list-runs';
import { readRun } from '@/lib/runs/read-run';
import { registerRun } from '@/lib/runs/register-run';
import { reportRun } from '@/lib/runs/report-run';
import type { PostedRun } from '@/lib/runs/run';
import { unlinkRunArtifact } from '@/lib/runs/unlink-run-artifact';
import { type Call, type Endpoint, endpoint } from '../endpoint';
import { parsed } from '../parse';
import { ComponentBody, componentOfBody, exactFields } from './components';
import { given, listQuery, pageReply, toPageReply } from './pages';
import {
  Instant,
  LinkReply,
  ListedReply,
  RegisteredReply,
  RunReply,
  Status,
  StepBody,
  StepReportBody,
  toLinkReply,
  toListedReply,
  toRegisteredReply,
  toRunReply,
} from './run-shapes';

const Posted = z.strictObject({
  name: z.string(),
  pipeline: z.strictObject({
    name: z.string(),
    docstring: z.string().nullable().default(null),
    steps: z.array(StepBody).max(1_000).default([]),
  }),
  /** Without components: the registered stack of this name, as it is. */
  stack: z.strictObject({ name: z.string(), components: z.array(ComponentBody).max(50).optional() }),
  configuration: z.record(z.string(), z.unknown()).default({}),
  commit: z.string().max(255).nullable().default(null),
  clientVersion: z.string().max(255).nullable().default(null),
  status: Status.optional(),
  /** Else the time that the name tells where a client made it of one, or that of the registration. */
  startedAt: Instant.optional(),
  endedAt: Instant.optional(),
});
const Report = z.strictObject({
  status: Status.optional(),
  startedAt: Instant.optional(),
  endedAt: Instant.nullable().optional(),
  steps: z.array(StepReportBody).max(1_000).optional(),
});
const Moment = z.string().max(40);
const listed = listQuery(['started']).extend({
  pipeline: z.string().max(1_000).optional(),
  stack: z.string().max(1_000).optional(),
  user: z.string().max(1_000).optional(),
  /** At least four hex digits that the commit begins with. */
  commit: z.string().max(64).optional(),
  status: Status.optional(),
  /** Days or instants in UTC; `until` a day is until its end. */
  since: Moment.optional(),
  until: Moment.optional(),
});

/** The configuration is kept character for character. */
function posted(project: string, text: string): PostedRun {
  const json = new JsonText(text);
  const body = parsed(Posted, json.value(0), 'body');
  const { name, docstring, steps } = body.pipeline;
  const configuration = json.find(['configuration']);
  const postedSteps = steps.map(({ name: step, docstring: doc, ...news }) => ({
    name: step,
    docstring: doc,
    ...given(news),
  }));
  return {
    name: body.name,
    clientVersion: body.clientVersion,
    gitSha: body.commit,
    pipeline: { name, docstring, steps: postedSteps },
    pipelineText: JSON.stringify({
      name,
      docstring,
      steps: postedSteps.map((step) => ({ name: step.name, docstring: step.docstring })),
    }),
    stack: {
      name: body.stack.name,
      components:
        body.stack.components?.map((component, n) =>
          componentOfBody(component, exactFields(json, ['stack', 'components', n])),
        ) ?? null,
    },
    stackText: null,
    runtimeConfigurationText: configuration === null ? '{}' : json.slice(configuration),
    claimedUserId: null,
    project,
    ...given({ status: body.status, startedAt: body.startedAt, endedAt: body.endedAt }),
  };
}

function moment(text: string | undefined, bound: 'since' | 'until'): Date | undefined {
  if (text === undefined) return undefined;
  const at = momentOf(text, bound);
  if (at !== null) return at;
  const message = `query.${bound} must be a day (2022-05-24) or an instant (2022-05-24T10:00:00Z).`;
  throw invalid([{ path: `query.${bound}`, message, value: text }]);
}

const RUNS = '/projects/{project}/runs';
const RUN = `${RUNS}/{run}`;

const run = (type: 'create' | 'read' | 'update' | 'delete') =>
  ({ operation: 'pipeline_run', type, on: 'project' }) as const;
const addressOf = ({ project, param }: Pick<Call, 'project' | 'param'>) => ({ project, run: param('run') });

/** What a run produced, at the artifact's own address below the run's. */
const linkEndpoints = (base: string, inVersion: boolean): readonly Endpoint[] => {
  /** Where the artifact's model moved to another project. */
  const query = z.strictObject({ project: z.string().max(1_000).optional() });
  const linkOf = (call: Pick<Call<unknown, z.output<typeof query>>, 'project' | 'param' | 'query'>) => ({
    ...addressOf(call),
    artifact: {
      ...given(call.query),
      model: call.param('model'),
      version: inVersion ? call.param('version') : null,
      identifier: call.param('artifact'),
    },
  });
  const path = `${RUN}${base}`;
  return [
    endpoint({
      method: 'PUT',
      path,
      summary: 'Link an artifact to the run that produced it, with its revision and the step',
      access: run('update'),
      status: 204,
      query,
      body: z.strictObject({
        revision: z.int().min(1).max(1e9).optional(),
        step: z.string().max(1_000).optional(),
      }),
      example: () => ({ revision: 1 }),
      handle: (call) => linkRunArtifact(call.ctx, { ...linkOf(call), ...given(call.body) }),
    }),
    endpoint({
      method: 'DELETE',
      path,
      summary: 'Remove the link of a run to an artifact',
      access: run('update'),
      status: 204,
      query,
      handle: (call) => unlinkRunArtifact(call.ctx, linkOf(call)),
    }),
  ];
};

export const runEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: RUNS,
    summary: 'Readable runs of a project, newest start first',
    // Whose runs somebody reads is part of the query: none of them is a list too.
    access: { operation: 'project', type: 'read', on: 'project' },
    query: listed,
    reply: pageReply(ListedReply),
    handle: async ({ ctx, project, query: { sort: _byStart, since, until, ...query } }) => {
      const bounds = { since: moment(since, 'since'), until: moment(until, 'until') };
      return toPageReply(await listRuns(ctx, { project, ...given(query), ...given(bounds) }), toListedReply);
    },
  }),
  endpoint({
    method: 'POST',
    path: RUNS,
    summary: 'Register a run, with a registered stack by its name or with the stack as it was',
    access: run('create'),
    status: 201,
    body: Posted,
    example: ({ stack, fresh }) => ({
      name: fresh('run'),
      pipeline: { name: fresh('pipeline') },
      stack: { name: stack },
    }),
    takesText: true,
    reply: RegisteredReply,
    handle: async ({ ctx, project, text }) =>
      toRegisteredReply(await registerRun(ctx, posted(project, text))),
  }),
  endpoint({
    method: 'GET',
    path: RUN,
    summary: 'A run: its steps, its stack as it was and its configuration, secrets masked',
    access: run('read'),
    reply: RunReply,
    handle: async (call) => toRunReply(await readRun(call.ctx, addressOf(call))),
  }),
  endpoint({
    method: 'PATCH',
    path: RUN,
    summary: 'Report how a run and its steps went',
    access: run('update'),
    status: 204,
    body: Report,
    example: () => ({ status: 'completed' as const }),
    handle: async (call) => {
      const { steps, ...body } = call.body;
      const news = steps?.map(({ docstring: _, ...step }) => given(step));
      const report = { ...given(body), ...given({ steps: news }) };
      await reportRun(call.ctx, { ...addressOf(call), ...report });
    },
  }),
  endpoint({
    method: 'DELETE',
    path: RUN,
    summary: 'Delete a run; what it produced stays',
    access: run('delete'),
    status: 204,
    handle: (call) => deleteRun(call.ctx, addressOf(call)),
  }),
  endpoint({
    method: 'GET',
    path: `${RUN}/artifacts`,
    summary: 'Readable artifacts that a run is said to have produced',
    access: run('read'),
    reply: z.object({ items: z.array(LinkReply) }),
    handle: async (call) => {
      await readRun(call.ctx, addressOf(call));
      return { items: (await listRunArtifacts(call.ctx, addressOf(call))).map(toLinkReply) };
    },
  }),
  ...linkEndpoints('/models/{model}/versions/{version}/artifacts/{artifact}', true),
  ...linkEndpoints('/models/{model}/artifacts/{artifact}', false),
];
