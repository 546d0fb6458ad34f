import { z } from 'zod';
import { isDomainError } from '@/lib/core/domain-error';
import { JsonText } from '@/lib/json/json-text';
import { listRunsAsPosted } from '@/lib/runs/list-runs-as-posted';
import { readRunAsPosted } from '@/lib/runs/read-run-as-posted';
import { registerRun } from '@/lib/runs/register-run';
import type { PostedRun, WireRun } from '@/lib/runs/run';
import { statedClient } from '@/lib/traffic/client-name';
import type { Call } from '../endpoint';
import { type Endpoint, endpoint } from '../endpoint';
import { jsonArrayResponse, TextReply } from '../json-stream';
import { parsed } from '../parse';
import { ComponentWrapper, postedComponent } from './components';
import { conflictAs } from './wording';

const Described = z.object({ name: z.string(), docstring: z.string().nullable().default(null) });
const RunWrapper = z.object({
  name: z.string(),
  zenml_version: z.string().max(255).nullable().default(null),
  git_sha: z.string().max(255).nullable().default(null),
  pipeline: Described.extend({ steps: z.array(Described) }),
  stack: z.object({ name: z.string(), components: z.array(ComponentWrapper).max(100) }),
  runtime_configuration: z.record(z.string(), z.unknown()),
  user_id: z.guid().nullable().default(null),
  project_name: z.string().nullable().default(null),
});

/** What a client posts; pipeline, stack and runtime configuration are kept character for character. */
function posted(text: string): PostedRun {
  const json = new JsonText(text);
  const body = parsed(RunWrapper, json.value(0), 'body');
  const slice = (member: string): string => {
    const node = json.find([member]);
    return node === null ? 'null' : json.slice(node);
  };
  return {
    name: body.name,
    clientVersion: body.zenml_version,
    gitSha: body.git_sha,
    pipeline: body.pipeline,
    pipelineText: slice('pipeline'),
    stack: {
      name: body.stack.name,
      components: body.stack.components.map((component, n) =>
        postedComponent(component, ['stack', 'components', n]),
      ),
    },
    stackText: slice('stack'),
    runtimeConfigurationText: slice('runtime_configuration'),
    claimedUserId: body.user_id,
    project: body.project_name,
  };
}

/** The wrapper's JSON text, keys in the client's order. */
function wrapperText(run: WireRun): string {
  const text = (value: string | null) => JSON.stringify(value);
  return `{"name":${text(run.name)},"zenml_version":${text(run.clientVersion)},"git_sha":${text(run.gitSha)},"pipeline":${run.pipelineText},"stack":${run.stackText},"runtime_configuration":${run.runtimeConfigurationText},"user_id":${text(run.claimedUserId ?? run.userId)},"project_name":${text(run.wireProject)}}`;
}

const inProject = z.object({ project_name: z.string().optional() });
/** Without a project named, in all that the actor may read. */
const placeOf = ({ query }: Pick<Call<unknown, z.output<typeof inProject>>, 'query'>) =>
  query.project_name === undefined || query.project_name === '' ? {} : { project: query.project_name };

/** A project that is not there has no runs: clients name one before its first run makes it. */
async function* none(): AsyncGenerator<WireRun> {}

function noneWhenAbsent(error: unknown): AsyncIterable<WireRun> {
  if (!isDomainError(error) || error.code !== 'not_found') throw error;
  return none();
}

export const zenmlRunEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'POST',
    path: '/pipeline_runs',
    summary: 'Register a run: in its project, made where it is missing for who may, or in default',
    access: { operation: 'pipeline_run', type: 'create', on: 'project' },
    body: RunWrapper,
    example: ({ project, fresh }) => ({
      name: fresh('run'),
      pipeline: { name: fresh('pipeline'), steps: [] },
      stack: { name: fresh('stack'), components: [] },
      runtime_configuration: {},
      project_name: project,
    }),
    takesText: true,
    reply: z.null(),
    handle: async ({ ctx, text, tellClient }) => {
      const run = posted(text);
      await conflictAs('EntityExistsError', () => registerRun(ctx, run));
      if (run.clientVersion !== null) tellClient(statedClient('zenml', run.clientVersion));
      return null;
    },
  }),
  endpoint({
    method: 'GET',
    path: '/pipeline_runs/{pipeline}',
    summary: 'Runs of a pipeline, oldest first; none for one that is not there',
    access: 'signed-in',
    query: inProject,
    reply: z.array(RunWrapper),
    handle: async ({ ctx, param, query }) =>
      jsonArrayResponse(
        await listRunsAsPosted(ctx, { pipeline: param('pipeline'), ...placeOf({ query }) }).catch(
          noneWhenAbsent,
        ),
        wrapperText,
      ),
  }),
  endpoint({
    method: 'GET',
    path: '/pipeline_runs/{pipeline}/{run}',
    summary: 'A run; without a project the newest of its name',
    access: { operation: 'pipeline_run', type: 'read', on: 'project' },
    query: inProject,
    reply: RunWrapper,
    handle: async ({ ctx, param, query }) =>
      new TextReply(
        wrapperText(
          await readRunAsPosted(ctx, {
            pipeline: param('pipeline'),
            run: param('run'),
            ...placeOf({ query }),
          }),
        ),
      ),
  }),
];
