import { ADMIN, expect, unique } from './fixtures';
import { MlteApi } from './mlte-api';
import { sampleArtifacts, waitingResults } from './samples';
import { wrapped, ZenmlApi } from './zenml-api';

/** What the routes name. Long, because long names are what breaks a layout. */
const MODEL = `${unique('parcel-sorter-with-quite-a-long-name')}/v`;
const MODEL_AT = `/projects/default/models/${encodeURIComponent(MODEL)}`;
const ENTRY = `${unique('rate-of-right-answers-with-quite-a-long-name')}/v`;
const PIPELINE = unique('flower_training_of_many_gardens');
const COMPONENT = unique('bucket-of-everything-with-quite-a-long-name');
const STACK = unique('everything-at-once-with-quite-a-long-name');
const FLAVOR = unique('tape-library-with-quite-a-long-name');
const TEAM = unique('platform-and-everything-with-quite-a-long-name');
/** Owns nothing, and can be deleted. */
const SPARE_TEAM = unique('spare');
const ROLE = unique('reads-and-corrects-with-quite-a-long-name');
const ROBOT = unique('trains.every.night.with.quite.a.long.name');
const MEMBER = unique('somebody.with.quite.a.long.name');
const RUN = `/projects/default/runs/${PIPELINE}-of-${STACK}`;
const CATALOG_ENTRY = `/catalog/local/entries/${encodeURIComponent(ENTRY)}`;

/** What the store names itself. */
export interface Given {
  /** Identifier of the report, which the store completes. */
  readonly report: string;
  /** Ids of runs, as the page that compares them takes them. */
  readonly runs: string;
  /** Row id of a role assignment. */
  readonly assignment: string;
  /** Row id of a request for access. */
  readonly request: string;
  /** Row id of a token of the service account. */
  readonly token: string;
}

const furnished = new Map<string, Promise<Given>>();

/** Fills a server with everything that the routes of {@link AREAS} name; once, however often a worker begins with the file. */
export function furnish(url: string): Promise<Given> {
  const done = furnished.get(url) ?? fill(url);
  furnished.set(url, done);
  return done;
}

async function fill(url: string): Promise<Given> {
  const api = await MlteApi.signIn(url, ADMIN);
  let report = '';
  for (const artifact of [waitingResults(60, 'waiting'), ...sampleArtifacts]) {
    const written = await api.writeArtifact(MODEL, 'v1', artifact, { parents: true, force: true });
    report = written.artifact.header.identifier;
  }
  await api.writeArtifact(MODEL, 'v1', sampleArtifacts[0], { force: true });
  const zenml = await ZenmlApi.as(url, api);
  for (const [n, day] of ['24', '25', '25', '26'].entries())
    await zenml.registerRun({
      name: `${PIPELINE}-${day}_May_22-10_00_00_00000${n}`,
      pipeline: PIPELINE,
      stack: 'default',
    });
  await zenml.registerComponent(
    wrapped('artifact_store', COMPONENT, {
      flavor: 's3',
      path: `s3://${'shelf'.repeat(40)}`,
      key: 'hush-hush',
      for_later_clients: 'x',
    }),
  );
  const parts = [
    wrapped('orchestrator', unique('gke-of-all-gardens-with-quite-a-long-name'), { flavor: 'kubeflow' }),
    wrapped('artifact_store', unique('shelf'), {
      flavor: 's3',
      path: `s3://${'shelf'.repeat(40)}`,
      key: 'k',
    }),
    wrapped('alerter', unique('bell'), { flavor: 'slack', slack_token: 'hush-hush' }),
  ];
  await zenml.registerStack(STACK, parts);
  await zenml.registerRun({ name: `${PIPELINE}-of-${STACK}`, pipeline: PIPELINE, stack: STACK });
  const native = async (method: string, path: string, body?: unknown): Promise<Response> => {
    const reply = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: { Authorization: `Bearer ${api.token}`, 'Content-Type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    expect(reply.ok, `${method} ${path}`).toBe(true);
    return reply;
  };
  await native('PATCH', RUN, {
    status: 'failed',
    steps: [{ name: 'trainer', upstream: [], status: 'failed', startedAt: '2022-05-24T10:00:00Z' }],
  });
  const artifact = `/models/${encodeURIComponent(MODEL)}/versions/v1/artifacts/evidence.accuracy`;
  await native('PUT', `${RUN}${artifact}`, { revision: 1, step: 'trainer' });
  const listed = await native('GET', `/projects/default/runs?pipeline=${PIPELINE}`);
  const { items } = (await listed.json()) as { items: { id: string }[] };
  const runs = items.map(({ id }) => id).join(',');
  // Without its bell: the page tells what changed since the run.
  await zenml.request('PUT', `/stacks/${STACK}`, { name: STACK, components: parts.slice(0, 2) });
  await zenml.request('POST', '/flavors', {
    type: 'artifact_store',
    name: FLAVOR,
    source: 'botanica.stores.TapeArtifactStore',
    integration: null,
  });
  await api.request('POST', '/catalog/local/entry', {
    header: { identifier: ENTRY },
    tags: ['Tabular', 'Reinforcement Learning'],
    quality_attribute: 'Functional Correctness',
    code: `@timed\ndef rate(rows):\n    # ${'how many were right, '.repeat(12)}\n    return f"{sum(rows) / len(rows):.2f}"\n`,
    description: 'Rates rows.',
    inputs: 'Rows',
    output: 'A rate',
  });
  await native('POST', '/users', { name: MEMBER, password: ADMIN.password });
  for (const name of [TEAM, SPARE_TEAM]) await native('POST', '/teams', { name });
  await native('PUT', `/teams/${TEAM}/members/${MEMBER}`);
  await native('POST', '/invitations', {
    name: `${MEMBER}-to-be`,
    note: 'Comes in spring, for the review of all gardens, and stays for as long as it takes.',
    teams: [TEAM],
    roles: [
      { role: 'viewer' },
      { role: 'maintainer', project: 'default', expiresAt: '2099-01-01T00:00:00Z' },
    ],
  });
  const assigned = await native('POST', '/role-assignments', { role: 'viewer', team: TEAM });
  await native('POST', '/roles', {
    name: ROLE,
    description: 'Reads and corrects. '.repeat(8).trim(),
    permissions: [
      { operation: 'model', type: 'read' },
      { operation: 'catalog', type: 'update' },
    ],
  });
  await native('POST', '/role-assignments', { role: ROLE, team: TEAM, project: 'default' });
  await native('POST', '/role-assignments', { role: ROLE, user: MEMBER, project: 'default' });
  await native('POST', '/service-accounts', {
    name: ROBOT,
    team: TEAM,
    description: 'Trains the models of all gardens every night, and evaluates them in the morning.',
  });
  await native('POST', '/role-assignments', { role: 'runner', user: ROBOT, project: 'default' });
  const issued = await native('POST', `/service-accounts/${ROBOT}/tokens`, {
    name: 'nightly training of everything',
    expiresInDays: 9,
  });
  const { id: token } = (await issued.json()) as { id: string };
  const { id: assignment } = (await assigned.json()) as { id: string };
  const theirs = await MlteApi.signIn(url, { name: MEMBER, password: ADMIN.password });
  const asked = await fetch(`${url}/api/v1/access/requests`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${theirs.token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({
      operation: 'model',
      type: 'delete',
      project: 'default',
      role: 'maintainer',
      duration: 'week',
      note: `Registered twice by mistake: ${'really-'.repeat(20)}`,
    }),
  });
  expect(asked.ok).toBe(true);
  const { id: request } = (await asked.json()) as { id: string };
  return { report, runs, assignment, request, token };
}

/** Every page that somebody signed in can open, on real data, by area. A new page gets its line here. */
export const AREAS: readonly {
  readonly area: string;
  readonly routes: (given: Given) => readonly string[];
}[] = [
  {
    area: 'the dashboard',
    routes: () => [
      '/',
      '/projects',
      '/new-project',
      '/projects/default/settings',
      '/projects/default/delete',
      '/projects/default/models',
      '/projects/default/models?q=nothing-has-this-name',
      '/projects/default/new/model',
      '/projects/default',
      '/import',
      '/import/permissions',
      '/export',
      '/account',
      `/export?project=default&model=${encodeURIComponent(MODEL)}`,
    ],
  },
  {
    area: 'runs',
    routes: ({ runs }) => [
      '/projects/default/runs',
      `/projects/default/runs?pipeline=${PIPELINE}&since=2022-05-01&until=2022-05-31&user=ada&stack=default`,
      '/projects/default/runs?q=nothing-has-this-name&commit=none&status=failed',
      '/projects/default/pipelines',
      `/projects/default/pipelines/${PIPELINE}`,
      RUN,
      `${RUN}/stack`,
      `${RUN}/configuration`,
      `${RUN}/artifacts`,
      `${RUN}/delete`,
      `/projects/default/runs/${PIPELINE}-24_May_22-10_00_00_000000/artifacts`,
      '/projects/default/compare',
      ...['', '&show=all', '&pick=more'].map(
        (requested) => `/projects/default/compare?runs=${runs}${requested}`,
      ),
    ],
  },
  {
    area: 'the console',
    routes: ({ assignment, request, token }) => [
      '/admin',
      '/admin/people',
      '/admin/people?state=never+seen&q=a',
      '/admin/people/ada?type=delete&operation=model',
      '/admin/people/ada/edit',
      '/admin/people/ada/password',
      '/admin/people/ada/state',
      '/admin/people/ada/delete',
      `/admin/people/${MEMBER}/view`,
      '/admin/people?kind=all',
      '/admin/new-person',
      '/admin/service-accounts',
      '/admin/service-accounts?state=no+token&q=nothing-has-this-name',
      `/admin/service-accounts/${ROBOT}`,
      `/admin/service-accounts/${ROBOT}/edit`,
      `/admin/service-accounts/${ROBOT}/state`,
      `/admin/service-accounts/${ROBOT}/delete`,
      `/admin/service-accounts/${ROBOT}/new-token`,
      `/admin/service-accounts/${ROBOT}/rotate?token=${token}`,
      `/admin/new-service-account?team=${TEAM}`,
      '/admin/invitations',
      '/admin/invitations?state=withdrawn&q=nothing-has-this-name',
      '/admin/new-invitation',
      '/admin/teams',
      '/admin/teams?q=nothing-has-this-name',
      '/admin/new-team',
      `/admin/teams/${TEAM}`,
      `/admin/teams/${TEAM}/edit`,
      `/admin/teams/${TEAM}/delete`,
      `/admin/teams/${SPARE_TEAM}/delete`,
      '/admin/roles',
      '/admin/roles?q=nothing-has-this-name&held=yes',
      '/admin/new-role',
      '/admin/new-role?from=viewer',
      '/admin/roles/runner',
      `/admin/roles/${ROLE}`,
      `/admin/roles/${ROLE}?draft=1&model%3Aread=on&model%3Aupdate=on&artifact%3Acreate=on`,
      `/admin/roles/${ROLE}/holders`,
      `/admin/roles/${ROLE}/edit`,
      `/admin/roles/${ROLE}/delete`,
      `/admin/assignments/${assignment}`,
      '/admin/assignments',
      '/admin/assignments?q=nothing-has-this-name&ends=soon',
      '/admin/new-assignment?user=ada',
      '/admin/review',
      '/admin/review?state=all',
      '/admin/review?state=kept&q=nothing-has-this-name',
      `/admin/review/${assignment}`,
      '/projects/default/access',
      '/projects/default/access?in=here&q=nothing-has-this-name',
      '/admin/tokens',
      '/admin/tokens?state=unused&q=nothing-has-this-name',
      '/admin/sessions',
      '/admin/sessions?q=nothing-has-this-name',
      '/admin/requests',
      '/admin/requests?state=answered',
      `/admin/requests/${request}`,
      '/ask?operation=model&type=delete',
      '/admin/audit',
      '/admin/audit?type=project&user=ada&action=project.create&since=2022-05-01',
      '/admin/audit?event=store.1',
      '/admin/audit?q=nothing-has-this-name',
      '/admin/system',
      '/admin/system?window=week&kind=page&state=over&q=nothing-has-this-name',
    ],
  },
  {
    area: 'models',
    routes: () => [
      MODEL_AT,
      `${MODEL_AT}/edit`,
      `${MODEL_AT}/move`,
      `${MODEL_AT}/delete`,
      `${MODEL_AT}/new/version`,
      `${MODEL_AT}/new/artifact`,
      `${MODEL_AT}/new/artifact?type=card`,
      `${MODEL_AT}/artifacts/card.default`,
      `${MODEL_AT}/artifacts/card.default/json`,
      `${MODEL_AT}/artifacts/card.default/revisions`,
      `${MODEL_AT}/artifacts/card.default/edit`,
      `${MODEL_AT}/artifacts/card.default/edit?as=json`,
      `${MODEL_AT}/artifacts/card.default/delete`,
      `${MODEL_AT}/artifacts/suite.default`,
      `${MODEL_AT}/artifacts/suite.default/edit?case=accuracy`,
      `${MODEL_AT}/artifacts/suite.default/edit?cover=all`,
      `${MODEL_AT}/new/artifact?type=suite`,
      `${MODEL_AT}/new/artifact?type=suite&from=card.default`,
    ],
  },
  {
    area: 'the catalog and the lists',
    routes: () => [
      '/catalog',
      '/catalog?q=nothing-has-this-name',
      '/new-catalog-entry',
      CATALOG_ENTRY,
      `${CATALOG_ENTRY}/edit`,
      `${CATALOG_ENTRY}/delete`,
      `${CATALOG_ENTRY}/use`,
      '/lists',
      '/lists/quality_attributes',
      '/lists/quality_attributes/new/entry',
      '/lists/problem_types/entries/Classification/edit',
      '/lists/problem_types/entries/Classification/delete',
    ],
  },
  {
    area: 'versions',
    routes: ({ report }) => [
      `${MODEL_AT}/versions/v1`,
      `${MODEL_AT}/versions/v1/edit`,
      `${MODEL_AT}/versions/v1/delete`,
      `${MODEL_AT}/versions/v1/new/artifact`,
      `${MODEL_AT}/versions/v1/new/artifact?type=evidence&case=accuracy`,
      `${MODEL_AT}/versions/v1/new/artifact?type=results`,
      `${MODEL_AT}/versions/v1/new/artifact?type=report`,
      `${MODEL_AT}/versions/v1/artifacts/evidence.belt/edit`,
      `${MODEL_AT}/versions/v1/artifacts/evidence.confusion/edit`,
      `${MODEL_AT}/versions/v1/artifacts/results.default/edit`,
      `${MODEL_AT}/versions/v1/artifacts/results.waiting/edit`,
      `${MODEL_AT}/versions/v1/artifacts/evidence.accuracy`,
      `${MODEL_AT}/versions/v1/artifacts/evidence.latency`,
      `${MODEL_AT}/versions/v1/artifacts/evidence.latency/json`,
      `${MODEL_AT}/versions/v1/artifacts/evidence.latency/revisions`,
      `${MODEL_AT}/versions/v1/artifacts/evidence.latency/delete`,
      `${MODEL_AT}/versions/v1/artifacts/evidence.confusion`,
      `${MODEL_AT}/versions/v1/artifacts/evidence.sizes`,
      `${MODEL_AT}/versions/v1/artifacts/evidence.belt`,
      `${MODEL_AT}/versions/v1/artifacts/evidence.remark`,
      `${MODEL_AT}/versions/v1/artifacts/results.default`,
      ...['', '/edit'].map((part) => `${MODEL_AT}/versions/v1/artifacts/${report}${part}`),
    ],
  },
  {
    area: 'stacks',
    routes: () => [
      '/stacks',
      '/stacks?sort=created',
      '/stacks?q=nothing-has-this-name',
      '/new-stack',
      `/new-stack?from=${STACK}`,
      `/stacks/${STACK}`,
      `/stacks/${STACK}/runs`,
      `/stacks/${STACK}/yaml`,
      `/stacks/${STACK}/edit`,
      `/stacks/${STACK}/delete`,
    ],
  },
  {
    area: 'components and flavors',
    routes: () => [
      '/components',
      '/components?q=nothing-has-this-name',
      '/components/artifact_store',
      `/components/artifact_store/${COMPONENT}`,
      `/components/artifact_store/${COMPONENT}/edit`,
      `/components/artifact_store/${COMPONENT}/edit?flavor=`,
      `/components/artifact_store/${COMPONENT}/edit?as=yaml`,
      `/components/artifact_store/${COMPONENT}/delete`,
      '/components/orchestrator/default/delete',
      '/new-component',
      '/new-component?type=metadata_store',
      '/new-component?type=metadata_store&flavor=mysql',
      `/new-component?type=artifact_store&flavor=${FLAVOR}`,
      '/flavors',
      '/flavors?type=alerter',
      '/flavors/artifact_store/s3',
      `/flavors/artifact_store/${FLAVOR}`,
      `/flavors/artifact_store/${FLAVOR}/edit`,
      `/flavors/artifact_store/${FLAVOR}/delete`,
      '/new-flavor',
    ],
  },
];
