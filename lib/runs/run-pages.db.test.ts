import { describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import type { Ctx } from '@/lib/core/ctx';
import { listPipelineRuns } from '@/lib/pipelines/list-pipeline-runs';
import { listPipelines } from '@/lib/pipelines/list-pipelines';
import { readPipeline } from '@/lib/pipelines/read-pipeline';
import { readRhythm } from '@/lib/pipelines/read-rhythm';
import { readProject } from '@/lib/projects/read-project';
import { queriesOf } from '@/lib/testing/queries-of';
import { makeProject, makeUser, unique } from '@/lib/testing/world';
import { makeZenmlClient } from '@/lib/testing/zenml';
import { listRuns } from './list-runs';

const database = testDatabase();

/** A project with a pipeline of three runs, and what a page of it asks besides who acts and may what. */
async function requested(work: (ctx: Ctx, at: { project: string; pipeline: string }) => Promise<unknown>) {
  const { opened } = database;
  const project = await makeProject(opened);
  const { ask } = await makeZenmlClient(opened);
  const pipeline = unique('pipeline');
  for (const [n, git_sha] of ['1111111', '1111111', '2222222'].entries())
    await ask('POST', '/pipeline_runs', {
      name: `${pipeline}-0${n + 1}_May_22-10_00_00_000000`,
      zenml_version: '0.8.1',
      git_sha,
      pipeline: { name: pipeline, docstring: 'Trains.', steps: [{ name: 'trainer', docstring: null }] },
      stack: { name: 'default', components: [] },
      runtime_configuration: {},
      project_name: project.name,
    });
  const user = await makeUser(opened, { role: 'viewer', projectId: project.id });
  const at = { project: project.name, pipeline };
  // A page's context remembers what it looked up, as pageCtx makes it.
  const sent = await queriesOf(opened, () => work({ ...user.ctx(), lookups: new Map() }, at));
  return { queries: sent.filter((query) => !query.includes('role_assignments')), at, ctx: user.ctx() };
}

describe('queries of a page of runs, besides session and grants', () => {
  it('are four at most for a pipeline with its rhythm, its runs and what changed', async () => {
    const { queries } = await requested(async (ctx, at) => {
      await readPipeline(ctx, at);
      await readRhythm(ctx, at);
      await listPipelineRuns(ctx, at);
    });
    expect(queries.length, queries.join('\n')).toBeLessThanOrEqual(4);
  });

  it('are two for the lists of runs and of pipelines: the project, and the page', async () => {
    for (const list of [listRuns, listPipelines]) {
      const { queries } = await requested(async (ctx, { project }) => {
        await readProject(ctx, { project });
        await list(ctx, { project });
      });
      expect(queries.length, queries.join('\n')).toBeLessThanOrEqual(2);
    }
  });
});

it('a pipeline page and the verbs one by one tell the same', async () => {
  const { at, ctx } = await requested(async () => {});
  const page = { ...ctx, lookups: new Map() };
  expect(await readPipeline(page, at)).toEqual(await readPipeline(ctx, at));
  expect(await readRhythm(page, at)).toEqual(await readRhythm(ctx, at));
  expect((await listPipelineRuns(page, at)).items).toEqual((await listPipelineRuns(ctx, at)).items);
  const { items } = await listPipelineRuns(ctx, at);
  expect(items.map(({ changes, isFirst }) => [changes.map(({ area }) => area), isFirst])).toEqual([
    [['commit'], false],
    [[], false],
    [[], true],
  ]);
  expect((await readRhythm(ctx, at)).map(({ startedAt }) => startedAt.toISOString().slice(0, 10))).toEqual([
    '2022-05-01',
    '2022-05-02',
    '2022-05-03',
  ]);
});

it.each([readPipeline, readRhythm, listPipelineRuns])(
  'a pipeline is absent to who reads another project, and under another name: %o',
  async (verb) => {
    const { at, ctx } = await requested(async () => {});
    const elsewhere = await makeProject(database.opened);
    const stranger = await makeUser(database.opened, { role: 'admin', projectId: elsewhere.id });
    for (const lookups of [undefined, new Map()]) {
      const page = (of: Ctx) => ({ ...of, ...(lookups !== undefined && { lookups }) });
      await expect(verb(page(stranger.ctx()), at)).rejects.toMatchObject({ code: 'not_found' });
      const absent = { ...at, pipeline: unique('absent') };
      await expect(verb(page(ctx), absent)).rejects.toMatchObject({ code: 'not_found' });
    }
  },
);
