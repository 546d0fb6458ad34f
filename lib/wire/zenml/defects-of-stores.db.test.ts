import { describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import { newId } from '@/lib/core/id';
import { createFirstStack } from '@/lib/stacks/create-first-stack';
import { ctxFor, makeProject, SYSTEM, unique } from '@/lib/testing/world';
import { makeBoth as makeBothOver, wrappedComponent, wrappedRun } from '@/lib/testing/zenml';

/**
 * What ZenML 0.8.1's own server and stores got wrong, shown not to be so here: what they lost or did by halves.
 * The numbers are of our list of them.
 */
const database = testDatabase();
/** A store of its own, for what is said of the first stack. */
const fresh = testDatabase({ fresh: true });
const makeBoth = (held?: Parameters<typeof makeBothOver>[1]) => makeBothOver(database.opened, held);
type Client = Awaited<ReturnType<typeof makeBoth>>;

const statusOf = async (reply: Promise<{ status: number }>) => (await reply).status;
const jsonOf = async (reply: Promise<{ json: () => unknown }>) => (await reply).json();
/** So many at once; their statuses, sorted. */
const atOnce = async (count: number, ask: (n: number) => Promise<{ status: number }>) =>
  (await Promise.all(Array.from({ length: count }, (_, n) => ask(n)))).map(({ status }) => status).sort();

const atRun = (run: ReturnType<typeof wrappedRun>) => `/pipeline_runs/${run.pipeline.name}/${run.name}`;

async function makeStack({ ask }: Client, ...components: ReturnType<typeof wrappedComponent>[]) {
  const stack = { name: unique('stack'), components };
  expect(await statusOf(ask('POST', '/stacks', stack))).toBe(200);
  return stack;
}

describe('upstream 0.8.1 lost data, and here', () => {
  it('D1 a project keeps its description', async () => {
    const { ask } = await makeBoth();
    const name = unique('project');
    await ask('POST', '/projects', { name, description: 'desc one' });
    expect(await jsonOf(ask('GET', `/projects/${name}`))).toMatchObject({ description: 'desc one' });
  });

  it('D2 a component that gets another flavor has it', async () => {
    const { ask } = await makeBoth();
    const component = wrappedComponent('orchestrator');
    await ask('POST', '/components', component);
    const at = `/components/orchestrator/${component.name}`;
    await ask('PUT', at, { ...component, flavor: 'kubeflow' });
    expect(await jsonOf(ask('GET', at))).toEqual({ ...component, flavor: 'kubeflow' });
  });

  it('D3 a role’s permissions are kept, and never break a client that lists roles', async () => {
    const { ask, native } = await makeBoth();
    const name = unique('role');
    const permissions = [{ operation: 'stack', type: 'read', resourceId: null }];
    await native('POST', '/roles', { name, permissions: [{ operation: 'stack', type: 'read' }] });
    expect(await jsonOf(native('GET', `/roles/${name}`))).toMatchObject({ permissions });
    expect(await jsonOf(ask('GET', `/roles/${name}`))).toMatchObject({ permissions: [] });
    const listed = (await jsonOf(ask('GET', '/roles'))) as { permissions: unknown[] }[];
    expect(listed.every((role) => role.permissions.length === 0)).toBe(true);
  });

  it('D4 a run of a user whose id begins with 0 leaves its pipeline readable', async () => {
    const { ask } = await makeBoth();
    const run = wrappedRun({ user_id: `0${newId().slice(1)}` });
    await ask('POST', '/pipeline_runs', run);
    expect(await jsonOf(ask('GET', `/pipeline_runs/${run.pipeline.name}`))).toEqual([run]);
  });

  it('D5 a flavor keeps its integration', async () => {
    const { ask } = await makeBoth();
    const flavor = { name: unique('flavor'), type: 'alerter', source: 'a.B', integration: 'slack' };
    await ask('POST', '/flavors', flavor);
    expect(await jsonOf(ask('GET', `/flavors/alerter/${flavor.name}`))).toEqual(flavor);
  });

  it('D6 what a client made up for itself is answered with what counts', async () => {
    const { ask } = await makeBoth();
    const posted = { id: newId(), creation_date: '2001-01-01T00:00:00', name: unique('user') };
    const made = (await jsonOf(ask('POST', '/users', posted))) as typeof posted;
    expect(made.id).not.toBe(posted.id);
    expect(Math.abs(Date.parse(`${made.creation_date}Z`) - Date.now())).toBeLessThan(600_000);
  });

  it('D7 a run without version and commit gets none of the server’s', async () => {
    const { ask } = await makeBoth();
    const { zenml_version: _v, git_sha: _s, ...run } = wrappedRun();
    await ask('POST', '/pipeline_runs', run);
    expect(await jsonOf(ask('GET', `/pipeline_runs/${run.pipeline.name}/${run.name}`))).toMatchObject({
      zenml_version: null,
      git_sha: null,
    });
  });

  it('D8 a stack is known to be made by who made it', async () => {
    const client = await makeBoth();
    const stack = await makeStack(client);
    expect(await jsonOf(client.native('GET', `/stacks/${stack.name}`))).toMatchObject({
      createdBy: client.user.name,
    });
  });

  it('D9 the first stack has no path of the server’s', async () => {
    await createFirstStack(ctxFor(fresh.opened, SYSTEM), { isWanted: true });
    const { ask } = await makeBothOver(fresh.opened);
    const { components } = (await jsonOf(ask('GET', '/stacks/default'))) as {
      components: { config: string }[];
    };
    const yaml = components.map(({ config }) => Buffer.from(config, 'base64').toString()).join();
    expect(yaml).toContain('path: .zenml/local_stores/');
    expect(yaml).not.toMatch(/(path|uri): ["']?\//);
  });
});

describe('upstream 0.8.1 did things by halves, and here', () => {
  it('D10 a stack that is refused leaves none of its components behind', async () => {
    const client = await makeBoth();
    const taken = wrappedComponent('artifact_store');
    await client.ask('POST', '/components', taken);
    const fresh = wrappedComponent('orchestrator');
    const other = wrappedComponent('artifact_store', {}, taken.name);
    const stack = { name: unique('stack'), components: [fresh, other] };
    expect(await statusOf(client.ask('POST', '/stacks', stack))).toBe(409);
    expect(await statusOf(client.ask('GET', `/components/orchestrator/${fresh.name}`))).toBe(404);
    expect(await statusOf(client.ask('GET', `/stacks/${stack.name}`))).toBe(404);
  });

  it('D11 a renamed stack is never there twice, nor gone, while others look', async () => {
    const client = await makeBoth();
    const stack = await makeStack(client, wrappedComponent('orchestrator'));
    const names = [stack.name, unique('other')];
    const seen: number[] = [];
    const looking = (async () => {
      for (let n = 0; n < 12; n++) {
        const all = (await jsonOf(client.ask('GET', '/stack-configurations'))) as object;
        seen.push(names.filter((name) => name in all).length);
      }
    })();
    for (let n = 0; n < 4; n++) {
      const [from, to] = [names[n % 2] ?? '', names[(n + 1) % 2] ?? ''];
      expect(await statusOf(client.ask('PUT', `/stacks/${from}`, { ...stack, name: to }))).toBe(200);
      expect(await statusOf(client.ask('DELETE', `/stacks/${from}`))).toBe(200);
    }
    await looking;
    expect(new Set(seen)).toEqual(new Set([1]));
  });

  it('D12 what is deleted takes its assignments with it at once, and its name inherits none', async () => {
    const client = await makeBoth();
    const { ask } = client;
    const [user, team, role, project] = ['user', 'team', 'role', 'project'].map(unique);
    for (const kind of ['user', 'team', 'role', 'project'] as const)
      await ask('POST', `/${kind}s`, { name: { user, team, role, project }[kind] });
    const other = unique('role');
    await ask('POST', '/roles', { name: other });
    const names = { role_name: role, entity_name: user, project_name: null as string | null, is_user: true };
    const all = [
      names,
      { ...names, project_name: project },
      { ...names, entity_name: team, is_user: false },
      { ...names, role_name: other },
    ];
    for (const each of all) expect(await statusOf(ask('POST', '/role_assignments', each))).toBe(200);
    const left = async () => {
      const kinds = [`/users/${user}`, `/teams/${team}`];
      const lists = await Promise.all(
        kinds.map(async (path) => {
          const { status, json } = await ask('GET', `${path}/role_assignments`);
          return status === 200 ? (json() as unknown[]).length : null;
        }),
      );
      return lists;
    };
    expect(await left()).toEqual([3, 1]);
    await ask('DELETE', `/projects/${project}`);
    expect(await left()).toEqual([2, 1]);
    await ask('DELETE', `/roles/${role}`);
    expect(await left()).toEqual([1, 0]);
    await ask('DELETE', `/users/${user}`);
    await ask('DELETE', `/teams/${team}`);
    for (const kind of ['user', 'team', 'role', 'project'] as const)
      await ask('POST', `/${kind}s`, { name: { user, team, role, project }[kind] });
    expect(await left()).toEqual([0, 0]);
  });

  it('D13 a renamed component is renamed in every stack that has it', async () => {
    const client = await makeBoth();
    const component = wrappedComponent('orchestrator');
    const stacks = [await makeStack(client, component), await makeStack(client, component)];
    const renamed = wrappedComponent('orchestrator', {}, unique('renamed'), component.uuid);
    await client.ask('PUT', `/components/orchestrator/${component.name}`, renamed);
    for (const { name } of stacks)
      expect(await jsonOf(client.ask('GET', `/stacks/${name}`))).toEqual({ name, components: [renamed] });
  });

  it('D14 of 40 clients that write at once none undoes what another wrote', async () => {
    const client = await makeBoth();
    const stacks = Array.from({ length: 40 }, () => ({
      name: unique('stack'),
      components: [wrappedComponent('orchestrator'), wrappedComponent('artifact_store')],
    }));
    expect(new Set(await atOnce(40, (n) => client.ask('POST', '/stacks', stacks[n])))).toEqual(
      new Set([200]),
    );
    const all = (await jsonOf(client.ask('GET', '/stacks'))) as unknown[];
    for (const stack of stacks) expect(all).toContainEqual(stack);
  });

  it('D14 of 20 that change one component at once each change is whole', async () => {
    const client = await makeBoth();
    const component = wrappedComponent('artifact_store', { path: 's3://0' });
    await client.ask('POST', '/components', component);
    const at = `/components/artifact_store/${component.name}`;
    const changed = (n: number) => ({
      ...wrappedComponent('artifact_store', { path: `s3://${n}` }, component.name, component.uuid),
      flavor: `flavor${n}`,
    });
    expect(new Set(await atOnce(20, (n) => client.ask('PUT', at, changed(n))))).toEqual(new Set([200]));
    const last = (await jsonOf(client.ask('GET', at))) as { flavor: string };
    expect(last).toEqual(changed(Number(last.flavor.slice(6))));
  });

  it('D15 asking for the runs of a pipeline that is not there makes none', async () => {
    const { ask, native } = await makeBoth();
    const name = unique('pipeline');
    expect(await jsonOf(ask('GET', `/pipeline_runs/${name}`))).toEqual([]);
    expect(await statusOf(native('GET', `/projects/default/pipelines/${name}`))).toBe(404);
  });

  it.each(['users', 'teams', 'projects', 'roles', 'stacks'])(
    'D16 of 20 who make one name among %s at once one succeeds, and it can be read',
    async (kind) => {
      const { ask } = await makeBoth();
      const body = { name: unique('name'), ...(kind === 'stacks' && { components: [] }) };
      expect(await atOnce(20, () => ask('POST', `/${kind}`, body))).toEqual([
        200,
        ...Array.from({ length: 19 }, () => 409),
      ]);
      expect(await statusOf(ask('GET', `/${kind}/${body.name}`))).toBe(200);
      const listed = (await jsonOf(ask('GET', `/${kind}`))) as { name: string }[];
      expect(listed.filter(({ name }) => name === body.name)).toHaveLength(1);
    },
  );

  it('D17 a component that would change its type is refused, and the lists still work', async () => {
    const { ask } = await makeBoth();
    const component = wrappedComponent('orchestrator');
    await ask('POST', '/components', component);
    const at = `/components/orchestrator/${component.name}`;
    expect(await statusOf(ask('PUT', at, { ...component, type: 'alerter' }))).toBe(422);
    expect(await jsonOf(ask('GET', '/components/orchestrator'))).toContainEqual(component);
    expect(await statusOf(ask('GET', '/components/alerter'))).toBe(200);
  });

  it('D18 a component that was changed inside a stack is changed, or the stack refused', async () => {
    const client = await makeBoth();
    const component = wrappedComponent('artifact_store', { path: 's3://a' });
    const stack = await makeStack(client, component);
    const edited = wrappedComponent('artifact_store', { path: 's3://b' }, component.name, component.uuid);
    await client.ask('PUT', `/stacks/${stack.name}`, { ...stack, components: [edited] });
    expect(await jsonOf(client.ask('GET', `/stacks/${stack.name}`))).toMatchObject({ components: [edited] });
    const other = wrappedComponent('artifact_store', { path: 's3://c' }, component.name);
    const refused = client.ask('PUT', `/stacks/${stack.name}`, { ...stack, components: [other] });
    expect(await statusOf(refused)).toBe(409);
  });

  it('D19 two components of a type in one stack are refused, and neither is registered', async () => {
    const { ask } = await makeBoth();
    const [one, two] = [wrappedComponent('alerter'), wrappedComponent('alerter')];
    expect(await statusOf(ask('POST', '/stacks', { name: unique('s'), components: [one, two] }))).toBe(422);
    for (const { name } of [one, two])
      expect(await statusOf(ask('GET', `/components/alerter/${name}`))).toBe(404);
  });

  it('D20 a component is never taken from under a stack, not even at the same moment', async () => {
    const { ask } = await makeBoth();
    for (let n = 0; n < 10; n++) {
      const component = wrappedComponent('orchestrator');
      await ask('POST', '/components', component);
      const name = unique('stack');
      const [registered, deleted] = await Promise.all([
        statusOf(ask('POST', '/stacks', { name, components: [component] })),
        statusOf(ask('DELETE', `/components/orchestrator/${component.name}`)),
      ]);
      // Deleted first, it is registered anew with the stack.
      expect([200, 409]).toContain(deleted);
      if (registered !== 200) continue;
      expect(await jsonOf(ask('GET', `/stack-configurations/${name}`))).toEqual({
        orchestrator: component.name,
      });
      expect(await jsonOf(ask('GET', `/stacks/${name}`))).toMatchObject({ components: [component] });
    }
  });

  it('D21 a configuration that no client could read is not taken', async () => {
    const { ask } = await makeBoth();
    const good = wrappedComponent('orchestrator');
    const yaml = (text: string) => Buffer.from(text).toString('base64');
    for (const config of [
      '***',
      yaml('a'),
      yaml('name: x'),
      yaml(`uuid: ${good.uuid}`),
      yaml('- 1'),
      yaml('a: ['),
    ])
      expect(await statusOf(ask('POST', '/components', { ...good, config })), config).toBe(422);
    expect(await statusOf(ask('GET', '/components/orchestrator'))).toBe(200);
  });
});

describe('upstream 0.8.1 kept references that dangle, and here', () => {
  it('D22 a run stays whole when its user and its project go, and no ghost project is accepted in silence', async () => {
    const admin = await makeBoth();
    const worker = await makeBoth({ role: 'maintainer' });
    const project = await makeProject(database.opened);
    const [run, elsewhere] = [wrappedRun(), wrappedRun({ project_name: project.name })];
    for (const each of [run, elsewhere]) await worker.ask('POST', '/pipeline_runs', each);
    expect(
      await statusOf(worker.ask('POST', '/pipeline_runs', wrappedRun({ project_name: unique('ghost') }))),
    ).toBe(404);
    await admin.ask('DELETE', `/users/${worker.user.name}`);
    await admin.ask('DELETE', `/projects/${project.name}`);
    expect(await jsonOf(admin.ask('GET', atRun(run)))).toEqual(run);
    expect(await jsonOf(admin.native('GET', `/projects/default/runs/${run.name}`))).toMatchObject({
      createdBy: worker.user.name,
      claimedUser: { id: run.user_id },
    });
    expect(await statusOf(admin.ask('GET', atRun(elsewhere)))).toBe(404);
  });

  it('D23 a team can be renamed and keeps its members; its old name inherits none', async () => {
    const { ask, native } = await makeBoth();
    const [team, renamed, user] = [unique('team'), unique('team'), unique('user')];
    await ask('POST', '/teams', { name: team });
    await ask('POST', '/users', { name: user });
    await ask('POST', `/teams/${team}/users`, { name: user });
    expect(await statusOf(native('PATCH', `/teams/${team}`, { name: renamed }))).toBe(200);
    expect(await jsonOf(ask('GET', `/teams/${renamed}/users`))).toMatchObject([{ name: user }]);
    await ask('POST', '/teams', { name: team });
    expect(await jsonOf(ask('GET', `/teams/${team}/users`))).toEqual([]);
  });

  it('D24 flavors and runs can be deleted, a flavor not while a component has it', async () => {
    const { ask, native } = await makeBoth();
    const name = unique('flavor');
    await ask('POST', '/flavors', { name, type: 'alerter', source: 'a.B', integration: null });
    const component = { ...wrappedComponent('alerter'), flavor: name };
    await ask('POST', '/components', component);
    expect(await statusOf(native('DELETE', `/flavors/alerter/${name}`))).toBe(412);
    await ask('DELETE', `/components/alerter/${component.name}`);
    expect(await statusOf(native('DELETE', `/flavors/alerter/${name}`))).toBe(204);
    expect(await statusOf(ask('GET', `/flavors/alerter/${name}`))).toBe(404);
    const run = wrappedRun();
    await ask('POST', '/pipeline_runs', run);
    expect(await statusOf(native('DELETE', `/projects/default/runs/${run.name}`))).toBe(204);
    expect(await statusOf(ask('GET', atRun(run)))).toBe(404);
  });
});
