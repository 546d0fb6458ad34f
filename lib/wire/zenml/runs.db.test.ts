import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { pipelineRuns, pipelines } from '@/db/schema';
import { testDatabase } from '@/db/testing/test-database';
import { newId } from '@/lib/core/id';
import { createToken } from '@/lib/credentials/create-token';
import { makeProject, unique } from '@/lib/testing/world';
import { makeZenmlClient, wrappedComponent } from '@/lib/testing/zenml';

const database = testDatabase();
const makeClient = (held: Parameters<typeof makeZenmlClient>[1] = { role: 'admin' }) =>
  makeZenmlClient(database.opened, held);

function wrapper(over: Record<string, unknown> = {}) {
  return {
    name: unique('run'),
    zenml_version: '0.8.1',
    git_sha: null,
    pipeline: {
      name: unique('pipeline'),
      docstring: 'Trains.',
      steps: [
        { name: 'trainer', docstring: 'Train a model.' },
        { name: 'importer', docstring: null },
      ],
    },
    stack: {
      name: 'default',
      components: [
        wrappedComponent('orchestrator'),
        wrappedComponent('artifact_store', { path: 's3://x', secret: 'hunter2' }),
      ],
    },
    runtime_configuration: { run_name: 'x', schedule: null, interval: 1e21, big: 12345, ä: ['ö'] },
    user_id: newId(),
    project_name: null as string | null,
    ...over,
  };
}

const one = (run: ReturnType<typeof wrapper>) => `/pipeline_runs/${run.pipeline.name}/${run.name}`;

describe('runs at the zen door', () => {
  it('come back field by field as they were posted, the claimed user and no project included', async () => {
    const { ask, user } = await makeClient();
    const run = wrapper();
    const posted = await ask('POST', '/pipeline_runs', run);
    expect([posted.status, posted.json()]).toEqual([200, null]);
    expect((await ask('GET', one(run))).json()).toEqual(run);
    expect((await ask('GET', `/pipeline_runs/${run.pipeline.name}`)).json()).toEqual([run]);
    const [row] = await database.opened.db.select().from(pipelineRuns).where(eq(pipelineRuns.name, run.name));
    expect(row).toMatchObject({ createdByName: user.name, claimedUserId: run.user_id, stackName: 'default' });
  });

  it('keep what the client wrote to the digit', async () => {
    const { ask } = await makeClient();
    const run = wrapper();
    const text = JSON.stringify(run).replace('"big":12345', '"big": 12345678901234567890123');
    await ask('POST', '/pipeline_runs', text);
    expect((await ask('GET', one(run))).text).toContain('"big": 12345678901234567890123');
  });

  it('say null for a version and a commit that were not sent, and the holder for a user that was not', async () => {
    const { ask, user } = await makeClient();
    const { zenml_version: _v, git_sha: _s, user_id: _u, project_name: _p, ...run } = wrapper();
    await ask('POST', '/pipeline_runs', run);
    expect((await ask('GET', `/pipeline_runs/${run.pipeline.name}/${run.name}`)).json()).toEqual({
      ...run,
      zenml_version: null,
      git_sha: null,
      user_id: user.id,
      project_name: null,
    });
  });

  it('are unique in a project across its pipelines, and a second one changes nothing', async () => {
    const { ask } = await makeClient();
    const run = wrapper();
    await ask('POST', '/pipeline_runs', run);
    const again = await ask('POST', '/pipeline_runs', wrapper({ name: run.name }));
    expect([again.status, (again.json() as { detail: string[] }).detail[0]]).toEqual([
      409,
      'EntityExistsError',
    ]);
    expect((await ask('GET', one(run))).json()).toEqual(run);
    const project = await makeProject(database.opened);
    const elsewhere = wrapper({ name: run.name, project_name: project.name });
    expect((await ask('POST', '/pipeline_runs', elsewhere)).status).toBe(200);
  });

  it('of 20 at once with one name exactly one is registered, and pipelines stay one each', async () => {
    const { ask } = await makeClient();
    const run = wrapper();
    const statuses = await Promise.all(
      Array.from({ length: 20 }, async () => (await ask('POST', '/pipeline_runs', run)).status),
    );
    expect(statuses.sort()).toEqual([200, ...Array.from({ length: 19 }, () => 409)]);
    const rows = await database.opened.db
      .select()
      .from(pipelines)
      .where(eq(pipelines.name, run.pipeline.name));
    expect(rows).toHaveLength(1);
  });

  it('start when their default name says so, else when they were received', async () => {
    const { ask } = await makeClient();
    const named = wrapper({ pipeline: { name: 'training', docstring: null, steps: [] } });
    named.name = `training-24_May_22-10_00_00_${String(Math.floor(Math.random() * 1e6)).padStart(6, '0')}`;
    const other = wrapper();
    for (const run of [named, other]) await ask('POST', '/pipeline_runs', run);
    const startOf = async (name: string) =>
      (await database.opened.db.select().from(pipelineRuns).where(eq(pipelineRuns.name, name)))[0]?.startedAt;
    expect((await startOf(named.name))?.toISOString()).toMatch(/^2022-05-24T10:00:00/);
    expect(Math.abs(Date.now() - ((await startOf(other.name))?.getTime() ?? 0))).toBeLessThan(600_000);
  });

  it('make the project that they name for who may, and are refused for others', async () => {
    const admin = await makeClient();
    const project = unique('project');
    const run = wrapper({ project_name: project });
    expect((await admin.ask('POST', '/pipeline_runs', run)).status).toBe(200);
    expect((await admin.ask('GET', `/projects/${project}`)).status).toBe(200);
    expect((await admin.ask('GET', `${one(run)}?project_name=${project}`)).json()).toEqual(run);
    const maintainer = await makeClient({ role: 'maintainer' });
    const refused = await maintainer.ask('POST', '/pipeline_runs', wrapper({ project_name: unique('p') }));
    expect(refused.status).toBe(404);
  });

  it('of a token for one project land there when they name none, and all that a client asks before is answered', async () => {
    const project = await makeProject(database.opened);
    const other = await makeProject(database.opened);
    const { user, send } = await makeClient({ role: 'maintainer' });
    const made = { name: 'client', kind: 'zenml', expiresInDays: 1, project: project.name } as const;
    const { token } = await createToken(user.ctx(), made);
    const ask = (method: string, path: string, body?: unknown) =>
      send(null, method, `/api/zenml/${token}${path}`, { headers: { 'Content-Type': '' }, body });
    for (const path of ['/stack-configurations', '/stacks-empty', '/users/default'])
      expect((await ask('GET', path)).status, path).toBe(200);
    const run = wrapper();
    expect((await ask('POST', '/pipeline_runs', run)).status).toBe(200);
    expect((await ask('GET', one(run))).json()).toMatchObject({ name: run.name, project_name: null });
    const [row] = await database.opened.db.select().from(pipelineRuns).where(eq(pipelineRuns.name, run.name));
    expect(row?.projectId).toBe(project.id);
    for (const name of ['default', other.name])
      expect((await ask('POST', '/pipeline_runs', wrapper({ project_name: name }))).status).toBe(404);
  });

  it('of another project are as absent, in the list and one by one; without a name the newest readable counts', async () => {
    const mine = await makeProject(database.opened);
    const theirs = await makeProject(database.opened);
    const admin = await makeClient();
    const { ask } = await makeClient({ role: 'viewer', projectId: mine.id });
    const pipeline = { name: unique('pipeline'), docstring: null, steps: [] };
    const [here, there] = [mine, theirs].map(({ name }) =>
      wrapper({ name: 'same', pipeline, project_name: name }),
    );
    if (here === undefined || there === undefined) throw new Error('two runs');
    for (const run of [here, there]) await admin.ask('POST', '/pipeline_runs', run);
    expect((await admin.ask('GET', one(here))).json()).toMatchObject({ project_name: theirs.name });
    expect((await ask('GET', one(here))).json()).toMatchObject({ project_name: mine.name });
    expect(((await ask('GET', `/pipeline_runs/${pipeline.name}`)).json() as unknown[]).length).toBe(1);
    for (const project of [theirs.name, unique('absent')])
      expect((await ask('GET', `${one(here)}?project_name=${project}`)).status).toBe(404);
    expect((await ask('POST', '/pipeline_runs', wrapper({ project_name: mine.name }))).status).toBe(403);
  });

  it('show no secret of their stack to who may not read secrets, and keep the stack as it was', async () => {
    const admin = await makeClient();
    const viewer = await makeClient({ role: 'viewer' });
    const run = wrapper();
    await admin.ask('POST', '/pipeline_runs', run);
    const seen = await viewer.ask('GET', one(run));
    const { stack } = seen.json() as typeof run;
    const shown = stack.components.map(({ config }) => Buffer.from(config, 'base64').toString()).join('');
    expect(shown).toContain('path: s3://x');
    expect(shown + seen.text).not.toContain('hunter2');
    const [row] = await database.opened.db.select().from(pipelineRuns).where(eq(pipelineRuns.name, run.name));
    expect(JSON.stringify(row?.stackMasked) + row?.stackSnapshot.toString('latin1')).not.toContain('hunter2');
  });

  it('are listed oldest first, past any batch; an unknown pipeline has none', async () => {
    const { ask } = await makeClient();
    const pipeline = { name: unique('pipeline'), docstring: null, steps: [] };
    const stack = { name: 'default', components: [] };
    const names = Array.from({ length: 130 }, (_, n) => `${pipeline.name}-${String(n).padStart(3, '0')}`);
    for (const name of names) await ask('POST', '/pipeline_runs', wrapper({ name, pipeline, stack }));
    const listed = (await ask('GET', `/pipeline_runs/${pipeline.name}`)).json() as { name: string }[];
    expect(listed.map(({ name }) => name)).toEqual(names);
    expect((await ask('GET', `/pipeline_runs/${unique('absent')}`)).json()).toEqual([]);
    expect((await ask('GET', `/pipeline_runs/${pipeline.name}/${unique('absent')}`)).status).toBe(404);
  });

  it.each([
    [{ name: 'a/b' }, ['body', 'name']],
    [{ pipeline: { name: '', steps: [] } }, ['body', 'pipeline', 'name']],
    [{ pipeline: { name: 'p' } }, ['body', 'pipeline', 'steps']],
    [{ stack: { name: 's', components: [{}] } }, ['body', 'stack', 'components', 0, 'type']],
    [{ user_id: 'nobody' }, ['body', 'user_id']],
    [{ runtime_configuration: [] }, ['body', 'runtime_configuration']],
  ])('with %j are refused, naming the field', async (over, loc) => {
    const { ask } = await makeClient();
    const { status, json } = await ask('POST', '/pipeline_runs', wrapper(over));
    expect([status, (json() as { detail: { loc: unknown }[] }).detail[0]?.loc]).toEqual([422, loc]);
  });
});
