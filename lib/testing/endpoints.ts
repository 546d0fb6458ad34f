import type { Endpoint } from '@/lib/wire/endpoint';
import type { Furnished } from '@/lib/writes/example';

/** What each `{name}` of an endpoint's path stands for. An endpoint with another one is refused. */
const PARAMETERS: Readonly<Record<string, (at: Furnished, path: string) => string>> = {
  project: (at) => at.project,
  model: (at) => at.model,
  version: (at) => at.version,
  artifact: (at) => at.artifact,
  list: (at) => at.list,
  catalog: (at) => at.catalog,
  entry: (at, path) => (path.includes('{list}') ? at.listEntry : at.catalogEntry),
  stack: (at) => at.stack,
  type: (at) => at.componentType,
  component: (at) => at.component,
  flavor: (at) => at.flavor,
  artifactStore: (at) => at.association.artifactStore,
  metadataStore: (at) => at.association.metadataStore,
  pipeline: (at) => at.pipeline,
  run: (at) => at.linkedRun,
  user: (at) => at.user,
  team: (at) => at.team,
  role: (at) => at.role,
  // At the artifact door a role is a group, and `model:read` of all models is this permission.
  group: (at) => at.role,
  permission: () => 'model-get',
  assignment: (at) => at.assignment,
  request: (at) => at.request,
  id: (at) => at.token,
  serviceAccount: (at) => at.serviceAccount,
  serviceToken: (at) => at.serviceToken,
  invitation: (at) => at.invitation,
};

/** A request that the endpoint takes, as its declaration says: the path below the door's base, and a body where it has one. */
export async function requestOf({ method, path, body, example }: Endpoint, at: Furnished) {
  const named = path.replaceAll(/\{(\w+)\}/g, (_match, name: string) => {
    const value = PARAMETERS[name]?.(at, path);
    if (value === undefined) throw new Error(`${method} ${path}: nothing is known for {${name}}.`);
    return encodeURIComponent(value);
  });
  const sent = body === undefined ? {} : { body: await exampleOf(example, at, `${method} ${path}`) };
  return { path: named === '/' ? '' : named, ...sent };
}

/** The tables are typed so that each body has an example; a table that got around it is told so. */
async function exampleOf(example: Endpoint['example'], at: Furnished, name: string): Promise<unknown> {
  if (example === undefined) throw new Error(`${name} takes a body and gives no example of it.`);
  return example(at);
}
