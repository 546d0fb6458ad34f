import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { auditEvents } from '@/db/schema';
import { testDatabase } from '@/db/testing/test-database';
import { apiOver } from '@/lib/testing/api';
import { queriesOf } from '@/lib/testing/queries-of';
import { makeProject, makeUser, unique } from '@/lib/testing/world';
import { makeBoth as makeBothOver, makeZenmlClient, wrappedComponent, wrappedRun } from '@/lib/testing/zenml';
import { createLog, processLog, setLog } from '../gate/log';
import { NO_TOKEN_IN_ADDRESS } from './first-mistakes';

/**
 * What ZenML 0.8.1's own server and stores got wrong, shown not to be so here: what they let happen or answered.
 * The numbers are of our list of them.
 */
const database = testDatabase();
const makeBoth = (held?: Parameters<typeof makeBothOver>[1]) => makeBothOver(database.opened, held);
type Client = Awaited<ReturnType<typeof makeBoth>>;

const statusOf = async (reply: Promise<{ status: number }>) => (await reply).status;
const jsonOf = async (reply: Promise<{ json: () => unknown }>) => (await reply).json();
const detailOf = async (reply: Promise<{ json: () => unknown }>) =>
  ((await reply).json() as { detail: unknown[] }).detail;
/** So many at once; their statuses, sorted. */
const atOnce = async (count: number, ask: (n: number) => Promise<{ status: number }>) =>
  (await Promise.all(Array.from({ length: count }, (_, n) => ask(n)))).map(({ status }) => status).sort();

const atRun = (run: ReturnType<typeof wrappedRun>) => `/pipeline_runs/${run.pipeline.name}/${run.name}`;

async function makeStack({ ask }: Client, ...components: ReturnType<typeof wrappedComponent>[]) {
  const stack = { name: unique('stack'), components };
  expect(await statusOf(ask('POST', '/stacks', stack))).toBe(200);
  return stack;
}

describe('upstream 0.8.1 had roles that meant nothing, and here', () => {
  async function assigned(client: Client) {
    const role = unique('role');
    const user = unique('user');
    const project = await makeProject(database.opened);
    await client.ask('POST', '/roles', { name: role });
    await client.ask('POST', '/users', { name: user });
    const names = { role_name: role, entity_name: user, project_name: null, is_user: true };
    const there = { ...names, project_name: project.name };
    const held = async (query = '') =>
      (await jsonOf(client.ask('GET', `/users/${user}/role_assignments${query}`))) as {
        project_id: string | null;
      }[];
    return { role, user, project, names, there, held };
  }

  it('D25 the same assignment, even from 10 at once, is one', async () => {
    const client = await makeBoth();
    const { names, held } = await assigned(client);
    expect(new Set(await atOnce(10, () => client.ask('POST', '/role_assignments', names)))).toEqual(
      new Set([200]),
    );
    expect(await held()).toHaveLength(1);
  });

  it('D26 revoking without a project leaves those in projects', async () => {
    const client = await makeBoth();
    const { names, there, held, project } = await assigned(client);
    for (const each of [names, there]) await client.ask('POST', '/role_assignments', each);
    expect(await statusOf(client.ask('DELETE', '/role_assignments', names))).toBe(200);
    expect(await held()).toMatchObject([{ project_id: project.id }]);
    expect(await statusOf(client.ask('DELETE', '/role_assignments', names))).toBe(404);
  });

  it('D27 asking about a project shows what holds everywhere, too', async () => {
    const client = await makeBoth();
    const { names, held, project } = await assigned(client);
    await client.ask('POST', '/role_assignments', names);
    expect(await held(`?project_name=${project.name}`)).toMatchObject([{ project_id: null }]);
  });

  it('D28 what somebody holds twice over is told once, with the teams that it comes by', async () => {
    const client = await makeBoth();
    const { names, user, role } = await assigned(client);
    const team = unique('team');
    await client.ask('POST', '/teams', { name: team });
    await client.ask('POST', `/teams/${team}/users`, { name: user });
    await client.ask('POST', '/role_assignments', names);
    await client.ask('POST', '/role_assignments', { ...names, entity_name: team, is_user: false });
    expect(await jsonOf(client.native('GET', `/users/${user}/effective-assignments`))).toMatchObject({
      items: [{ role, isDirect: true, teams: [team] }],
    });
  });

  it('D29 who only reads writes nothing, and who holds one project sees no other', async () => {
    const project = await makeProject(database.opened);
    const admin = await makeBoth();
    const viewer = await makeBoth({ role: 'viewer', projectId: project.id });
    const stack = await makeStack(admin, wrappedComponent('orchestrator'));
    const run = wrappedRun();
    await admin.ask('POST', '/pipeline_runs', run);
    const component = wrappedComponent('orchestrator');
    for (const [method, path, body] of [
      ['POST', '/stacks', { name: unique('s'), components: [] }],
      ['PUT', `/stacks/${stack.name}`, stack],
      ['DELETE', `/stacks/${stack.name}`, undefined],
      ['POST', '/components', component],
      ['DELETE', `/components/orchestrator/${stack.components[0]?.name}`, undefined],
      ['POST', '/flavors', { name: unique('f'), type: 'alerter', source: 'a.B' }],
      ['POST', '/users', { name: unique('u') }],
      ['POST', '/projects', { name: unique('p') }],
      ['POST', '/pipeline_runs', wrappedRun({ project_name: project.name })],
    ] as const)
      expect(await statusOf(viewer.ask(method, path, body)), `${method} ${path}`).toBe(403);
    expect(await statusOf(viewer.ask('GET', atRun(run)))).toBe(404);
    expect(await jsonOf(viewer.ask('GET', `/pipeline_runs/${run.pipeline.name}`))).toEqual([]);
  });

  it('D30 users, teams, projects and roles can be changed, and clients see it', async () => {
    const { ask, native } = await makeBoth();
    for (const kind of ['users', 'teams', 'projects', 'roles']) {
      const [name, renamed] = [unique('old'), unique('new')];
      await ask('POST', `/${kind}`, { name });
      const changed = await native('PATCH', `/${kind}/${name}`, { name: renamed });
      expect(changed.status, kind).toBeLessThan(300);
      expect(await statusOf(ask('GET', `/${kind}/${renamed}`)), kind).toBe(200);
    }
  });
});

describe('upstream 0.8.1 was open to everybody, and here', () => {
  const basic = (user: string, password = '') => ({
    Authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
  });

  it('D31 a user’s name opens nothing, with whatever password, and tells nothing', async () => {
    const { send, user } = await makeBoth();
    const ask = async (name: string, password: string) => {
      const { status, text } = await send(null, 'GET', '/api/zenml/stacks', {
        headers: basic(name, password),
      });
      return `${status} ${text}`;
    };
    const result = new Set<string>();
    for (const name of [user.name, unique('nobody'), 'default'])
      for (const password of ['', 'anything', 'default']) result.add(await ask(name, password));
    expect([...result]).toEqual([`401 ${JSON.stringify({ detail: NO_TOKEN_IN_ADDRESS })}`]);
  });

  it('D32 nobody deletes themselves, nor whom they may not', async () => {
    const admin = await makeBoth();
    const viewer = await makeBoth({ role: 'viewer' });
    expect(await statusOf(admin.ask('DELETE', `/users/${admin.user.name}`))).toBe(409);
    expect(await statusOf(viewer.ask('DELETE', `/users/${viewer.user.name}`))).toBe(403);
    expect(await statusOf(viewer.ask('DELETE', `/users/${admin.user.name}`))).toBe(404);
    expect(await statusOf(admin.ask('GET', `/users/${admin.user.name}`))).toBe(200);
  });

  it.each(['../../../pwn', '..', '.', '/etc/passwd', 'a\\b/../c', 'nul\0', '%2e%2e%2fpwn'])(
    'D33 %j is no name of anything',
    async (name) => {
      const { ask } = await makeBoth();
      const named = { ...wrappedComponent('orchestrator', {}, name), name };
      for (const [path, body] of [
        ['/components', named],
        ['/stacks', { name, components: [] }],
        ['/users', { name }],
        ['/teams', { name }],
        ['/roles', { name }],
        ['/projects', { name }],
        ['/flavors', { name, type: 'alerter', source: 'a.B' }],
        ['/pipeline_runs', wrappedRun({ name })],
        ['/pipeline_runs', wrappedRun({ pipeline: { name, docstring: null, steps: [] } })],
      ] as const)
        expect(await statusOf(ask('POST', path, body)), path).toBe(422);
    },
  );

  it('D34 no configuration shows its secrets to who may not read them, nowhere, and no run does', async () => {
    const admin = await makeBoth();
    const viewer = await makeBoth({ role: 'viewer' });
    const secret = unique('hunter');
    const store = wrappedComponent('artifact_store', { path: 's3://x', secret });
    const database_ = wrappedComponent('metadata_store', { uri: `mysql://root:${secret}@db/x` });
    const stack = await makeStack(admin, store, database_);
    const run = wrappedRun({ stack });
    await admin.ask('POST', '/pipeline_runs', run);
    for (const path of [
      ...['/stacks', `/stacks/${stack.name}`, '/components/artifact_store', '/components/metadata_store'],
      ...[`/components/artifact_store/${store.name}`, atRun(run), `/pipeline_runs/${run.pipeline.name}`],
    ]) {
      const { text } = await viewer.ask('GET', path);
      const configurations = [...text.matchAll(/"config":"([^"]+)"/g)].map(([, config = '']) =>
        Buffer.from(config, 'base64').toString(),
      );
      expect(configurations.join(), path).toContain('********');
      expect([text, ...configurations].join(), path).not.toContain(secret);
    }
    for (const path of [`/stacks/${stack.name}`, '/components', `/projects/default/runs/${run.name}`])
      expect((await admin.native('GET', path)).text).not.toContain(secret);
    const kept = await jsonOf(admin.ask('GET', atRun(run)));
    expect(kept).toEqual(run);
  });

  it('D35 the profile says nothing about the database', async () => {
    const { ask } = await makeBoth();
    expect((await ask('GET', '')).text).not.toMatch(/postgres|pglite|sqlite|file:|password/i);
  });

  it('D36 what was done is in the audit trail, and what was refused is not', async () => {
    const { ask, user } = await makeBoth();
    const name = unique('team');
    for (let n = 0; n < 2; n++) await ask('POST', '/teams', { name });
    await ask('DELETE', `/teams/${name}`);
    const rows = await database.opened.db.select().from(auditEvents).where(eq(auditEvents.actorId, user.id));
    const done = rows.map(({ action }) => action).filter((action) => action.startsWith('team.'));
    expect(done.sort()).toEqual(['team.create', 'team.delete']);
  });
});

describe('upstream 0.8.1 answered wrongly, and here', () => {
  it('D37 what is not there is a 404, what is taken a 409, what is missing a 422, never a 500', async () => {
    const client = await makeBoth();
    const { ask } = client;
    const one = await makeStack(client);
    const two = await makeStack(client);
    expect(await statusOf(ask('PUT', `/stacks/${unique('absent')}`, one))).toBe(404);
    expect(await statusOf(ask('PUT', `/stacks/${one.name}`, two))).toBe(409);
    for (const missing of ['role_name', 'entity_name', 'is_user']) {
      const names = {
        role_name: 'a',
        entity_name: 'b',
        project_name: null,
        is_user: true,
        [missing]: undefined,
      };
      for (const method of ['POST', 'DELETE'])
        expect(await statusOf(ask(method, '/role_assignments', names))).toBe(422);
    }
  });

  it('D38 a fault of ours is told with its number in the log, and with nothing of itself', async () => {
    const { token } = await makeBoth();
    const words = 'secret words of a fault';
    const db = new Proxy(database.opened.db, {
      get(target, key) {
        if (key === 'select') throw new RangeError(words);
        return Reflect.get(target, key) as unknown;
      },
    });
    const log = processLog();
    setLog(createLog('silent'));
    const { send } = apiOver({ ...database.opened, db });
    const { status, text } = await send(null, 'GET', `/api/zenml/${token}/stacks`);
    setLog(log);
    expect(status).toBe(500);
    expect(text).toMatch(/^\{"detail":"Internal server error\. Its number in the log is [0-9a-f-]+\."\}$/);
    expect(text).not.toContain(words);
  });

  it('D39 every message names what it is about, and says the same each time', async () => {
    const client = await makeBoth();
    const { ask } = client;
    const absent = unique('absent');
    const one = wrappedComponent('orchestrator');
    const two = wrappedComponent('orchestrator');
    const stacks = [await makeStack(client, one), await makeStack(client, one), await makeStack(client, one)];
    for (const path of [`/stacks/${absent}`, `/users/${absent}`, `/teams/${absent}`, `/roles/${absent}`])
      expect((await detailOf(ask('GET', path)))[1], path).toContain(absent);
    const inUse = () => detailOf(ask('DELETE', `/components/orchestrator/${one.name}`));
    const names = stacks.map(({ name }) => `'${name}'`).sort();
    expect((await inUse())[1]).toContain(`(stack name: ${names.join(', ')})`);
    expect(await inUse()).toEqual(await inUse());
    await ask('POST', '/components', two);
    const taken = await detailOf(ask('PUT', `/components/orchestrator/${two.name}`, one));
    expect(taken).toEqual([
      'StackComponentExistsError',
      `A component of type 'orchestrator' and name '${one.name}' already exists.`,
    ]);
  });

  it.each([
    ['a slash', 'a/b'],
    ['a question mark', 'a?b'],
    ['a hash', 'a#b'],
    ['nothing', ''],
    ['spaces around', ' aria '],
    ['a zero-width space', 'ar\u200bia'],
    ['letters in pieces', 'a\u0308ria'],
  ])('D40 a name with %s, which nobody could ask for or tell apart, is refused', async (_, name) => {
    const { ask } = await makeBoth();
    for (const kind of ['users', 'teams', 'projects', 'roles'])
      expect(await statusOf(ask('POST', `/${kind}`, { name })), kind).toBe(422);
  });

  it('D40 aria, Aria and ＡRIA are one user', async () => {
    const { ask } = await makeBoth();
    const name = unique('aria');
    await ask('POST', '/users', { name });
    for (const other of [
      name.toUpperCase(),
      `${name.charAt(0).toUpperCase()}${name.slice(1)}`,
      name.replace('a', 'ａ'),
    ])
      expect(await statusOf(ask('POST', '/users', { name: other })), other).toBe(409);
  });

  it('D41 runs have a start, a status and an order, lists have pages and filters, and pipelines a list', async () => {
    const { ask, native } = await makeBoth();
    const project = await makeProject(database.opened);
    const pipeline = { name: unique('pipeline'), docstring: null, steps: [] };
    const names = ['first', 'second', 'third'].map(unique);
    for (const name of names)
      await ask('POST', '/pipeline_runs', wrappedRun({ name, pipeline, project_name: project.name }));
    const listed = (await jsonOf(ask('GET', `/pipeline_runs/${pipeline.name}`))) as { name: string }[];
    expect(listed.map(({ name }) => name)).toEqual(names);
    const runs = `/projects/${project.name}/runs`;
    const page = (await jsonOf(native('GET', `${runs}?limit=2`))) as {
      items: { name: string }[];
      next: string;
    };
    expect(page.items.map(({ name }) => name)).toEqual([names[2], names[1]]);
    const rest = (await jsonOf(native('GET', `${runs}?limit=2&after=${page.next}`))) as typeof page;
    expect(rest.items.map(({ name }) => name)).toEqual([names[0]]);
    expect(await jsonOf(native('GET', `${runs}?search=second`))).toMatchObject({
      items: [{ name: names[1] }],
    });
    const times = { startedAt: '2022-05-24T10:00:00Z', endedAt: '2022-05-24T10:05:00Z' };
    expect(await statusOf(native('PATCH', `${runs}/${names[0]}`, { status: 'completed', ...times }))).toBe(
      204,
    );
    expect(await jsonOf(native('GET', `${runs}/${names[0]}`))).toMatchObject({ status: 'completed' });
    expect(await jsonOf(native('GET', `/projects/${project.name}/pipelines`))).toMatchObject({
      items: [{ name: pipeline.name }],
    });
  });

  it('D42 ten times as many stacks cost not one query more', async () => {
    const client = await makeBoth();
    const count = async (path: string) =>
      (await queriesOf(database.opened, () => client.ask('GET', path))).length;
    const paths = ['/stacks', '/stack-configurations', '/components/orchestrator'];
    const counts = async () => {
      // What was asked before is answered from memory until somebody writes.
      await makeUser(database.opened);
      const all: number[] = [];
      for (const path of paths) all.push(await count(path));
      return all;
    };
    await makeStack(client, wrappedComponent('orchestrator'), wrappedComponent('artifact_store'));
    await counts();
    const few = await counts();
    for (let n = 0; n < 10; n++)
      await makeStack(client, wrappedComponent('orchestrator'), wrappedComponent('artifact_store'));
    expect(await counts()).toEqual(few);
    expect(Math.max(...few)).toBeLessThan(10);
  });

  it.each(['gärtnerin', 'ada:lovelace', '青木'])(
    'D45 %s has a name that Basic cannot carry, and comes in',
    async (name) => {
      const written = `${name}${unique('')}`;
      const { ask } = await makeZenmlClient(database.opened, { role: 'viewer' }, written);
      expect(await jsonOf(ask('GET', ''))).toMatchObject({ active_user: written });
      expect(await jsonOf(ask('GET', `/users/${encodeURIComponent(written)}`))).toMatchObject({
        name: written,
      });
    },
  );
});
