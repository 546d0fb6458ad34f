import { MlteApi } from '@/e2e/mlte-api';
import { wrapped, ZenmlApi } from '@/e2e/zenml-api';
import { ADMIN } from './bench-server';
import { evidenceBody } from './evidence';
import { visitor } from './visitor';

/** One request, or the two of a form or of a registered run; `n` counts what was sent before. */
type Step = (n: number) => Promise<unknown>;

const [VERSIONS, CASES] = [20, 40];

/**
 * What people and programs ask of a server that is in use. Of twenty steps eight are pages (two of them as the pages'
 * own navigation asks for them), four lists and objects of the native API, four come from an MLTE client (a sign-in, a
 * write, a read, a list), three from a ZenML client (one registers a run), and one sends a form.
 */
export async function soakLoad(url: string): Promise<Step> {
  const api = await MlteApi.signIn(url, ADMIN);
  const zenml = await ZenmlApi.as(url, api);
  const person = await visitor(url, ADMIN);
  const version = (n: number) => `v${Math.floor(n / 20) % VERSIONS}`;
  const write: Step = (n) => {
    const name = `case-${Math.floor(n / 20) % (VERSIONS * CASES)}`;
    const artifact = {
      header: { identifier: `evidence.${name}`, type: 'evidence' },
      body: evidenceBody(name, n),
    };
    return api.writeArtifact('soak', version(n), artifact, { force: true, parents: true });
  };
  const register: Step = (n) => zenml.registerRun({ name: `run-${n}`, pipeline: 'training', stack: 'soak' });
  await zenml.registerStack('soak', [
    wrapped('orchestrator', 'soak-local'),
    wrapped('artifact_store', 'soak-files', { path: 's3://soak/artifacts' }),
    wrapped('metadata_store', 'soak-records'),
  ]);
  await api.createModel('soak');
  for (let n = 0; n < VERSIONS * 20; n += 20) await write(n);
  await register(0);
  const page: Step = (n) => person.page(pick(PAGES, n));
  const inner: Step = (n) => person.page(pick(PAGES, n), true);
  const native: Step = (n) => read(`${url}/api/v1${pick(LISTS, n)}`, api.token);
  const list: Step = (n) => ok(api.request('GET', `/model/soak/version/${version(n)}/artifact?limit=50`));
  const single: Step = (n) => {
    const at = Math.floor(n / 20) % VERSIONS;
    return api.readArtifact('soak', `v${at}`, `evidence.case-${at}`);
  };
  const signIn: Step = () => MlteApi.signIn(url, ADMIN);
  const runs: Step = () => ok(zenml.request('GET', '/pipeline_runs/training?limit=20'));
  const stacks: Step = () => ok(zenml.request('GET', '/stacks'));
  const form: Step = (n) =>
    person.form('/projects/default/settings', 'commitUrl', {
      description: `As of step ${n}.`,
      commitUrl: '',
    });
  const turns = [
    ...[page, native, write, page, single, inner, runs, page, native, signIn],
    ...[page, register, native, page, list, stacks, page, inner, native, form],
  ];
  return (n) => turns[n % turns.length]?.(n) ?? Promise.resolve();
}

const PAGES = [
  '/',
  '/projects/default',
  '/projects/default/runs',
  '/projects/default/runs/run-0',
  '/projects/default/pipelines',
  '/projects/default/pipelines/training',
  '/projects/default/models',
  '/projects/default/models/soak',
  '/projects/default/models/soak/versions/v1',
  '/projects/default/models/soak/versions/v1/artifacts/evidence.case-1',
  '/projects/default/models/soak/versions/v1/artifacts/evidence.case-1/revisions',
  '/stacks',
  '/stacks/soak',
  '/components',
  '/flavors',
  '/catalog',
  '/lists',
  '/account',
  '/projects',
] as const;

const LISTS = [
  '/projects/default/runs',
  '/projects/default/models',
  '/projects/default/artifacts?limit=50',
  '/projects/default/pipelines',
  '/stacks',
  '/components',
  '/users',
  '/roles',
  '/projects/default/models/soak/versions',
] as const;

/** In turn, whichever of the twenty steps asks. */
const pick = (from: readonly string[], n: number): string =>
  from[(n * 7 + Math.floor(n / 20)) % from.length] ?? '/';

async function read(address: string, token: string): Promise<void> {
  const answer = await fetch(address, { headers: { Authorization: `Bearer ${token}` } });
  await answer.arrayBuffer();
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
}

async function ok(requested: Promise<{ status: number }>): Promise<void> {
  const { status } = await requested;
  if (status !== 200) throw new Error(`a list: ${status}`);
}
