import { describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import { assignRole } from '@/lib/roles/assign-role';
import { ctxFor, makeProject, SYSTEM, unique } from '@/lib/testing/world';
import { makeBoth, makeZenmlClient, wrappedComponent, wrappedRun } from '@/lib/testing/zenml';

const database = testDatabase();

/** Registers a store with a secret in it, and says where it is. */
async function withSecret(): Promise<{ at: string; stack: string }> {
  const admin = await makeZenmlClient(database.opened);
  const store = wrappedComponent('artifact_store', { path: 's3://x', secret: 'hunter2' });
  const stack = unique('stack');
  await admin.ask('POST', '/stacks', { name: stack, components: [store] });
  return { at: `/components/artifact_store/${store.name}`, stack };
}

type Client = Awaited<ReturnType<typeof makeZenmlClient>>;
const readsSecret = async ({ ask }: Client, at: string): Promise<boolean> => {
  const found = (await ask('GET', at)).json() as { config: string };
  return Buffer.from(found.config, 'base64').toString().includes('hunter2');
};

describe('a runner', () => {
  it('registers runs and reads secrets where it is assigned everywhere, and writes nothing else', async () => {
    const { at, stack } = await withSecret();
    const runner = await makeZenmlClient(database.opened, { role: 'runner' });
    expect((await runner.ask('GET', `/stacks/${stack}`)).status).toBe(200);
    expect(await readsSecret(runner, at)).toBe(true);
    const run = wrappedRun();
    expect((await runner.ask('POST', '/pipeline_runs', run)).status).toBe(200);
    expect((await runner.ask('GET', `/pipeline_runs/${run.pipeline.name}/${run.name}`)).status).toBe(200);
    for (const [method, path, body] of [
      ['POST', '/components', wrappedComponent('alerter')],
      ['DELETE', at, undefined],
      ['DELETE', `/stacks/${stack}`, undefined],
    ] as const)
      expect((await runner.ask(method, path, body)).status, `${method} ${path}`).toBe(403);
  });

  it('on one project registers runs there and nowhere else, and reads no secret', async () => {
    const { at } = await withSecret();
    const [here, elsewhere] = [await makeProject(database.opened), await makeProject(database.opened)];
    const runner = await makeBoth(database.opened, { role: 'runner', projectId: here.id });
    const run = wrappedRun({ project_name: here.name });
    expect((await runner.ask('POST', '/pipeline_runs', run)).status).toBe(200);
    for (const project_name of [elsewhere.name, null])
      expect([403, 404]).toContain(
        (await runner.ask('POST', '/pipeline_runs', wrappedRun({ project_name }))).status,
      );
    const made = `/projects/${here.name}/runs/${run.name}`;
    expect((await runner.native('GET', made)).status).toBe(200);
    expect((await runner.native('DELETE', made)).status).toBe(403);
    expect((await runner.native('POST', `/projects/${here.name}/models`, { name: 'm' })).status).toBe(403);
    expect(await readsSecret(runner, at)).toBe(false);
  });

  it('is no role to clients, which find it by its name, and its assignments are none', async () => {
    const admin = await makeZenmlClient(database.opened);
    const holder = await makeZenmlClient(database.opened, null);
    await assignRole(ctxFor(database.opened, SYSTEM), { role: 'runner', user: holder.user.name });
    const names = ((await admin.ask('GET', '/roles')).json() as { name: string }[]).map(({ name }) => name);
    expect(names).not.toContain('runner');
    expect((await admin.ask('GET', '/roles/runner')).json()).toMatchObject({ name: 'runner' });
    expect(await (await admin.ask('GET', `/users/${holder.user.name}/role_assignments`)).json()).toEqual([]);
    expect((await admin.ask('DELETE', '/roles/runner')).status).toBeGreaterThanOrEqual(400);
    expect((await admin.ask('GET', '/roles/runner')).status).toBe(200);
    const again = { name: 'Runner', permissions: [] };
    expect((await admin.ask('POST', '/roles', again)).status).toBe(409);
  });
});
