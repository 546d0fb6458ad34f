import { beforeAll, describe, expect, it } from 'vitest';
import { BUILT_IN_ROLES } from '@/db/seed/built-in-roles';
import { testDatabase } from '@/db/testing/test-database';
import { addTeamMember } from '@/lib/access/add-team-member';
import { assignRole } from '@/lib/access/assign-role';
import { createRole } from '@/lib/access/create-role';
import { createTeam } from '@/lib/access/create-team';
import { createToken } from '@/lib/access/create-token';
import { createUser } from '@/lib/access/create-user';
import { writeArtifact } from '@/lib/artifacts/write-artifact';
import { createEntry as addToCatalog } from '@/lib/catalog/create-entry';
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
import { apiOver } from '@/lib/testing/api';
import { artifactText, body } from '@/lib/testing/artifacts';
import { entryContent } from '@/lib/testing/catalog';
import { posted } from '@/lib/testing/stacks';
import { makeProject, makeUser, unique } from '@/lib/testing/world';
import type { Access, Endpoint } from './endpoint';
import { MLTE_TABLE } from './mlte/table';
import { V1_TABLE } from './v1/table';
import { ZENML_TABLE } from './zenml/table';

const database = testDatabase();

type Role = (typeof BUILT_IN_ROLES)[number]['name'];
/** Where a role is held: on the project that is asked about, on another one, or everywhere. */
type Reach = 'here' | 'elsewhere' | 'everywhere';
interface Held {
  readonly role: Role;
  readonly reach: Reach;
}

const HELD: readonly Held[] = (['viewer', 'maintainer', 'admin'] as const).flatMap((role) =>
  (['here', 'elsewhere', 'everywhere'] as const).map((reach) => ({ role, reach })),
);

/** What an assignment on any project lets its holder read of the store. */
const READ_FROM_ANYWHERE = ['stack', 'stack_component', 'flavor', 'catalog', 'custom_list'];

/** Who may, told apart from the code that decides: by the published table of roles. */
function may({ role, reach }: Held, access: Access): boolean {
  if (access === 'public' || access === 'signed-in') return true;
  const words = BUILT_IN_ROLES.find(({ name }) => name === role)?.permissions ?? [];
  const holds = words.some(({ operation, type }) => operation === access.operation && type === access.type);
  if (reach === 'everywhere') return holds;
  if (access.on === 'store') return access.type === 'read' && READ_FROM_ANYWHERE.includes(access.operation);
  return reach === 'here' && holds;
}

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

const seenByHolders = (access: Access): boolean =>
  typeof access === 'object' && access.type === 'read' && ['team', 'role'].includes(access.operation);

/** A component as ZenML clients wrap it. */
function wrapped(name: string) {
  const { configuration, ...component } = posted('alerter', { name });
  const { uuid } = readConfiguration(configuration);
  return { ...component, uuid, config: encodeConfiguration(configuration) };
}

function bodyFor({ method, path, body: schema }: Endpoint, door: string, project: string): unknown {
  if (schema === undefined) return undefined;
  const made = BODIES[`${door} ${method} ${path}`] ?? BODIES[`${method} ${path}`];
  if (made === undefined) throw new Error(`${method} ${path} has no body in the matrix: give it one.`);
  return made(project);
}

type Word = (typeof BUILT_IN_ROLES)[number]['permissions'][number];
const ALL = BUILT_IN_ROLES.find(({ name }) => name === 'admin')?.permissions ?? [];
/** What lets somebody see the things that endpoints are about. */
const READS: readonly Word[] = (
  [
    'project',
    'model',
    'artifact',
    'custom_list',
    'catalog',
    'user',
    'team',
    'role',
    'stack',
    'stack_component',
    'flavor',
  ] as const
).map((operation) => ({ operation, type: 'read' }));

type Person = Awaited<ReturnType<typeof makeUser>>;

const zenmlToken = async (who: Person): Promise<string> =>
  (await createToken(who.ctx(), { name: 'z', kind: 'zenml', expiresInDays: 1 })).token;

async function makeWorld() {
  const { opened } = database;
  const [here, elsewhere] = [await makeProject(opened), await makeProject(opened)];
  const owner = await makeUser(opened, { role: 'admin' });
  const project = { here: here.id, elsewhere: elsewhere.id, everywhere: null };
  const people = await Promise.all(
    HELD.map(async (held) => ({
      held,
      person: await makeUser(opened, { role: held.role, projectId: project[held.reach] }),
    })),
  );
  /** Everything that an endpoint may name, there again after each deletion. */
  const furnish = async () => {
    const at = { project: here.name, model: 'm', version: 'v' };
    await createParents(owner.ctx(), at);
    await writeArtifact(owner.ctx(), { ...at, artifactText: artifactText('card'), force: true });
    await createEntry(owner.ctx(), { list: 'tags', name: 'matrix', description: '', parent: null }).catch(
      () => {},
    );
    const inCatalog = { catalog: 'local', identifier: 'matrix', ...entryContent() };
    await addToCatalog(owner.ctx(), inCatalog).catch(() => {});
    await registerStack(owner.ctx(), { name: 'matrix', components: [] }).catch(() => {});
    await registerComponent(owner.ctx(), posted('alerter', { name: 'matrix' })).catch(() => {});
    await registerFlavor(owner.ctx(), { type: 'alerter', name: 'matrix', source: 'a.B' }).catch(() => {});
    await createUser(owner.ctx(), { name: 'matrix-user' }).catch(() => {});
    const group = { project: here.name, name: 'matrix-group', permissions: [PERMISSION] };
    await createGroup(owner.ctx(), group).catch(() => {});
    const nothing = {
      clientVersion: null,
      gitSha: null,
      claimedUserId: null,
      runtimeConfigurationText: '{}',
    };
    const pipeline = { name: 'matrix', docstring: null, steps: [] };
    const run = { ...nothing, name: 'matrix', pipeline, pipelineText: '{}', project: here.name };
    const empty = { stack: { name: 'matrix', components: [] }, stackText: '{}' };
    await registerRun(owner.ctx(), { ...run, ...empty }).catch(() => {});
    const card = { model: 'm', version: null, identifier: 'card.default' };
    await linkRunArtifact(owner.ctx(), { project: here.name, run: 'matrix', artifact: card });
    const [artifactStore, metadataStore] = Object.values(ASSOCIATION);
    if (artifactStore !== undefined && metadataStore !== undefined)
      await declareStoreAssociation(owner.ctx(), { artifactStore, metadataStore });
    await createTeam(owner.ctx(), { name: 'matrix-team' }).catch(() => {});
    await addTeamMember(owner.ctx(), { team: 'matrix-team', user: 'matrix-user' });
    await createRole(owner.ctx(), { name: 'matrix-role', permissions: [] }).catch(() => {});
    const assignment = await assignRole(owner.ctx(), { role: 'matrix-role', user: 'matrix-user' });
    const token = await createToken(owner.ctx(), { name: 'matrix', expiresInDays: 1 });
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
  };
  /** Somebody who holds these words everywhere. */
  const holderOf = async (permissions: readonly Word[]) => {
    const [person, role] = [await makeUser(opened), unique('role')];
    await createRole(owner.ctx(), { name: role, permissions });
    await assignRole(owner.ctx(), { role, user: person.name });
    return person;
  };
  let furnished: { readonly for: Endpoint; readonly names: Readonly<Record<string, string>> } | null = null;
  /** What paths name; made anew only where the call before may have ended it. */
  const namesFor = async (endpoint: Endpoint) => {
    if (furnished?.for !== endpoint || endpoint.method === 'DELETE')
      furnished = { for: endpoint, names: { project: here.name, ...(await furnish()) } };
    return furnished.names;
  };
  return { ...apiOver(opened), owner, people, holderOf, namesFor, project: here.name };
}

/** Deleting the project ends what the people of the matrix hold on it: the doors' own tests have its ladder. */
const withoutTheirGround = (table: readonly Endpoint[]) =>
  table.filter(({ method, path }) => `${method} ${path}` !== 'DELETE /projects/{project}');

const DOORS = [
  {
    door: 'the artifact door',
    table: MLTE_TABLE,
    base: (project: string) => `/p/${project}/api`,
    hidden: 403,
  },
  { door: 'v1', table: withoutTheirGround(V1_TABLE), base: () => '/api/v1', hidden: 404 },
  {
    door: 'the zen door',
    table: withoutTheirGround(ZENML_TABLE),
    base: () => '/api/zenml',
    hidden: 404,
  },
] as const;

describe.each(DOORS)('the permission matrix of $door', ({ table, base, hidden }) => {
  let world: ReturnType<typeof makeWorld>;
  beforeAll(() => {
    world = makeWorld();
  });

  it.each(table.map((endpoint) => [`${endpoint.method} ${endpoint.path}`, endpoint] as const))(
    '%s',
    async (_, endpoint) => {
      const { send, project, owner, people, holderOf, namesFor } = await world;
      const inAddress = base(project) === '/api/zenml';
      const ask = async (who: Person | null, token: string | null = null) => {
        const names = await namesFor(endpoint);
        const named = endpoint.path.replaceAll(/\{(\w+)\}/g, (_match, name: string) => names[name] ?? '');
        const path = named === '/' ? '' : named;
        const sent = bodyFor(endpoint, inAddress ? 'zen' : '', project);
        const options = {
          headers: token === null || inAddress ? {} : { Authorization: `Bearer ${token}` },
          ...(sent === undefined ? {} : { body: sent }),
        };
        if (!inAddress) return (await send(who, endpoint.method, base(project) + path, options)).status;
        const own = who === null ? token : await zenmlToken(who);
        const at = own === null ? base(project) : `${base(project)}/${own}`;
        return (await send(null, endpoint.method, at + path, options)).status;
      };
      const open = endpoint.access === 'public';
      const denials = [401, 403, 404, 412];

      const anonymous = await ask(null);
      if (open) expect(denials).not.toContain(anonymous);
      else expect(anonymous).toBe(401);

      for (const { held, person } of people) {
        const status = await ask(person);
        const cell = `${held.role} ${held.reach}`;
        // Somebody else's token is absent for all but administrators.
        const foreign =
          endpoint.path === '/tokens/{id}' && !(held.role === 'admin' && held.reach === 'everywhere');
        // Whoever hands out roles on a project may see which roles and teams there are.
        const names = hidden === 404 && held.role === 'admin' && seenByHolders(endpoint.access);
        if ((may(held, endpoint.access) || names) && !foreign) expect(denials, cell).not.toContain(status);
        else expect([403, hidden], cell).toContain(status);
        expect(status, cell).toBeLessThan(500);
      }

      const { access } = endpoint;
      if (typeof access === 'object') {
        const isIt = (word: Word) => word.operation === access.operation && word.type === access.type;
        const alone = [
          ...READS.filter((word) => !isIt(word)),
          { operation: access.operation, type: access.type },
        ];
        expect(denials, 'with the one permission').not.toContain(await ask(await holderOf(alone)));
        const hands = (word: Word) =>
          word.operation === 'role_assignment' && seenByHolders(access) && hidden === 404;
        const lacking = ALL.filter((word) => !isIt(word) && !hands(word));
        expect([403, hidden], 'without it').toContain(await ask(await holderOf(lacking)));
      }

      // A token for reading only never writes, whoever owns it.
      const kind = inAddress ? 'zenml' : 'api';
      const { token } = await createToken(owner.ctx(), { name: 'r', kind, expiresInDays: 1, readOnly: true });
      const reading = await ask(null, token);
      // What a deletion would take is told to who may delete, and refused as the deletion is.
      const reads = endpoint.method === 'GET' && !endpoint.path.endsWith('/deletion');
      const writes = !reads && !endpoint.path.endsWith('/search') && !open;
      if (writes) expect([403, hidden]).toContain(reading);
      else expect(denials).not.toContain(reading);
    },
  );
});
