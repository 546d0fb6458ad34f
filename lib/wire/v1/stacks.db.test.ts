import { describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import { apiOver } from '@/lib/testing/api';
import { makeUser, unique } from '@/lib/testing/world';
import { V1_TABLE } from './table';

const database = testDatabase();

function published(method: string, path: string, value: unknown): unknown {
  const found = V1_TABLE.find((endpoint) => endpoint.method === method && endpoint.path === path);
  if (found?.reply === undefined) throw new Error(`${method} ${path} publishes no reply`);
  return found.reply.parse(value);
}

async function makePlace() {
  const { send } = apiOver(database.opened);
  return {
    send,
    admin: await makeUser(database.opened, { role: 'admin' }),
    maintainer: await makeUser(database.opened, { role: 'maintainer' }),
    viewer: await makeUser(database.opened, { role: 'viewer' }),
  };
}

const store = (name = unique('store'), fields: Record<string, unknown> = {}) => ({
  type: 'artifact_store',
  name,
  flavor: 's3',
  fields: { path: 's3://bucket', secret: 'hunter2', ...fields },
});

describe('stacks over v1', () => {
  it('registers a stack with its components and shows no secret to anybody', async () => {
    const { send, admin, viewer } = await makePlace();
    const name = unique('stack');
    const component = store();
    const made = await send(admin, 'POST', '/api/v1/stacks', { body: { name, components: [component] } });
    expect(made.status).toBe(201);
    expect(published('POST', '/stacks', made.json())).toMatchObject({
      name,
      lacks: ['orchestrator', 'metadata_store'],
      components: [{ name: component.name, fields: { path: 's3://bucket', secret: '********' } }],
    });
    for (const who of [admin, viewer]) {
      const read = await send(who, 'GET', `/api/v1/stacks/${name}`);
      expect(published('GET', '/stacks/{stack}', read.json())).toEqual(made.json());
    }
    const listed = await send(viewer, 'GET', `/api/v1/stacks?search=${name}`);
    expect(published('GET', '/stacks', listed.json())).toMatchObject({
      count: 1,
      items: [{ name, components: [{ type: 'artifact_store', name: component.name }] }],
    });
  });

  it('renames, copies and ends a stack; its components stay', async () => {
    const { send, maintainer } = await makePlace();
    const name = unique('one');
    const next = unique('two');
    const copy = unique('copy');
    const component = store();
    await send(maintainer, 'POST', '/api/v1/stacks', { body: { name, components: [component] } });
    const renamed = await send(maintainer, 'PUT', `/api/v1/stacks/${name}`, { body: { name: next } });
    expect(renamed.json()).toMatchObject({ name: next, components: [{ name: component.name }] });
    expect((await send(maintainer, 'GET', `/api/v1/stacks/${name}`)).status).toBe(404);
    const copied = await send(maintainer, 'POST', `/api/v1/stacks/${next}/copies`, { body: { name: copy } });
    expect(copied.status).toBe(201);
    const there = `/api/v1/components/artifact_store/${component.name}`;
    expect((await send(maintainer, 'GET', there)).json()).toMatchObject({ stacks: [copy, next].sort() });
    expect((await send(maintainer, 'DELETE', there)).json()).toMatchObject({ status: 412 });
    for (const stack of [next, copy])
      expect((await send(maintainer, 'DELETE', `/api/v1/stacks/${stack}`)).status).toBe(204);
    expect((await send(maintainer, 'DELETE', there)).status).toBe(204);
  });

  it('takes a component by its name alone, and says which is not there', async () => {
    const { send, maintainer } = await makePlace();
    const component = store();
    const name = unique('named');
    await send(maintainer, 'POST', '/api/v1/components', { body: component });
    const body = { name, components: [{ type: component.type, name: component.name }] };
    expect((await send(maintainer, 'POST', '/api/v1/stacks', { body })).json()).toMatchObject({
      components: [{ name: component.name, fields: { path: 's3://bucket' } }],
    });
    const absent = { components: [{ type: 'alerter', name: 'absent' }] };
    const refused = await send(maintainer, 'PUT', `/api/v1/stacks/${name}`, { body: absent });
    expect([refused.status, JSON.stringify(refused.json())]).toEqual([
      422,
      expect.stringContaining("No alerter named 'absent'"),
    ]);
  });

  it('keeps a secret that is sent back masked, and does not let it follow to another address', async () => {
    const { send, maintainer } = await makePlace();
    const component = store();
    await send(maintainer, 'POST', '/api/v1/components', { body: component });
    const at = `/api/v1/components/artifact_store/${component.name}`;
    const { fields } = (await send(maintainer, 'GET', at)).json() as { fields: Record<string, string> };
    const { name: _name, uuid: _uuid, ...shown } = fields;
    const put = (changed: Record<string, unknown>) =>
      send(maintainer, 'PUT', at, {
        body: { name: component.name, flavor: 's3', fields: { ...shown, ...changed } },
      });
    expect((await put({ client_kwargs: { retries: 3 } })).status).toBe(200);
    const moved = await put({ path: 's3://elsewhere' });
    expect(moved.status).toBe(422);
    expect(moved.json()).toMatchObject({
      detail: expect.stringContaining('changes path: enter secret again'),
    });
    expect((await put({ path: 's3://elsewhere', secret: 'entered again' })).status).toBe(200);
  });

  it('refuses unknown members, taken names and unknown types by name', async () => {
    const { send, maintainer } = await makePlace();
    const component = store();
    const post = (body: unknown) => send(maintainer, 'POST', '/api/v1/components', { body });
    expect((await post({ ...component, colour: 'red' })).json()).toMatchObject({ status: 422 });
    expect((await post(component)).status).toBe(201);
    expect((await post(component)).json()).toMatchObject({
      status: 409,
      detail: expect.stringContaining(component.name),
    });
    expect((await post({ ...component, type: 'toaster' })).json()).toMatchObject({
      status: 422,
      errors: [{ path: 'type' }],
    });
  });
});

describe('flavors over v1', () => {
  it('are declared, listed by type, changed and ended', async () => {
    const { send, maintainer, viewer } = await makePlace();
    const name = unique('flavor');
    const body = { type: 'alerter', name, source: 'pkg.Flavor' };
    expect((await send(maintainer, 'POST', '/api/v1/flavors', { body })).status).toBe(201);
    expect((await send(maintainer, 'POST', '/api/v1/flavors', { body })).status).toBe(409);
    const at = `/api/v1/flavors/alerter/${name}`;
    expect(
      published('GET', '/flavors/{type}/{flavor}', (await send(viewer, 'GET', at)).json()),
    ).toMatchObject(body);
    expect((await send(viewer, 'DELETE', at)).status).toBe(403);
    const put = await send(maintainer, 'PUT', at, { body: { source: 'pkg.Other' } });
    expect(put.json()).toMatchObject({ source: 'pkg.Other' });
    const listed = await send(viewer, 'GET', '/api/v1/flavors?type=orchestrator');
    expect(JSON.stringify(published('GET', '/flavors', listed.json()))).not.toContain(name);
    expect((await send(maintainer, 'DELETE', at)).status).toBe(204);
    expect((await send(viewer, 'GET', at)).status).toBe(410);
  });
});
