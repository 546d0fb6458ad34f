import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BUILT_IN_ROLES } from '@/db/seed/built-in-roles';
import { SEED, worlds } from '@/db/testing/seed';
import { testDatabase } from '@/db/testing/test-database';
import type { Ctx } from '@/lib/core/ctx';
import { createToken } from '@/lib/credentials/create-token';
import { updateUser } from '@/lib/people/update-user';
import { assignRole } from '@/lib/roles/assign-role';
import { createRole } from '@/lib/roles/create-role';
import { addTeamMember } from '@/lib/teams/add-team-member';
import { createTeam } from '@/lib/teams/create-team';
import { apiOver } from '@/lib/testing/api';
import { requestOf } from '@/lib/testing/endpoints';
import { furnished } from '@/lib/testing/furnished';
import { makeProject, makeUser, unique } from '@/lib/testing/world';
import type { Furnished } from '@/lib/writes/example';
import type { Access, Endpoint } from '../endpoint';
import { MLTE_TABLE } from '../mlte/table';
import { V1_TABLE } from '../v1/table';
import { ZENML_TABLE } from '../zenml/table';

const database = testDatabase();

type Role = (typeof BUILT_IN_ROLES)[number]['name'];
/** Where a role is held: on the project that is asked about, on another one, or everywhere. */
type Reach = 'here' | 'elsewhere' | 'everywhere';
interface Held {
  /** `deleter`: a role of the store's own that reads and deletes. Null: none at all. */
  readonly role: Role | 'deleter' | null;
  readonly reach: Reach;
  /** Through a team, or by a token of the project instead of a session. */
  readonly by?: 'team' | 'token of the project';
}

const HELD: readonly Held[] = [
  ...(['viewer', 'runner', 'maintainer', 'admin'] as const).flatMap((role) =>
    (['here', 'elsewhere', 'everywhere'] as const).map((reach) => ({ role, reach })),
  ),
  { role: null, reach: 'here' },
  { role: 'deleter', reach: 'everywhere' },
  { role: 'admin', reach: 'here', by: 'team' },
  { role: 'admin', reach: 'here', by: 'token of the project' },
];

/** What an assignment on any project lets its holder read of the store. */
const READ_FROM_ANYWHERE = ['stack', 'stack_component', 'flavor', 'catalog', 'custom_list'];

/** Who may, told apart from the code that decides: by the published table of roles. */
function may({ role, reach }: Held, access: Access): boolean {
  if (access === 'public' || access === 'signed-in') return true;
  const words = wordsOf(role);
  const holds = words.some(({ operation, type }) => operation === access.operation && type === access.type);
  if (reach === 'everywhere') return holds;
  if (words.length === 0) return false;
  if (access.on === 'store') return access.type === 'read' && READ_FROM_ANYWHERE.includes(access.operation);
  return reach === 'here' && holds;
}

const seenByHolders = (access: Access): boolean =>
  typeof access === 'object' && access.type === 'read' && ['team', 'role'].includes(access.operation);

type Word = (typeof BUILT_IN_ROLES)[number]['permissions'][number];
function wordsOf(role: Held['role']): readonly Word[] {
  if (role === 'deleter') return DELETER;
  return BUILT_IN_ROLES.find(({ name }) => name === role)?.permissions ?? [];
}
/** What a token of one project may not ask, because it is its owner's alone. */
const OF_THE_ACCOUNT = ['GET /tokens', 'POST /tokens', 'POST /access/requests'];
/** Powers that no other role than `admin` is for. */
const GUARDED = ['secret', 'escalation', 'view_as'];
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

const DELETER: readonly Word[] = ALL.filter(
  ({ operation, type }) => !GUARDED.includes(operation) && (type === 'read' || type === 'delete'),
);

type Person = Awaited<ReturnType<typeof makeUser>>;

/** A token of a person for the zen door, made once. */
const zenmlTokens = new Map<string, string>();
async function zenmlToken(who: Person): Promise<string> {
  const kept = zenmlTokens.get(who.id);
  if (kept !== undefined) return kept;
  const { token } = await createToken(who.ctx(), { name: 'z', kind: 'zenml', expiresInDays: 1 });
  zenmlTokens.set(who.id, token);
  return token;
}

const DAY_MS = 86_400_000;

/** A token of each kind, for the doors that take it. */
async function tokensOf(ctx: Ctx, project: string | null) {
  const [api, zenml] = await Promise.all(
    (['api', 'zenml'] as const).map((kind) =>
      createToken(ctx, { name: unique(kind), kind, expiresInDays: 1, project }),
    ),
  );
  return { api: api?.token ?? '', zenml: zenml?.token ?? '' };
}

async function makeWorld() {
  const { opened } = database;
  const here = await makeProject(opened);
  const elsewhere = await makeProject(opened);
  const owner = await makeUser(opened, { role: 'admin' });
  const teamOf = async (person: Person) => {
    const { name } = await createTeam(owner.ctx(), { name: unique('team') });
    await addTeamMember(owner.ctx(), { team: name, user: person.name });
    return name;
  };
  const deleter = unique('deleter');
  await createRole(owner.ctx(), { name: deleter, permissions: DELETER });
  const people = await Promise.all(
    HELD.map(async (held) => {
      const { reach, by } = held;
      const person = await makeUser(opened);
      const role = held.role === 'deleter' ? deleter : held.role;
      // The token's owner may everywhere what it may in its project alone.
      const isLimited = by === 'token of the project';
      const at = isLimited ? null : { here, elsewhere, everywhere: null }[reach];
      if (role !== null)
        await assignRole(owner.ctx(), {
          role,
          ...(by === 'team' ? { team: await teamOf(person) } : { user: person.name }),
          project: at?.name ?? null,
        });
      return { held, person, tokens: isLimited ? await tokensOf(person.ctx(), here.name) : null };
    }),
  );
  const [sleeper, late] = [await makeUser(opened, { role: 'admin' }), owner.ctx()];
  /** Credentials that open nothing any more. */
  const ended = {
    'an account switched off': await tokensOf(sleeper.ctx(), null),
    'a token that expired': await tokensOf({ ...late, now: new Date(late.now.getTime() - 2 * DAY_MS) }, null),
  };
  await updateUser(owner.ctx(), { user: sleeper.name, isActive: false });
  /** Somebody who holds these words everywhere. */
  const holderOf = async (permissions: readonly Word[]) => {
    const person = await makeUser(opened);
    const role = unique('role');
    await createRole(owner.ctx(), { name: role, permissions });
    await assignRole(owner.ctx(), { role, user: person.name });
    return person;
  };
  let made: { readonly for: Endpoint; readonly at: Furnished } | null = null;
  /** What paths name; made anew only where a call before may have changed it, or has ended it. */
  const furnishedFor = async (endpoint: Endpoint) => {
    if (made !== null && made.for !== endpoint && ['PUT', 'PATCH'].includes(made.for.method)) made = null;
    made = { for: endpoint, at: made?.at ?? (await furnished(opened, owner, here.name)) };
    return made.at;
  };
  const answered = (endpoint: Endpoint, status: number): number => {
    if (endpoint.method === 'DELETE' && status < 400) made = null;
    return status;
  };
  return { ...apiOver(opened), owner, people, ended, holderOf, furnishedFor, answered, project: here.name };
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

let cells = 0;
afterAll(() => {
  process.stdout.write(`${cells.toLocaleString('en')} cells of the permission matrix\n`);
});

describe.each(DOORS)('the permission matrix of $door', ({ table, base, hidden }) => {
  let world: ReturnType<typeof makeWorld>;
  beforeAll(() => {
    world = makeWorld();
  });

  it.each(table.map((endpoint) => [`${endpoint.method} ${endpoint.path}`, endpoint] as const))(
    '%s',
    async (_, endpoint) => {
      const { send, project, owner, people, ended, holderOf, furnishedFor, answered } = await world;
      const inAddress = base(project) === '/api/zenml';
      const ask = async (who: Person | null, token: string | null = null) => {
        cells += 1;
        const { path, ...sent } = await requestOf(endpoint, await furnishedFor(endpoint));
        const options = {
          headers: token === null || inAddress ? {} : { Authorization: `Bearer ${token}` },
          ...sent,
        };
        if (!inAddress)
          return answered(endpoint, (await send(who, endpoint.method, base(project) + path, options)).status);
        const own = who === null ? token : await zenmlToken(who);
        const at = own === null ? base(project) : `${base(project)}/${own}`;
        return answered(endpoint, (await send(null, endpoint.method, at + path, options)).status);
      };
      const open = endpoint.access === 'public';
      const denials = [401, 403, 404, 412];

      const anonymous = await ask(null);
      if (open) expect(denials).not.toContain(anonymous);
      else expect(anonymous).toBe(401);

      const kind = inAddress ? 'zenml' : 'api';
      for (const [cell, tokens] of Object.entries(ended)) {
        const status = await ask(null, tokens[kind]);
        if (open) expect(status, cell).toBeLessThan(500);
        else expect(status, cell).toBe(401);
      }
      // The short tier asks for a sixth of them, for each endpoint another sixth.
      const [n, share] = [table.indexOf(endpoint), worlds(6, 1)];
      for (const { held, person, tokens } of people.filter((_, at) => (at + n + SEED) % share === 0)) {
        const status = tokens === null ? await ask(person) : await ask(null, tokens[kind]);
        const cell = `${held.role} ${held.reach} ${held.by ?? ''}`;
        // Somebody else's request is absent for everybody, their token for all who may not end it.
        const endsTokens = held.reach === 'everywhere' && ['admin', 'deleter'].includes(held.role ?? '');
        const foreign =
          endpoint.path === '/access/requests/{request}' || (endpoint.path === '/tokens/{id}' && !endsTokens);
        // A token of one project is for what is there, not for its owner's account.
        const isOfAccount = tokens !== null && OF_THE_ACCOUNT.includes(`${endpoint.method} ${endpoint.path}`);
        // Whoever hands out roles on a project may see which roles and teams there are.
        const names = hidden === 404 && held.role === 'admin' && seenByHolders(endpoint.access);
        if ((may(held, endpoint.access) || names) && !foreign && !isOfAccount)
          expect(denials, cell).not.toContain(status);
        else expect([403, hidden], cell).toContain(status);
        expect(status, cell).toBeLessThan(500);
      }

      const { access } = endpoint;
      if (typeof access === 'object') {
        const isIt = (word: Word) => word.operation === access.operation && word.type === access.type;
        const alone = [
          ...READS.filter((word) => !isIt(word)),
          { operation: access.operation, type: access.type },
          // Nobody gives what they do not hold.
          ...(endpoint.path.endsWith('/grant') ? [{ operation: 'escalation', type: 'update' } as const] : []),
        ];
        expect(denials, 'with the one permission').not.toContain(await ask(await holderOf(alone)));
        const hands = (word: Word) =>
          word.operation === 'role_assignment' && seenByHolders(access) && hidden === 404;
        const lacking = ALL.filter((word) => !isIt(word) && !hands(word));
        expect([403, hidden], 'without it').toContain(await ask(await holderOf(lacking)));
      }

      // A token for reading only never writes, whoever owns it.
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
