import type { AssayProcess } from '@/e2e/assay-process';
import { MlteApi } from '@/e2e/mlte-api';
import { encodeConfiguration, writeConfiguration } from '@/lib/stacks/configuration';
import { rateOf } from './ask';
import { ADMIN, benchServer } from './bench-server';
import type { Measured } from './table';

/** Replies a second of the server of ZenML 0.8.1, as measured on 2 cores. */
const ZENML_SERVER = { runLists: 92, stackLists: 124, configurationLists: 1_210 } as const;

const [RUNS, STACKS] = [100, 4];
const TYPES = ['orchestrator', 'metadata_store', 'artifact_store', 'experiment_tracker'] as const;

/**
 * What ZenML clients ask for most, over HTTP from the built server, by somebody who reads secrets: the runs of a pipeline
 * with their stacks, all stacks, and which stack has what. `databaseUrl` null: the embedded database.
 */
export async function measureZenmlClients(databaseUrl: string | null): Promise<Measured[]> {
  const assay = await benchServer(databaseUrl);
  try {
    const base = await filled(assay);
    const rows: Measured[] = [];
    for (const [what, path, rate] of [
      [`lists of ${RUNS} runs`, '/pipeline_runs/training', ZENML_SERVER.runLists],
      [`lists of ${STACKS + 1} stacks`, '/stacks', ZENML_SERVER.stackLists],
      ['lists of configurations', '/stack-configurations', ZENML_SERVER.configurationLists],
    ] as const) {
      const request = { method: 'GET', path: base + path, headers: {}, body: '' };
      const of = 'the server of ZenML 0.8.1';
      rows.push(await rateOf(assay.url, request, { what, rate, of, embedded: databaseUrl === null }));
    }
    return rows;
  } finally {
    await assay.remove();
  }
}

/** Registers stacks and runs; the door's path with its token. */
async function filled({ url }: AssayProcess): Promise<string> {
  const { token } = await MlteApi.signIn(url, ADMIN);
  const made = await fetch(`${url}/api/v1/tokens`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ name: 'bench', kind: 'zenml', expiresInDays: 1 }),
  });
  const base = `/api/zenml/${((await made.json()) as { token: string }).token}`;
  const post = async (path: string, body: unknown) => {
    const reply = await fetch(url + base + path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!reply.ok) throw new Error(`POST ${path}: ${reply.status} ${await reply.text()}`);
  };
  for (let n = 0; n < STACKS; n += 1) await post('/stacks', stackOf(n));
  const steps = ['importer', 'trainer', 'evaluator'].map((name) => ({ name, docstring: null }));
  for (let n = 0; n < RUNS; n += 1)
    await post('/pipeline_runs', {
      name: `training-${n}`,
      zenml_version: '0.8.1',
      git_sha: null,
      pipeline: { name: 'training', docstring: 'Trains.', steps },
      stack: stackOf(n % STACKS),
      runtime_configuration: { dag_filepath: '/work/run.py', run_name: `training-${n}`, schedule: null },
      user_id: null,
      project_name: null,
    });
  return base;
}

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
