import { MlteApi } from '@/e2e/mlte-api';
import { encodeConfiguration, writeConfiguration } from '@/lib/stacks/configuration';
import { type Asked, rateOf } from './ask';
import { ADMIN, benchServer } from './bench-server';
import { conversationsInTurns, requestsInTurns } from './in-turns';
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
 * What ZenML clients ask for, over HTTP, by somebody who reads secrets, from the built server as it starts by itself
 * (`databaseUrl` null: on the embedded database) and in turns from the server that they were written for: the runs of a
 * pipeline with their stacks, all stacks, which stack has what, and whole conversations. Where that server cannot be run,
 * the lists are held against its rates as measured before.
 */
export async function measureZenmlClients(databaseUrl: string | null): Promise<Measured[]> {
  const assay = await benchServer(databaseUrl);
  const upstream = await zenmlServer();
  try {
    const ours = await filled({ url: assay.url, base: await tokenAddress(assay.url), headers: {} });
    const engine = databaseUrl === null ? 'embedded' : 'postgres';
    const rows: Measured[] = [];
    if (typeof upstream === 'string') {
      process.stderr.write(`ZenML's own server is not run: ${upstream}\n`);
      const of = 'the server of ZenML 0.8.1';
      for (const { what, path, rate } of LISTS)
        rows.push(await rateOf(assay.url, get(ours, path), { what, rate, of, engine }));
      return rows;
    }
    const theirs = await filled({ url: upstream.url, base: '', headers: BASIC });
    const pair = { engine, ours, theirs, upstream } as const;
    rows.push(await conversationsInTurns(pair, 'conversations of a ZenML client', converse));
    for (const { what, path, rate } of LISTS)
      rows.push(await requestsInTurns(pair, what, rate * 4, (side) => get(side, path)));
    return rows;
  } finally {
    if (typeof upstream !== 'string') await upstream.remove();
    await assay.remove();
  }
}

const LISTS = [
  { what: `lists of ${RUNS} runs`, path: '/pipeline_runs/training', rate: ZENML_SERVER.runLists },
  { what: `lists of ${STACKS + 1} stacks`, path: '/stacks', rate: ZENML_SERVER.stackLists },
  { what: 'lists of configurations', path: '/stack-configurations', rate: ZENML_SERVER.configurationLists },
] as const;

const get = ({ base, headers }: Filled, path: string): Asked => ({
  method: 'GET',
  path: base + path,
  headers,
  body: '',
});

/** From the making of a profile to the look at a run, as the command line and `pipeline.run()` have it. */
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
