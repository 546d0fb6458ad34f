import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import { ANONYMOUS } from '@/lib/core/actor';
import type { Ctx } from '@/lib/core/ctx';
import { newId } from '@/lib/core/id';
import { compareRuns } from '@/lib/runs/comparison/compare-runs';
import { deleteRun } from '@/lib/runs/delete-run';
import { reportRun } from '@/lib/runs/report-run';
import { makeRun } from '@/lib/testing/runs';
import { samplePostedComponent } from '@/lib/testing/stacks';
import { ctxFor, makeProject, makeUser } from '@/lib/testing/world';
import { listPipelineRuns } from './list-pipeline-runs';
import { listPipelines } from './list-pipelines';
import { readPipeline } from './read-pipeline';
import { readRhythm } from './read-rhythm';

const database = testDatabase();
const at = (minute: number) => new Date(Date.UTC(2022, 4, 24, 10, minute));

async function workplace() {
  const { opened } = database;
  const { name: project, id: projectId } = await makeProject(opened);
  const ada = await makeUser(opened, { role: 'maintainer', projectId });
  const elsewhere = await makeProject(opened);
  const stranger = await makeUser(opened, { role: 'admin', projectId: elsewhere.id });
  return { project, ada, stranger };
}

type At = { readonly project: string; readonly pipeline: string };
const VERBS: readonly [string, (ctx: Ctx, at: At) => Promise<unknown>][] = [
  ['readPipeline', readPipeline],
  ['readRhythm', readRhythm],
  ['listPipelineRuns', listPipelineRuns],
  ['listPipelines', listPipelines],
  ['compareRuns', (ctx, { project }) => compareRuns(ctx, { project, ids: [newId(), newId()] })],
];

describe.each(VERBS)('%s', (_, verb) => {
  it('answers nobody, hides another project, and knows no pipeline or run that is not there', async () => {
    const { project, ada, stranger } = await workplace();
    const pipeline = 'training';
    await makeRun(ada.ctx(), project, { pipeline });
    await expect(verb(ctxFor(database.opened, ANONYMOUS), { project, pipeline })).rejects.toMatchObject({
      code: 'unauthenticated',
    });
    await expect(verb(stranger.ctx(), { project, pipeline })).rejects.toMatchObject({ hidden: true });
    if (verb !== listPipelines)
      await expect(verb(ada.ctx(), { project, pipeline: 'none\0' })).rejects.toMatchObject({
        code: 'not_found',
      });
  });
});

describe('listPipelines', () => {
  it('counts living runs and names the one that started last', async () => {
    const { project, ada } = await workplace();
    await makeRun(ada.ctx(), project, { pipeline: 'b', startedAt: at(5) });
    const last = await makeRun(ada.ctx(), project, { pipeline: 'a', startedAt: at(2), status: 'failed' });
    await makeRun(ada.ctx(), project, { pipeline: 'a', startedAt: at(1) });
    const gone = await makeRun(ada.ctx(), project, { pipeline: 'a', startedAt: at(9) });
    await deleteRun(ada.ctx(), { project, run: gone.name });
    const page = await listPipelines(ada.ctx(), { project });
    expect(page).toMatchObject({
      count: 2,
      items: [
        { name: 'a', runs: 2, lastRun: { name: last.name, startedAt: at(2), status: 'failed' } },
        { name: 'b', runs: 1 },
      ],
    });
    const recent = await listPipelines(ada.ctx(), { project, sort: 'recent' });
    expect(recent.items.map(({ name }) => name)).toEqual(['b', 'a']);
    expect(await readPipeline(ada.ctx(), { project, pipeline: 'a' })).toMatchObject({
      ...page.items[0],
      project,
      createdBy: ada.name,
    });
  });

  it('keeps a pipeline whose runs are all deleted', async () => {
    const { project, ada } = await workplace();
    const run = await makeRun(ada.ctx(), project, { pipeline: 'a' });
    await deleteRun(ada.ctx(), { project, run: run.name });
    for (const sort of ['name', 'recent'] as const)
      expect((await listPipelines(ada.ctx(), { project, sort })).items).toMatchObject([
        { name: 'a', runs: 0, lastRun: null },
      ]);
  });

  it('shows each once in either order and with any page size', async () => {
    const { project, ada } = await workplace();
    const starts = [5, 3, 3, 8, 1, 3];
    for (const [n, minute] of starts.entries())
      await makeRun(ada.ctx(), project, { pipeline: `P_${n}`, startedAt: at(minute) });
    const wanted = {
      name: starts.map((_, n) => `P_${n}`),
      recent: [8, 5, 3, 3, 3, 1],
    };
    const sorts = fc.constantFrom('name' as const, 'recent' as const);
    await fc.assert(
      fc.asyncProperty(sorts, fc.integer({ min: 1, max: 7 }), async (sort, limit) => {
        const names: string[] = [];
        const minutes: (number | undefined)[] = [];
        let after: string | null = '';
        while (after !== null) {
          const page: Awaited<ReturnType<typeof listPipelines>> = await listPipelines(ada.ctx(), {
            project,
            sort,
            limit,
            after,
            search: 'p_',
          });
          names.push(...page.items.map(({ name }) => name));
          minutes.push(...page.items.map(({ lastRun }) => lastRun?.startedAt.getUTCMinutes()));
          after = page.next;
        }
        if (sort === 'name') expect(names).toEqual(wanted.name);
        else expect(minutes).toEqual(wanted.recent);
        expect(new Set(names).size).toBe(starts.length);
      }),
      { numRuns: 14 },
    );
  });
});

describe('readRhythm', () => {
  it('gives the newest 200, oldest of them first', async () => {
    const { project, ada } = await workplace();
    await makeRun(ada.ctx(), project, { startedAt: at(0) });
    for (let n = 1; n <= 200; n += 1) await makeRun(ada.ctx(), project, { startedAt: new Date(+at(1) + n) });
    const beats = await readRhythm(ada.ctx(), { project, pipeline: 'training' });
    expect(beats).toHaveLength(200);
    expect(beats[0]?.startedAt).toEqual(new Date(+at(1) + 1));
    expect(beats.at(-1)).toMatchObject({ startedAt: new Date(+at(1) + 200), createdBy: ada.name });
  });
});

describe('listPipelineRuns', () => {
  it('says of each run what is not as in the one before it, over the bounds of pages', async () => {
    const { project, ada } = await workplace();
    const store = (path: string) => ({
      name: 'gpu',
      components: [samplePostedComponent('artifact_store', { name: 'bucket', path, token: path })],
    });
    await makeRun(ada.ctx(), project, { startedAt: at(1), gitSha: 'aaaa', stack: store('s3://a') });
    await makeRun(ada.ctx(), project, { startedAt: at(3), gitSha: 'bbbb', stack: store('s3://b') });
    await makeRun(ada.ctx(), project, { startedAt: at(2), gitSha: 'aaaa', stack: store('s3://b') });
    await makeRun(ada.ctx(), project, { startedAt: at(2), pipeline: 'other', gitSha: 'cccc' });
    const pipeline = 'training';
    const all = await listPipelineRuns(ada.ctx(), { project, pipeline });
    const changes = all.items.map((run) => run.changes);
    expect(changes).toEqual([
      [{ area: 'commit', path: '', before: 'aaaa', after: 'bbbb' }],
      [{ area: 'stack', path: 'artifact_store.path', before: 's3://a', after: 's3://b' }],
      [],
    ]);
    expect(all.items.map(({ isFirst }) => isFirst)).toEqual([false, false, true]);
    const first = await listPipelineRuns(ada.ctx(), { project, pipeline, limit: 1 });
    const second = await listPipelineRuns(ada.ctx(), {
      project,
      pipeline,
      limit: 1,
      after: first.next ?? '',
    });
    const back = await listPipelineRuns(ada.ctx(), {
      project,
      pipeline,
      limit: 1,
      after: second.previous ?? '',
    });
    expect([first, second, back].map(({ items }) => items[0]?.changes)).toEqual([
      changes[0],
      changes[1],
      changes[0],
    ]);
  });
});

describe('compareRuns', () => {
  it('puts runs side by side in the order that was asked for', async () => {
    const { project, ada } = await workplace();
    const one = await makeRun(ada.ctx(), project, { gitSha: 'aaaa', configuration: { a: 1, secret: 'x' } });
    const two = await makeRun(ada.ctx(), project, { gitSha: 'aaaa', configuration: { a: 2, secret: 'y' } });
    const three = await makeRun(ada.ctx(), project, { gitSha: 'aaaa', pipeline: 'other' });
    const { runs, rows } = await compareRuns(ada.ctx(), { project, ids: [two.id, one.id, three.id] });
    expect(runs.map(({ name }) => name)).toEqual([two.name, one.name, three.name]);
    expect(rows.find(({ path }) => path === 'a')).toEqual({
      area: 'configuration',
      path: 'a',
      values: ['2', '1', null],
      differs: true,
    });
    expect(rows.find(({ area }) => area === 'commit')?.differs).toBe(false);
    expect(JSON.stringify(rows)).toContain('********');
  });

  it('takes two to ten different runs of the project', async () => {
    const { project, ada } = await workplace();
    const { id } = await makeRun(ada.ctx(), project);
    const ids = Array.from({ length: 11 }, () => newId());
    for (const wrong of [[], [id], [id, id.toUpperCase()], ids])
      await expect(compareRuns(ada.ctx(), { project, ids: wrong })).rejects.toMatchObject({
        code: 'invalid',
      });
    const other = await workplace();
    const foreign = await makeRun(other.ada.ctx(), other.project);
    for (const wrong of [foreign.id, 'no id'])
      await expect(compareRuns(ada.ctx(), { project, ids: [id, wrong] })).rejects.toMatchObject({
        code: 'not_found',
        message: expect.stringContaining(wrong),
      });
  });

  it('sees how steps were reported', async () => {
    const { project, ada } = await workplace();
    const one = await makeRun(ada.ctx(), project, { steps: ['a', { name: 'b', upstream: [] }] });
    const two = await makeRun(ada.ctx(), project, { steps: ['a', 'b'] });
    await reportRun(ada.ctx(), { project, run: two.name, steps: [{ name: 'b', upstream: ['a'] }] });
    const { rows } = await compareRuns(ada.ctx(), { project, ids: [one.id, two.id] });
    expect(rows.filter(({ differs }) => differs)).toMatchObject([
      { area: 'steps', path: 'b', values: ['first', 'after a'] },
    ]);
  });
});
