import { describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import { newId } from '@/lib/core/id';
import { createToken } from '@/lib/credentials/create-token';
import { readConfiguration } from '@/lib/stacks/configurations/configuration';
import { apiOver } from '@/lib/testing/api';
import { unique } from '@/lib/testing/world';
import { makeZenmlClient, wrappedComponent } from '@/lib/testing/zenml';
import { NOTHING_THERE } from './first-mistakes';

const database = testDatabase();

const makeClient = (role: 'admin' | 'maintainer' | 'viewer' | null = 'admin') =>
  makeZenmlClient(database.opened, role === null ? null : { role });

describe('the zen door', () => {
  it('answers health without credentials, and nothing else', async () => {
    const { send } = apiOver(database.opened);
    expect((await send(null, 'GET', '/api/zenml/health')).json()).toBe('OK');
    expect((await send(null, 'HEAD', '/api/zenml/health')).status).toBe(200);
    const refused = await send(null, 'GET', '/api/zenml/stacks');
    expect([refused.status, refused.json(), refused.headers.get('WWW-Authenticate')]).toEqual([
      401,
      { detail: 'Not authenticated' },
      'Basic',
    ]);
  });

  it('takes the token in the address or as the user name of Basic, and no other kind of token', async () => {
    const { send, user, token, ask } = await makeClient();
    expect((await ask('GET', '/stacks-empty')).status).toBe(200);
    const basic = (name: string) =>
      send(null, 'GET', '/api/zenml/stacks-empty', {
        headers: { Authorization: `Basic ${Buffer.from(`${name}:`).toString('base64')}` },
      });
    expect((await basic(token)).status).toBe(200);
    const { token: other } = await createToken(user.ctx(), { name: 'api', expiresInDays: 1 });
    for (const text of [other, 'default', `${token}x`]) {
      expect((await basic(text)).status, text).toBe(401);
      expect((await send(null, 'GET', `/api/zenml/${text}/stacks-empty`)).status, text).toBeGreaterThan(400);
    }
    // Good at no other door.
    const elsewhere = await send(null, 'GET', '/api/v1/projects', {
      headers: { Authorization: `Bearer ${token}` },
    });
    expect(elsewhere.status).toBe(401);
  });

  it('gives a stack back field by field: order, bytes, uuids', async () => {
    const { ask } = await makeClient();
    const stack = {
      name: unique('stack'),
      components: [
        wrappedComponent('metadata_store', { uri: '/a/b.db' }),
        wrappedComponent('orchestrator'),
        wrappedComponent('artifact_store', { path: 's3://x', secret: 'hunter2' }),
      ],
    };
    expect((await ask('POST', '/stacks', stack)).json()).toBeNull();
    expect((await ask('GET', `/stacks/${stack.name}`)).json()).toEqual(stack);
    expect((await ask('GET', '/stacks')).json()).toContainEqual(stack);
    expect((await ask('GET', `/stack-configurations/${stack.name}`)).json()).toEqual(
      Object.fromEntries(stack.components.map(({ type, name }) => [type, name])),
    );
    expect((await ask('GET', '/stack-configurations')).json()).toHaveProperty(stack.name);
    expect((await ask('GET', '/components/orchestrator')).json()).toContainEqual(stack.components[1]);
  });

  it('shows secrets to who may read them and masks to others, whose masks keep what is stored', async () => {
    const admin = await makeClient();
    const maintainer = await makeClient('maintainer');
    const store = wrappedComponent('artifact_store', { path: 's3://x', secret: 'hunter2' });
    await admin.ask('POST', '/components', store);
    const at = `/components/artifact_store/${store.name}`;
    const seen = (await maintainer.ask('GET', at)).json() as typeof store;
    const shown = Buffer.from(seen.config, 'base64').toString();
    expect(shown).not.toContain('hunter2');
    expect({ ...seen, config: '' }).toEqual({ ...store, config: '' });
    expect((await maintainer.ask('PUT', at, { ...seen, flavor: 's3' })).json()).toEqual({
      artifact_store: 's3',
    });
    const kept = (await admin.ask('GET', at)).json() as typeof store;
    expect(readConfiguration(Buffer.from(kept.config, 'base64').toString()).fields).toMatchObject({
      secret: 'hunter2',
      path: 's3://x',
    });
  });

  it('gives the very bytes to everybody where nothing in them is a secret, and never a comment', async () => {
    const admin = await makeClient();
    const viewer = await makeClient('viewer');
    const name = unique('airflow');
    const uuid = newId();
    const config = (yaml: string) => Buffer.from(yaml).toString('base64');
    // Quotes as no YAML writer of ours has them, and keys in an order that the database does not keep.
    const plain = { type: 'orchestrator', flavor: 'airflow', name, uuid };
    const sent = { ...plain, config: config(`airflow_home: ''\nname:   ${name}\nuuid: ${uuid}\n`) };
    const secret = wrappedComponent('artifact_store', { path: 's3://x', secret: 'hunter2' });
    const commented = wrappedComponent('alerter');
    commented.config = config(`name: ${commented.name}\nuuid: ${commented.uuid}\n# password: hunter2\n`);
    const stack = { name: unique('stack'), components: [sent, secret, commented] };
    await admin.ask('POST', '/stacks', stack);
    const run = {
      name: unique('run'),
      pipeline: { name: unique('pipeline'), docstring: null, steps: [] },
      stack,
      runtime_configuration: { db_password: 'hunter2', epochs: 3 },
    };
    await admin.ask('POST', '/pipeline_runs', run);
    expect((await viewer.ask('GET', `/components/orchestrator/${name}`)).json()).toEqual(sent);
    const seen = (await viewer.ask('GET', `/stacks/${stack.name}`)).json() as typeof stack;
    const ran = await viewer.ask('GET', `/pipeline_runs/${run.pipeline.name}/${run.name}`);
    const { stack: then, runtime_configuration } = ran.json() as typeof run;
    for (const { components } of [seen, then]) {
      expect(components[0]).toEqual(sent);
      const shown = components.map((component) => Buffer.from(component.config, 'base64').toString());
      expect(shown.join()).toContain('s3://x');
      expect(shown.join()).not.toContain('hunter2');
    }
    expect(runtime_configuration).toEqual({ db_password: '********', epochs: 3 });
    expect((await admin.ask('GET', `/pipeline_runs/${run.pipeline.name}/${run.name}`)).json()).toMatchObject(
      run,
    );
  });

  it('renames a stack as the client does it: a PUT, then the deletion of the old name', async () => {
    const { ask } = await makeClient();
    const [old, next] = [unique('old'), unique('new')];
    await ask('POST', '/stacks', { name: old, components: [wrappedComponent('orchestrator')] });
    const { components } = (await ask('GET', `/stacks/${old}`)).json() as { components: unknown[] };
    expect((await ask('PUT', `/stacks/${old}`, { name: next, components })).json()).toBeNull();
    const gone = await ask('DELETE', `/stacks/${old}`);
    expect([gone.status, gone.json()]).toEqual([200, null]);
    const again = await ask('DELETE', `/stacks/${old}`);
    expect([again.status, again.json()]).toEqual([
      404,
      { detail: ['KeyError', `Unable to find stack with name '${old}'.`] },
    ]);
    expect((await ask('GET', `/stacks/${next}`)).status).toBe(200);
  });

  it('words each conflict so that the client raises the right exception', async () => {
    const { ask } = await makeClient();
    const component = wrappedComponent('orchestrator');
    const name = unique('stack');
    await ask('POST', '/stacks', { name, components: [component] });
    const classOf = async (method: string, path: string, body?: unknown) => {
      const { status, json } = await ask(method, path, body);
      return [status, (json() as { detail: string[] }).detail[0]];
    };
    expect(await classOf('POST', '/stacks', { name, components: [] })).toEqual([409, 'StackExistsError']);
    const other = wrappedComponent('orchestrator', {}, component.name);
    expect(await classOf('POST', '/stacks', { name: unique('s'), components: [other] })).toEqual([
      409,
      'StackComponentExistsError',
    ]);
    expect(await classOf('POST', '/components', other)).toEqual([409, 'StackComponentExistsError']);
    expect(await classOf('DELETE', `/components/orchestrator/${component.name}`)).toEqual([
      409,
      'ValueError',
    ]);
    const second = wrappedComponent('orchestrator');
    await ask('POST', '/components', second);
    expect(await classOf('PUT', `/components/orchestrator/${second.name}`, { ...component })).toEqual([
      409,
      'StackComponentExistsError',
    ]);
    const flavor = { name: unique('flavor'), type: 'alerter', source: 'a.B', integration: null };
    expect((await ask('POST', '/flavors', flavor)).json()).toEqual(flavor);
    expect(await classOf('POST', '/flavors', flavor)).toEqual([409, 'EntityExistsError']);
    expect(await classOf('PUT', `/stacks/${unique('absent')}`, { name, components: [] })).toEqual([
      404,
      'KeyError',
    ]);
  });

  it('refuses what would poison lists: with a 422 as pydantic words it, and nothing stored', async () => {
    const { ask } = await makeClient();
    const good = wrappedComponent('orchestrator');
    const yaml = (text: string) => Buffer.from(text).toString('base64');
    const refused: [unknown, (string | number)[]][] = [
      [{ ...good, type: 'toaster' }, ['body', 'type']],
      [{ ...good, name: '../../../pwn' }, ['body', 'name']],
      [{ ...good, config: 'no base64!' }, ['body', 'config']],
      [{ ...good, config: yaml('a: 1') }, ['body', 'config']],
      [{ ...good, config: yaml('a: &x [1]\nb: *x') }, ['body', 'config']],
      [{ ...good, uuid: newId() }, ['body', 'config']],
      [{ ...good, uuid: 'nope' }, ['body', 'uuid']],
      [{ ...good, flavor: undefined }, ['body', 'flavor']],
    ];
    for (const [body, loc] of refused) {
      const { status, json } = await ask('POST', '/components', body);
      expect([status, (json() as { detail: { loc: unknown }[] }).detail[0]?.loc]).toEqual([422, loc]);
    }
    const twice = {
      name: unique('s'),
      components: [wrappedComponent('alerter'), wrappedComponent('alerter')],
    };
    expect((await ask('POST', '/stacks', twice)).status).toBe(422);
    expect((await ask('GET', '/components/toaster')).json()).toMatchObject({
      detail: [{ loc: ['path', 'component_type'] }],
    });
    expect((await ask('GET', `/components/orchestrator/${good.name}`)).status).toBe(404);
    expect((await ask('POST', '/components', '{"name": ')).status).toBe(422);
    expect((await ask('PATCH', '/stacks')).status).toBe(405);
    expect((await ask('GET', '/nothing')).json()).toEqual({ detail: NOTHING_THERE });
  });

  it('tells its own address as the profile, never that of its database', async () => {
    const { ask, user } = await makeClient();
    expect((await ask('GET', '')).json()).toMatchObject({
      name: 'default',
      active_user: user.name,
      store_type: 'rest',
      store_url: 'http://localhost/api/zenml',
    });
    expect((await ask('GET', '/')).json()).toEqual((await ask('GET', '')).json());
  });

  it('keeps which stores belong together, as clients of 0.12 and 0.13 declare it', async () => {
    const { ask } = await makeClient();
    const pair = { artifact_store_uuid: newId(), metadata_store_uuid: newId() };
    for (let n = 0; n < 2; n++) expect((await ask('POST', '/store_associations', pair)).json()).toEqual(pair);
    const listed = (await ask('GET', '/store_associations')).json() as unknown[];
    expect(listed.filter((each) => JSON.stringify(each) === JSON.stringify(pair))).toHaveLength(1);
    const at = `/store_associations/${pair.artifact_store_uuid}/${pair.metadata_store_uuid}`;
    expect((await ask('DELETE', at)).json()).toBeNull();
    expect((await ask('DELETE', at)).status).toBe(404);
    expect((await ask('DELETE', '/store_associations/x/y')).status).toBe(422);
  });

  it('refuses a viewer what it may not, naming the permission', async () => {
    const { ask } = await makeClient('viewer');
    const refused = await ask('POST', '/stacks', { name: unique('s'), components: [] });
    expect([refused.status, refused.json()]).toEqual([
      403,
      { detail: ['PermissionError', expect.stringContaining('stack:create')] },
    ]);
  });
});
