import { describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import { writeArtifact } from '@/lib/artifacts/write-artifact';
import { apiOver } from '@/lib/testing/api';
import { body, postedArtifactText } from '@/lib/testing/artifacts';
import { makeProject, makeUser, unique } from '@/lib/testing/world';
import { makeZenmlClient } from '@/lib/testing/zenml';
import { V1_TABLE } from './table';

const database = testDatabase();

function published(method: string, path: string, value: unknown): unknown {
  const found = V1_TABLE.find((endpoint) => endpoint.method === method && endpoint.path === path);
  if (found?.reply === undefined) throw new Error(`${method} ${path} publishes no reply`);
  return found.reply.parse(value);
}

async function makePlace() {
  const { opened } = database;
  const project = await makeProject(opened);
  const elsewhere = await makeProject(opened);
  return {
    ...apiOver(opened),
    project: project.name,
    maintainer: await makeUser(opened, { role: 'maintainer', projectId: project.id }),
    viewer: await makeUser(opened, { role: 'viewer', projectId: project.id }),
    stranger: await makeUser(opened, { role: 'maintainer', projectId: elsewhere.id }),
    at: (path = '') => `/api/v1/projects/${project.name}/runs${path}`,
  };
}

const component = {
  type: 'artifact_store',
  name: 'bucket',
  flavor: 's3',
  fields: { path: 's3://b', secret: 'hush' },
};
const posted = (over: object = {}) => ({
  name: unique('run'),
  pipeline: { name: 'training', steps: [{ name: 'load' }, { name: 'train', upstream: ['load'] }] },
  stack: { name: 'gpu', components: [component] },
  configuration: { epochs: 3, token: 'hush' },
  commit: 'c0ffee11',
  status: 'running',
  startedAt: '2022-05-24T12:00:00+02:00',
  ...over,
});

describe('runs over v1', () => {
  it('registers, reports, reads, finds and deletes a run, and shows no secret to anybody', async () => {
    const { send, at, maintainer, viewer, project } = await makePlace();
    const run = posted();
    const made = await send(maintainer, 'POST', at(), { body: run });
    expect(made.status).toBe(201);
    expect(published('POST', '/projects/{project}/runs', made.json())).toMatchObject({
      name: run.name,
      status: 'running',
      startedAt: '2022-05-24T10:00:00.000Z',
      createdBy: maintainer.name,
    });
    const report = {
      status: 'completed',
      endedAt: '2022-05-24T11:00:00Z',
      steps: [{ name: 'load', status: 'cached', startedAt: '2022-05-24T10:00:01Z' }],
    };
    expect((await send(maintainer, 'PATCH', at(`/${run.name}`), { body: report })).status).toBe(204);
    const read = await send(viewer, 'GET', at(`/${run.name}`));
    expect(read.text).not.toContain('hush');
    expect(published('GET', '/projects/{project}/runs/{run}', read.json())).toMatchObject({
      status: 'completed',
      commit: 'c0ffee11',
      configuration: { epochs: 3, token: '********' },
      stack: { name: 'gpu', components: [{ name: 'bucket', fields: { secret: '********' } }] },
      steps: [
        { name: 'load', status: 'cached', upstream: null },
        { name: 'train', status: 'unknown', upstream: ['load'] },
      ],
    });
    const found = async (query: string) =>
      (
        published('GET', '/projects/{project}/runs', (await send(viewer, 'GET', at(query))).json()) as {
          count: number;
        }
      ).count;
    const day = 'since=2022-05-24&until=2022-05-24';
    const all = `?pipeline=training&stack=gpu&user=${maintainer.name}&commit=c0ff&status=completed&${day}`;
    expect(await found(all)).toBe(1);
    for (const none of ['?until=2022-05-23', '?since=2022-05-25', '?status=failed', '?commit=ffff'])
      expect(await found(none), none).toBe(0);
    const pipelines = await send(viewer, 'GET', `/api/v1/projects/${project}/pipelines`);
    expect(published('GET', '/projects/{project}/pipelines', pipelines.json())).toMatchObject({
      items: [{ name: 'training', runs: 1, lastRun: { name: run.name, status: 'completed' } }],
    });
    expect((await send(maintainer, 'DELETE', at(`/${run.name}`))).status).toBe(204);
    expect((await send(viewer, 'GET', at(`/${run.name}`))).status).toBe(410);
  });

  it('reads to a ZenML client as one that it registered itself, numbers as they were written', async () => {
    const { send, at, maintainer, project } = await makePlace();
    const run = posted({ configuration: undefined });
    const text = JSON.stringify(run).replace(
      '"commit"',
      '"configuration":{"rate":1.0,"big":12345678901234567890},"commit"',
    );
    expect((await send(maintainer, 'POST', at(), { body: text })).status).toBe(201);
    const { ask } = await makeZenmlClient(database.opened);
    const read = await ask('GET', `/pipeline_runs/training/${run.name}?project_name=${project}`);
    expect(read.text).toContain('"runtime_configuration":{"rate":1.0,"big":12345678901234567890}');
    expect(read.json()).toMatchObject({
      name: run.name,
      pipeline: { name: 'training', docstring: null, steps: [{ name: 'load' }, { name: 'train' }] },
      stack: { name: 'gpu', components: [{ type: 'artifact_store', name: 'bucket', flavor: 's3' }] },
    });
  });

  it('links what a run produced at the address of the artifact', async () => {
    const { send, at, maintainer, viewer, project } = await makePlace();
    const { identifier } = await writeArtifact(maintainer.ctx(), {
      project,
      model: 'm',
      version: 'v',
      artifactText: postedArtifactText('evidence', body.evidence()),
      parents: true,
    });
    const run = posted();
    await send(maintainer, 'POST', at(), { body: run });
    const link = at(`/${run.name}/models/m/versions/v/artifacts/${identifier}`);
    expect((await send(maintainer, 'PUT', link, { body: { revision: 1, step: 'train' } })).status).toBe(204);
    const listed = () => send(viewer, 'GET', at(`/${run.name}/artifacts`));
    expect(
      published('GET', '/projects/{project}/runs/{run}/artifacts', (await listed()).json()),
    ).toMatchObject({
      items: [{ identifier, model: 'm', version: 'v', revision: 1, step: 'train' }],
    });
    expect((await send(maintainer, 'DELETE', link)).status).toBe(204);
    expect((await send(maintainer, 'DELETE', link)).status).toBe(404);
    expect((await listed()).json()).toEqual({ items: [] });
    expect((await send(viewer, 'GET', at('/none/artifacts'))).status).toBe(404);
  });

  it('refuses what it does not know, what is wrong, and a name that is taken', async () => {
    const { send, at, maintainer } = await makePlace();
    const run = posted();
    await send(maintainer, 'POST', at(), { body: run });
    expect((await send(maintainer, 'POST', at(), { body: run })).status).toBe(409);
    for (const wrong of [
      { unknown: 1 },
      { name: 'a/b' },
      { status: 'done' },
      { startedAt: 'yesterday' },
      { startedAt: '2022-05-24T10:00:00Z', endedAt: '2022-05-24T09:00:00Z' },
      { pipeline: { name: 'p', steps: [{ name: 'a', upstream: ['b'] }] } },
      { stack: { name: unique('never-registered') } },
    ])
      expect(
        (await send(maintainer, 'POST', at(), { body: posted(wrong) })).status,
        JSON.stringify(wrong),
      ).toBe(422);
    for (const query of [
      '?since=2022-02-30',
      '?until=x',
      '?commit=abc',
      '?status=done',
      '?unknown=1',
      '?after=x',
    ])
      expect((await send(maintainer, 'GET', at(query))).status, query).toBe(422);
    const report = { steps: [{ name: 'none', status: 'failed' }] };
    expect((await send(maintainer, 'PATCH', at(`/${run.name}`), { body: report })).status).toBe(422);
  });

  it('hides runs from other projects and tells viewers what they lack', async () => {
    const { send, at, maintainer, viewer, stranger } = await makePlace();
    const run = posted();
    await send(maintainer, 'POST', at(), { body: run });
    expect((await send(stranger, 'GET', at())).status).toBe(404);
    expect((await send(stranger, 'GET', at(`/${run.name}`))).status).toBe(404);
    for (const [method, path, sent] of [
      ['POST', '', posted()],
      ['PATCH', `/${run.name}`, { status: 'failed' }],
      ['DELETE', `/${run.name}`, undefined],
    ] as const) {
      const { status } = await send(viewer, method, at(path), sent === undefined ? {} : { body: sent });
      expect(status, method).toBe(403);
    }
  });
});
