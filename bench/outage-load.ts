import { randomBytes } from 'node:crypto';
import { MlteApi } from '@/e2e/mlte-api';
import { wrapped, ZenmlApi } from '@/e2e/zenml-api';
import { evidenceBody } from './evidence';
import { type Answer, Answers, answerTo } from './outage-answers';
import { filledForm, visitor } from './visitor';

/** What writes and reads while the database comes and goes. */
export interface OutageLoad {
  /** Of the requests since {@link OutageLoad.countAnew}. */
  readonly answers: Answers;
  /** Counts only requests that begin from now on: before it, each page is loaded for the first time. */
  readonly countAnew: () => void;
  /** Writes that were answered with success, so far. */
  readonly acknowledged: () => number;
  /** Ends when the last request is answered. */
  readonly stop: () => Promise<void>;
  /** Acknowledged writes that the store does not have, or has otherwise than they were sent: asked of the native API. */
  readonly lost: () => Promise<string[]>;
}

const JSON_TYPE = { 'Content-Type': 'application/json' };
const PROJECT = '/api/v1/projects/default';
/** How many write at each door and how many read. */
const WRITERS = { mlte: 3, native: 2, zenml: 2, form: 1 } as const;

const PAGES = [
  '/projects/default/models',
  '/projects/default/models/outage/versions/v1',
  '/projects/default/models/outage/versions/v1/artifacts/evidence.first',
  '/projects/default/runs',
  '/stacks/outage',
  '/projects',
] as const;
const NATIVE = ['/projects/default/artifacts?limit=50', '/projects/default/runs', '/users'] as const;
const MLTE = ['/model', '/model/outage/version/v1/artifact/evidence.first'] as const;
const ZENML = ['/stacks', '/pipeline_runs/outage?limit=20'] as const;

/**
 * Eight writers (three MLTE clients, two of the native API, two ZenML clients, a person with forms) and five readers (of
 * pages, whole and as the pages' own navigation asks for them, and of each door), each without a pause until told to stop.
 */
export async function outageLoad(
  url: string,
  admin: { readonly name: string; readonly password: string },
): Promise<OutageLoad> {
  const api = await MlteApi.signIn(url, admin);
  const zen = await ZenmlApi.as(url, api);
  const { cookie } = await visitor(url, admin);
  const authorized = { Authorization: `Bearer ${api.token}` };
  const stack = await furnish(api, zen);
  let answers = new Answers();
  /** The address of what was written, and what its text holds. */
  const kept = new Map<string, string>();
  let isOver = false;
  const run = randomBytes(4).toString('hex');

  const post = (address: string, body: unknown, headers: Record<string, string> = authorized) =>
    answers.ask(address, {
      method: 'POST',
      headers: { ...JSON_TYPE, ...headers },
      body: JSON.stringify(body),
    });
  const keep = (answer: Answer | null, address: string, holds: string) => {
    if (answer !== null) kept.set(address, holds);
  };

  const write = {
    mlte: async (name: string, n: number) => {
      const header = { identifier: `evidence.${name}`, type: 'evidence' };
      const artifact = { header, body: evidenceBody(name, n) };
      const answer = await post(`${url}/api/model/outage/version/v1/artifact`, { artifact, parents: true });
      keep(answer, `/models/outage/versions/v1/artifacts/evidence.${name}`, `"real":${n},`);
    },
    native: async (name: string) =>
      keep(await post(`${url}${PROJECT}/models`, { name }), `/models/${name}`, `"name":"${name}"`),
    zenml: async (name: string) =>
      keep(await post(`${zen.address}/pipeline_runs`, runOf(name, stack), {}), `/runs/${name}`, `"${name}"`),
    form: async (name: string) => {
      const address = `${url}/projects/default/new/model`;
      const page = await answers.ask(address, { headers: { cookie } });
      if (page === null) return;
      const body = filledForm(page.text, 'name', { name });
      const headers = { cookie, Origin: url };
      const answer = await answers.ask(address, { method: 'POST', headers, body }, isAnswerOfForm);
      if (answer?.status === 303) keep(answer, `/models/${name}`, `"name":"${name}"`);
    },
  };
  const read = (base: string, paths: readonly string[], headers: Record<string, string>) => (n: number) =>
    answers.ask(base + paths[n % paths.length], { headers }, ({ status }) => status === 200);

  const forever = async (step: (n: number) => Promise<unknown>) => {
    for (let n = 0; !isOver; n += 1) await step(n);
  };
  const working = [
    ...Object.entries(WRITERS).flatMap(([door, count]) =>
      Array.from({ length: count }, (_, writer) =>
        forever((n) => write[door as keyof typeof write](`${door}-${run}-${writer}-${n}`, n)),
      ),
    ),
    ...[
      read(url, PAGES, { cookie }),
      read(
        url,
        PAGES.map((page) => `${page}?_rsc`),
        { cookie, RSC: '1' },
      ),
      read(`${url}/api/v1`, NATIVE, authorized),
      read(`${url}/api`, MLTE, authorized),
      read(zen.address, ZENML, {}),
    ].map(forever),
  ];
  return {
    get answers() {
      return answers;
    },
    countAnew: () => {
      answers = new Answers();
    },
    acknowledged: () => kept.size,
    stop: async () => {
      isOver = true;
      await Promise.all(working);
    },
    lost: async () => {
      const lost: string[] = [];
      for (const [path, holds] of kept) {
        const { status, text } = await answerTo(url + PROJECT + path, { headers: authorized });
        if (status !== 200 || !text.includes(holds)) lost.push(`${path}: ${status}`);
        // Nobody waits a minute for each.
        if (status === 0) break;
      }
      return lost;
    },
  };
}

/** Led on to what was made, or told in the form that the database is away. */
const isAnswerOfForm = ({ status, text }: Answer): boolean =>
  status === 303 || (status === 200 && /The database (does not answer|stopped answering)/.test(text));

/** What the readers read; the stack as the door tells it. */
async function furnish(api: MlteApi, zenml: ZenmlApi): Promise<unknown> {
  const header = { identifier: 'evidence.first', type: 'evidence' };
  const artifact = { header, body: evidenceBody('first', 0.5) };
  await api.writeArtifact('outage', 'v1', artifact, { force: true, parents: true });
  await zenml.registerStack('outage', [
    wrapped('orchestrator', 'outage-local'),
    wrapped('artifact_store', 'outage-files', { path: 's3://outage/artifacts' }),
    wrapped('metadata_store', 'outage-records'),
  ]);
  await zenml.registerRun({ name: 'first', pipeline: 'outage', stack: 'outage' });
  return (await zenml.request('GET', '/stacks/outage')).body;
}

const runOf = (name: string, stack: unknown) => ({
  name,
  zenml_version: '0.8.1',
  git_sha: null,
  pipeline: { name: 'outage', docstring: null, steps: [{ name: 'trainer', docstring: null }] },
  stack,
  runtime_configuration: { run_name: name },
  user_id: '00000000-0000-4000-8000-000000000000',
  project_name: null,
});
