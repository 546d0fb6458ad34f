import { addTeamMember } from '@/lib/access/add-team-member';
import { assignRole } from '@/lib/access/assign-role';
import { createRole } from '@/lib/access/create-role';
import { createTeam } from '@/lib/access/create-team';
import { createToken } from '@/lib/access/create-token';
import { createUser } from '@/lib/access/create-user';
import { writeArtifact } from '@/lib/artifacts/write-artifact';
import { createEntry as addToCatalog } from '@/lib/catalog/create-entry';
import type { Ctx } from '@/lib/core/ctx';
import { createGroup } from '@/lib/groups/create-group';
import { createEntry } from '@/lib/lists/create-entry';
import { createParents } from '@/lib/models/create-parents';
import { linkRunArtifact } from '@/lib/runs/link-run-artifact';
import { registerRun } from '@/lib/runs/register-run';
import { encodeConfiguration, readConfiguration } from '@/lib/stacks/configuration';
import { registerComponent } from '@/lib/stacks/register-component';
import { registerFlavor } from '@/lib/stacks/register-flavor';
import { registerStack } from '@/lib/stacks/register-stack';
import { declareStoreAssociation } from '@/lib/stacks/store-associations';
import type { Endpoint } from '@/lib/wire/endpoint';
import { artifactText, body } from './artifacts';
import { entryContent } from './catalog';
import { posted } from './stacks';
import { unique } from './world';

const results = () => ({
  artifact: JSON.parse(artifactText('results', body.results(), unique('results'))) as unknown,
});

const catalogEntry = (identifier: string) => ({ header: { identifier }, code: 'pass' });

/** What the group of the matrix permits, so that there is a permission to read. */
const PERMISSION = { resource_type: 'catalog', resource_id: null, method: 'get' } as const;

/** A body that each endpoint takes, new for every call. An endpoint without one here fails. */
const BODIES: Readonly<Record<string, (project: string) => unknown>> = {
  'POST /token': () => ({}),
  'POST /user': () => ({ username: unique('new'), password: 'a long pass phrase' }),
  'PUT /user': () => ({ username: 'matrix-user', full_name: unique('name') }),
  'POST /group': () => ({ name: unique('group'), permissions: [] }),
  'PUT /group': () => ({ name: 'matrix-group', permissions: [PERMISSION] }),
  'POST /model': () => ({ identifier: unique('model') }),
  'POST /model/{model}/version': () => ({ identifier: unique('version') }),
  'POST /model/{model}/version/{version}/artifact': results,
  'POST /model/{model}/version/{version}/artifact/search': () => ({}),
  'POST /custom_list/{list}/entry': () => ({ name: unique('tag'), description: '', parent: null }),
  'PUT /custom_list/{list}/entry': () => ({ name: 'matrix', description: 'changed', parent: null }),
  'POST /catalogs/entry/search': () => ({}),
  'POST /catalog/{catalog}/entry': () => catalogEntry(unique('entry')),
  'PUT /catalog/{catalog}/entry': () => catalogEntry('matrix'),
  'POST /catalogs/{catalog}/entries': () => ({ identifier: unique('entry'), code: 'pass' }),
  'PUT /catalogs/{catalog}/entries/{entry}': () => ({ code: 'pass' }),
  'POST /stacks': () => ({ name: unique('stack'), components: [] }),
  'PUT /stacks/{stack}': () => ({ name: 'matrix', components: [] }),
  'POST /stacks/{stack}/copies': () => ({ name: unique('copy') }),
  'POST /components': () => ({ type: 'alerter', name: unique('alerter'), flavor: 'slack' }),
  'PUT /components/{type}/{component}': () => ({ name: 'matrix', flavor: 'slack' }),
  'zen POST /users': () => ({ name: unique('user') }),
  'zen POST /teams': () => ({ name: unique('team') }),
  'zen POST /teams/{team}/users': () => ({ name: 'matrix-user' }),
  'zen POST /roles': () => ({ name: unique('role'), permissions: [] }),
  'zen POST /role_assignments': () => assigned('matrix-role'),
  'zen DELETE /role_assignments': () => assigned('matrix-role'),
  'zen POST /pipeline_runs': (project) => ({
    name: unique('run'),
    pipeline: { name: 'matrix', steps: [] },
    stack: { name: 'matrix', components: [] },
    runtime_configuration: {},
    project_name: project,
  }),
  'zen POST /store_associations': () => ASSOCIATION,
  'zen POST /components': () => wrapped(unique('alerter')),
  'zen PUT /components/{type}/{component}': () => wrapped('matrix'),
  'POST /flavors': () => ({ type: 'alerter', name: unique('flavor'), source: 'a.B' }),
  'PUT /flavors/{type}/{flavor}': () => ({ source: 'a.C' }),
  'POST /tokens': () => ({ name: 'matrix', expiresInDays: 1 }),
  'POST /users': () => ({ name: unique('user') }),
  'PATCH /users/{user}': () => ({ fullName: unique('name') }),
  'POST /teams': () => ({ name: unique('team') }),
  'PATCH /teams/{team}': () => ({ name: 'matrix-team' }),
  'POST /roles': () => ({ name: unique('role'), permissions: [] }),
  'PATCH /roles/{role}': () => ({ description: unique('about') }),
  'POST /role-assignments': () => ({ role: 'matrix-role', user: 'matrix-user' }),
  'PATCH /projects/{project}': () => ({ description: unique('about') }),
  'POST /projects': () => ({ name: unique('project') }),
  'POST /projects/{project}/runs': () => ({
    name: unique('run'),
    pipeline: { name: 'matrix' },
    stack: { name: 'matrix' },
  }),
  'PATCH /projects/{project}/runs/{run}': () => ({ status: 'completed' }),
  'PUT /projects/{project}/runs/{run}/models/{model}/versions/{version}/artifacts/{artifact}': () => ({}),
  'PUT /projects/{project}/runs/{run}/models/{model}/artifacts/{artifact}': () => ({ revision: 1 }),
  'POST /projects/{project}/models': () => ({ name: unique('model') }),
  'POST /projects/{project}/models/{model}/versions': () => ({ name: unique('version') }),
  'POST /projects/{project}/models/{model}/versions/{version}/artifacts': results,
};

/** A role assignment as ZenML clients post it. */
const assigned = (role: string) => ({ role_name: role, entity_name: 'matrix-user', is_user: true });

const ASSOCIATION = {
  artifact_store_uuid: '45eb15e1-c8f2-4cb6-ac86-ec3d26b4854e',
  metadata_store_uuid: '0f062503-77d0-4371-b0ac-3e81f2f65095',
};

/** A component as ZenML clients wrap it. */
function wrapped(name: string) {
  const { configuration, ...component } = posted('alerter', { name });
  const { uuid } = readConfiguration(configuration);
  return { ...component, uuid, config: encodeConfiguration(configuration) };
}

/** A body that the endpoint takes, or undefined where it takes none. Throws where none is known. */
export function bodyFor({ method, path, body: schema }: Endpoint, door: string, project: string): unknown {
  if (schema === undefined) return undefined;
  const made = BODIES[`${door} ${method} ${path}`] ?? BODIES[`${method} ${path}`];
  if (made === undefined) throw new Error(`${method} ${path} has no body in the matrix: give it one.`);
  return made(project);
}

/** Makes everything in a project that an endpoint may name, as far as it is not there; answers the names. */
export async function furnish(ctx: () => Ctx, project: string): Promise<Readonly<Record<string, string>>> {
  const at = { project, model: 'm', version: 'v' };
  await createParents(ctx(), at);
  await writeArtifact(ctx(), { ...at, artifactText: artifactText('card'), force: true });
  await createEntry(ctx(), { list: 'tags', name: 'matrix', description: '', parent: null }).catch(() => {});
  const inCatalog = { catalog: 'local', identifier: 'matrix', ...entryContent() };
  await addToCatalog(ctx(), inCatalog).catch(() => {});
  await registerStack(ctx(), { name: 'matrix', components: [] }).catch(() => {});
  await registerComponent(ctx(), posted('alerter', { name: 'matrix' })).catch(() => {});
  await registerFlavor(ctx(), { type: 'alerter', name: 'matrix', source: 'a.B' }).catch(() => {});
  await createUser(ctx(), { name: 'matrix-user' }).catch(() => {});
  const group = { project, name: 'matrix-group', permissions: [PERMISSION] };
  await createGroup(ctx(), group).catch(() => {});
  const nothing = {
    clientVersion: null,
    gitSha: null,
    claimedUserId: null,
    runtimeConfigurationText: '{}',
  };
  const pipeline = { name: 'matrix', docstring: null, steps: [] };
  const run = { ...nothing, name: 'matrix', pipeline, pipelineText: '{}', project };
  const empty = { stack: { name: 'matrix', components: [] }, stackText: '{}' };
  await registerRun(ctx(), { ...run, ...empty }).catch(() => {});
  const card = { model: 'm', version: null, identifier: 'card.default' };
  await linkRunArtifact(ctx(), { project, run: 'matrix', artifact: card });
  const [artifactStore, metadataStore] = Object.values(ASSOCIATION);
  if (artifactStore !== undefined && metadataStore !== undefined)
    await declareStoreAssociation(ctx(), { artifactStore, metadataStore });
  await createTeam(ctx(), { name: 'matrix-team' }).catch(() => {});
  await addTeamMember(ctx(), { team: 'matrix-team', user: 'matrix-user' });
  await createRole(ctx(), { name: 'matrix-role', permissions: [] }).catch(() => {});
  const assignment = await assignRole(ctx(), { role: 'matrix-role', user: 'matrix-user' });
  const token = await createToken(ctx(), { name: 'matrix', expiresInDays: 1 });
  return {
    user: 'matrix-user',
    group: 'matrix-group',
    permission: 'catalog-get',
    model: 'm',
    version: 'v',
    artifact: 'card.default',
    list: 'tags',
    catalog: 'local',
    entry: 'matrix',
    stack: 'matrix',
    pipeline: 'matrix',
    artifactStore: ASSOCIATION.artifact_store_uuid,
    metadataStore: ASSOCIATION.metadata_store_uuid,
    run: 'matrix',
    team: 'matrix-team',
    role: 'matrix-role',
    type: 'alerter',
    component: 'matrix',
    flavor: 'matrix',
    id: token.id,
    assignment: assignment.id,
  };
}
