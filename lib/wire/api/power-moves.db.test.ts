import { beforeAll, describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import { issueClientToken } from '@/lib/credentials/client-token';
import { createUser } from '@/lib/people/create-user';
import { assignRole } from '@/lib/roles/assign-role';
import { createRole } from '@/lib/roles/create-role';
import { apiOver } from '@/lib/testing/api';
import { requestOf } from '@/lib/testing/endpoints';
import { furnished } from '@/lib/testing/furnished';
import { ctxFor, makeUser, requestContextFor, SYSTEM, unique } from '@/lib/testing/world';
import type { Endpoint } from '../endpoint';
import { MLTE_TABLE } from '../mlte/table';
import { V1_TABLE } from '../v1/table';
import { ZENML_TABLE } from '../zenml/table';

const database = testDatabase();

/** Operations whose writing is a move of power. */
const OF_POWER: ReadonlySet<string> = new Set([
  'user',
  'team',
  'role',
  'role_assignment',
  'project',
  'token',
]);
/** Bodies that these endpoints get here say what a person or project is described by, which moves none. */
const DESCRIBING: ReadonlySet<string> = new Set(['PATCH /users/{user}', 'PATCH /projects/{project}']);
/** Answers that give nobody anything: no, and that what is held stays. */
const REFUSING: ReadonlySet<string> = new Set([
  'POST /access/requests/{request}/refuse',
  'POST /access-review/{assignment}/keep',
]);

const moving = (table: readonly Endpoint[]): readonly (readonly [string, Endpoint])[] =>
  table
    .filter(
      ({ access, method }) =>
        typeof access === 'object' && method !== 'GET' && OF_POWER.has(access.operation),
    )
    .map((endpoint) => [`${endpoint.method} ${endpoint.path}`, endpoint] as const)
    .filter(([name]) => !DESCRIBING.has(name) && !REFUSING.has(name));

async function makeWorld() {
  const { opened } = database;
  const admin = await makeUser(opened, { role: 'admin' });
  return { admin, at: await furnished(opened, admin) };
}

describe.each([
  { door: 'the artifact door', table: MLTE_TABLE, base: '/api', refused: 409 },
  { door: 'v1', table: V1_TABLE, base: '/api/v1', refused: 412 },
])('at $door a client that signed in an hour ago moves no power', ({ table, base, refused }) => {
  let world: ReturnType<typeof makeWorld>;
  beforeAll(() => {
    world = makeWorld();
  });

  it.each(moving(table))('%s', async (_, endpoint) => {
    const { admin, at } = await world;
    const { send } = apiOver(database.opened);
    const signedIn = { userId: admin.id, name: admin.name, credentialEpoch: 0 };
    const bearer = (minutes: number) => {
      const now = new Date(Date.now() - minutes * 60_000);
      return `Bearer ${issueClientToken(requestContextFor(database.opened, { now }), signedIn).token}`;
    };
    const { path, ...body } = await requestOf(endpoint, at);
    const old = await send(null, endpoint.method, base + path, {
      headers: { Authorization: bearer(61) },
      ...body,
    });
    expect([old.status, old.text]).toEqual([refused, expect.stringContaining('more than an hour ago')]);
  });
});

describe('at the zen door a client that is let in by name moves no power', () => {
  const open = async () => {
    const world = await makeWorld();
    const system = () => ctxFor(database.opened, SYSTEM);
    const [name, role] = [unique('ci'), unique('clerk')];
    await createUser(system(), { name });
    const operations = ['user', 'team', 'role', 'role_assignment', 'project'] as const;
    const types = ['create', 'read', 'update', 'delete'] as const;
    const permissions = operations.flatMap((operation) => types.map((type) => ({ operation, type })));
    await createRole(system(), { name: role, permissions });
    await assignRole(system(), { role, user: name });
    const { send } = apiOver(database.opened, { ASSAY_LEGACY_BASIC: `${name}@10.0.0.0/8` });
    const headers = { Authorization: `Basic ${Buffer.from(`${name}:`).toString('base64')}` };
    return {
      ...world,
      ask: (method: string, path: string, body: object) =>
        send(null, method, `/api/zenml${path}`, { headers, ...body }),
    };
  };
  let world: ReturnType<typeof open>;
  beforeAll(() => {
    world = open();
  });

  it.each(moving(ZENML_TABLE))('%s', async (_, endpoint) => {
    const { at, ask } = await world;
    expect((await ask('GET', '/users', {})).status).toBe(200);
    const { path, ...body } = await requestOf(endpoint, at);
    const reply = await ask(endpoint.method, path, body);
    // To these clients it is a conflict that this user cannot be deleted.
    expect([403, 409]).toContain(reply.status);
    expect(reply.text).toContain('let in by name');
  });
});
