import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import type { Ctx } from '@/lib/core/ctx';
import { listPipelineRuns } from '@/lib/pipelines/list-pipeline-runs';
import { listPipelines } from '@/lib/pipelines/list-pipelines';
import { readRhythm } from '@/lib/pipelines/read-rhythm';
import { registerStack } from '@/lib/stacks/register-stack';
import { sentBy } from '@/lib/testing/queries-of';
import { makeRun } from '@/lib/testing/runs';
import { makeProject, makeUser } from '@/lib/testing/world';
import { type ListRuns, listRuns } from './list-runs';
import { listRunsAsPosted } from './list-runs-as-posted';
import { listStackRuns } from './list-stack-runs';
import { readRun } from './read-run';
import { readRunAsPosted } from './read-run-as-posted';

const ROWS = 60_000;
const database = testDatabase({ fresh: true });
/** Who asks: of everything, and of a project that has few runs among many. */
const who: Record<'administrator' | 'reader', () => Ctx> = {
  administrator: () => {
    throw new Error('not filled');
  },
  reader: () => {
    throw new Error('not filled');
  },
};
const at = { many: '', few: '', pipeline: 'training', stack: 'gpu' };

/**
 * Nearly all runs in one project, of one pipeline and one stack, which is where planners are led astray. The oldest of a
 * pipeline is the one that was registered: its copies' stacks are sealed for another row.
 */
async function fill(): Promise<void> {
  const { opened } = database;
  const many = await makeProject(opened);
  const few = await makeProject(opened);
  Object.assign(at, { many: many.name, few: few.name });
  const admin = await makeUser(opened, { role: 'admin' });
  const reader = await makeUser(opened, { role: 'viewer', projectId: few.id });
  Object.assign(who, { administrator: admin.ctx, reader: reader.ctx });
  await registerStack(admin.ctx(), { name: at.stack, components: [] });
  for (const [project, pipeline] of [
    [many.name, 'training'],
    [many.name, 'other'],
    [few.name, 'training'],
  ] as const)
    await makeRun(admin.ctx(), project, { pipeline, stack: at.stack, name: `first-of-${pipeline}` });
  await opened.db.execute(sql`
    insert into pipeline_runs (id, project_id, pipeline_id, name, git_sha, status, started_at, stack_id, stack_name,
      stack_snapshot, stack_masked, runtime_configuration, pipeline_snapshot, created_at, created_by_name, updated_at,
      updated_by_name)
    select gen_random_uuid(), r.project_id, r.pipeline_id, 'run-' || n, md5((n / 10)::text), 'completed',
      r.started_at - n * interval '1 second', r.stack_id, r.stack_name, r.stack_snapshot, r.stack_masked, '{}', '{}',
      r.created_at + n * interval '1 second', r.created_by_name, r.updated_at, r.updated_by_name
    from pipeline_runs r join pipelines p on p.id = r.pipeline_id and p.name = 'training',
      generate_series(1, ${ROWS}::int) n
    where r.project_id = ${many.id}::uuid or n <= 100`);
  await opened.db.execute('analyze');
}

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows': number;
  readonly Plans?: readonly PlanNode[];
}

const nodesOf = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

/** Where a plan reads all runs, or sorts more than a few pages of rows. */
async function sinsOf(ctx: Ctx, work: (ctx: Ctx) => Promise<unknown>): Promise<string[]> {
  const { opened } = database;
  const sent = await sentBy(opened, () => work(ctx));
  const sins: string[] = [];
  for (const { query, parameters } of sent) {
    const { rows } = await opened.alone((client) =>
      client.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(`explain (analyze, format json) ${query}`, [
        ...parameters,
      ]),
    );
    const plan = rows[0]?.['QUERY PLAN'][0].Plan;
    if (plan === undefined) throw new Error(`There is no plan of ${query}`);
    for (const node of nodesOf(plan)) {
      const { 'Node Type': type, 'Relation Name': table = '' } = node;
      const reads = type === 'Seq Scan' && table === 'pipeline_runs';
      const sorts = type === 'Sort' && node['Actual Rows'] > 500;
      if (reads || sorts) sins.push(`${type} ${table} of ${node['Actual Rows']}: ${query}`);
    }
  }
  return sins;
}

const CHOICES: readonly [string, Omit<ListRuns, 'project'>][] = [
  ['all', {}],
  ['a pipeline', { pipeline: 'training' }],
  ['a pipeline with few', { pipeline: 'other' }],
  ['a pipeline that is not there', { pipeline: 'none' }],
  ['a stack', { stack: 'gpu' }],
  ['a stack that none used', { stack: 'none' }],
  ['a person', { user: 'nobody' }],
  ['a commit', { commit: 'abcd' }],
  ['a status', { status: 'completed' }],
  ['a status that none has', { status: 'failed' }],
  ['a time', { until: new Date(0) }],
  ['a pipeline and a time', { pipeline: 'training', since: new Date(0), until: new Date(1) }],
];

describe(`plans at ${ROWS.toLocaleString('en')} runs`, () => {
  beforeAll(fill, 180_000);

  it('would be seen if they read all runs or sorted them', async () => {
    const all = sql`select id from pipeline_runs where stack_masked is not null order by updated_at`;
    const sins = await sinsOf(who.administrator(), (ctx) => ctx.db.execute(all));
    expect(sins.map((sin) => sin.split(' ')[0])).toEqual(['Sort', 'Seq']);
  });

  describe.each(['administrator', 'reader'] as const)('of the %s', (name) => {
    const project = () => (name === 'administrator' ? at.many : at.few);

    it.each(CHOICES)('take the index for %s', async (_, choice) => {
      expect(await sinsOf(who[name](), (ctx) => listRuns(ctx, { project: project(), ...choice }))).toEqual(
        [],
      );
    });

    it('take the index for a page far behind, of everything and of a pipeline', async () => {
      for (const choice of [{}, { pipeline: 'training' }]) {
        const requested = { project: project(), limit: 20, ...choice };
        const { next } = await listRuns(who[name](), requested);
        expect(
          await sinsOf(who[name](), (ctx) => listRuns(ctx, { ...requested, after: next ?? '' })),
        ).toEqual([]);
      }
    });

    it('take the index for the runs of a stack in all projects', async () => {
      expect(await sinsOf(who[name](), (ctx) => listStackRuns(ctx, { stack: at.stack }))).toEqual([]);
    });

    it('take the index for pipelines, a pipeline’s runs and rhythm, and a run', async () => {
      const of = { project: project(), pipeline: 'training' };
      for (const work of [
        (ctx: Ctx) => listPipelines(ctx, of),
        (ctx: Ctx) => listPipelines(ctx, { ...of, sort: 'recent' }),
        (ctx: Ctx) => listPipelineRuns(ctx, of),
        (ctx: Ctx) => readRhythm(ctx, of),
        (ctx: Ctx) => readRun(ctx, { ...of, run: 'first-of-training' }),
      ])
        expect(await sinsOf(who[name](), work)).toEqual([]);
    });

    it('take the index for what a ZenML client asks by a pipeline’s name, in any project', async () => {
      const first = async (runs: AsyncIterable<unknown>) => {
        for await (const run of runs) return run;
        return null;
      };
      const { pipeline } = at;
      const run = 'first-of-training';
      expect(
        await sinsOf(who.reader(), async (ctx) => first(await listRunsAsPosted(ctx, { pipeline }))),
      ).toEqual([]);
      expect(await sinsOf(who[name](), (ctx) => readRunAsPosted(ctx, { pipeline, run }))).toEqual([]);
    });
  });
});
