import { MlteApi } from '@/e2e/mlte-api';
import { encodeConfiguration, writeConfiguration } from '@/lib/stacks/configurations/configuration';
import { ADMIN } from './bench-server';
import { measureClients } from './in-turns';
import type { Measured } from './table';
import { zenmlServer } from './zenml-server';

/** Replies a second of the server of ZenML 0.8.1, as measured before on 2 cores: for where it cannot be run. */
const ZENML_SERVER = { runLists: 92, stackLists: 124, configurationLists: 1_210 } as const;

const [RUNS, STACKS] = [100, 4];
const TYPES = ['orchestrator', 'metadata_store', 'artifact_store', 'experiment_tracker'] as const;

/** A server with the stacks and runs in it, and how a client addresses it. */
interface Filled {
  readonly url: string;
  /** What stands before each path. */
  readonly base: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * By somebody who reads secrets: the runs of a pipeline with their stacks, all stacks, which stack has what; conversations
 * from the making of a profile to the look at a run.
 */
export const measureZenmlClients = (databaseUrl: string | null): Promise<Measured[]> =>
  measureClients<Filled>(databaseUrl, {
    who: 'a ZenML client',
    upstream: zenmlServer,
    ours: async (url) => filled({ url, base: await tokenAddress(url), headers: {} }),
    theirs: (url) => filled({ url, base: '', headers: BASIC }),
    converse,
    requests: [
      [`lists of ${RUNS} runs`, '/pipeline_runs/training', ZENML_SERVER.runLists] as const,
      [`lists of ${STACKS + 1} stacks`, '/stacks', ZENML_SERVER.stackLists] as const,
      ['lists of configurations', '/stack-configurations', ZENML_SERVER.configurationLists] as const,
    ].map(([what, path, rate]) => ({
      what,
      rate,
      request: ({ base, headers }) => ({ method: 'GET', path: base + path, headers, body: '' }),
    })),
  });

/** As the command line and `pipeline.run()` have it. */
async function converse(server: Filled, name: string): Promise<void> {
  const say = async (path: string, expected = 200, body?: unknown) => {
    const reply = await send(server, path, body);
    const text = await reply.text();
    if (reply.status !== expected) throw new Error(`${path}: ${reply.status} ${text}`);
  };
  // zenml profile create, stack list, orchestrator list.
  for (let n = 0; n < 3; n += 1) await say('/stack-configurations');
  await say('/components/orchestrator');
  await say('/stacks/stack-1');
  // pipeline.run()
  await say('/stacks/stack-1');
  for (const type of TYPES) await say(`/flavors/${type}/local`, 404);
  await say('/users/default');
  await say('/pipeline_runs', 200, runOf(name, name, 1));
  // get_pipeline().runs
  await say('/pipeline_runs/training');
  await say(`/pipeline_runs/${name}/${name}`);
}

const BASIC = { Authorization: `Basic ${Buffer.from('default:').toString('base64')}` };

/** The address of the door with the administrator's new token in it. */
async function tokenAddress(url: string): Promise<string> {
  const { token } = await MlteApi.signIn(url, ADMIN);
  const made = await fetch(`${url}/api/v1/tokens`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ name: 'bench', kind: 'zenml', expiresInDays: 1 }),
  });
  return `/api/zenml/${((await made.json()) as { token: string }).token}`;
}

async function filled(server: Filled): Promise<Filled> {
  const post = async (path: string, body: unknown) => {
    const reply = await send(server, path, body);
    if (!reply.ok) throw new Error(`POST ${path}: ${reply.status} ${await reply.text()}`);
  };
  for (let n = 0; n < STACKS; n += 1) await post('/stacks', stackOf(n));
  for (let n = 0; n < RUNS; n += 1)
    await post('/pipeline_runs', runOf('training', `training-${n}`, n % STACKS));
  return server;
}

/** A POST where there is a body. */
const send = ({ url, base, headers }: Filled, path: string, body?: unknown): Promise<Response> =>
  fetch(url + base + path, {
    headers: { ...headers, ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) },
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
  });

const runOf = (pipeline: string, name: string, stack: number) => ({
  name,
  zenml_version: '0.8.1',
  git_sha: null,
  pipeline: {
    name: pipeline,
    docstring: 'Trains.',
    steps: ['importer', 'trainer', 'evaluator'].map((step) => ({ name: step, docstring: null })),
  },
  stack: stackOf(stack),
  runtime_configuration: { dag_filepath: '/work/run.py', run_name: name, schedule: null },
  user_id: '00000000-0000-4000-8000-000000000000',
  project_name: null,
});

const stackOf = (stack: number) => ({
  name: `stack-${stack}`,
  components: TYPES.map((type, n) => {
    const name = `${type}-${stack}`;
    const uuid = `00000000-0000-4000-8000-0000000000${stack}${n}`;
    const config = encodeConfiguration(
      writeConfiguration({ name, uuid, path: 's3://assay-bench/artifacts' }),
    );
    return { type, flavor: 'local', name, uuid, config };
  }),
});
