import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Opened } from '@/db/client';
import { testDatabase } from '@/db/testing/test-database';
import type { Ctx } from '@/lib/core/ctx';
import { createModel } from '@/lib/models/create-model';
import { createVersion } from '@/lib/models/create-version';
import { listModels } from '@/lib/models/list-models';
import { listVersions } from '@/lib/models/list-versions';
import { sentBy } from '@/lib/testing/queries-of';
import { makeProject, makeUser } from '@/lib/testing/world';
import { listArtifacts } from './list-artifacts';
import { recentArtifacts } from './recent-artifacts';

const ROWS = 20_000;
const database = testDatabase({ fresh: true });
let ctx: () => Ctx;
let at = { project: '', model: 'm', version: 'v' };

/** One version that holds nearly everything, which is where planners are led astray. */
async function fill(opened: Opened): Promise<void> {
  const project = await makeProject(opened);
  const user = await makeUser(opened, { role: 'maintainer', projectId: project.id });
  at = { ...at, project: project.name };
  ctx = () => user.ctx();
  await createModel(ctx(), { project: at.project, name: at.model });
  await createVersion(ctx(), { project: at.project, model: at.model, name: at.version });
  await opened.db.execute(sql`
    with placed as (select v.project_id, v.model_id, v.id as version_id, gen_random_uuid() as id, n,
        now() - n * interval '1 second' as at
      from versions v, generate_series(1, ${ROWS}::int) n where v.project_id = ${project.id}::uuid),
    heads as (insert into artifacts (id, project_id, model_id, version_id, type, identifier, level, head_revision,
        qas_ids, summary, created_at, created_by_name, updated_at, updated_by_name)
      select id, project_id, model_id, version_id, 'evidence', 'evidence.e' || n, 'version', 1, '{}',
        '{"kind":"none"}', at, 'ada', at, 'ada' from placed)
    insert into artifact_revisions (project_id, artifact_id, revision, body, sha256, size, stamped_at, created_at,
      created_by_name)
    select project_id, id, 1, '{}', repeat('a', 64), 2, at, at, 'ada' from placed`);
  await opened.db.execute('analyze');
}

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Plan Rows': number;
  readonly Plans?: readonly PlanNode[];
}

const nodesOf = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

/** Where a plan reads a big table as a whole, or sorts more than a few pages of rows. */
async function sinsOf(work: (ctx: Ctx) => Promise<unknown>): Promise<string[]> {
  const { opened } = database;
  const sent = await sentBy(opened, () => work(ctx()));
  const sins: string[] = [];
  for (const { query, parameters } of sent) {
    const { rows } = await opened.alone((client) =>
      client.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(`explain (format json) ${query}`, [...parameters]),
    );
    const plan = rows[0]?.['QUERY PLAN'][0].Plan;
    if (plan === undefined) throw new Error(`There is no plan of ${query}`);
    for (const node of nodesOf(plan)) {
      const { 'Node Type': type, 'Relation Name': table = '' } = node;
      const reads = type === 'Seq Scan' && /^artifact(s|_revisions)$/.test(table);
      const sorts = type === 'Sort' && node['Plan Rows'] > 500;
      if (reads || sorts) sins.push(`${type} ${table} of ${node['Plan Rows']}: ${query}`);
    }
  }
  return sins;
}

describe(`plans at ${ROWS.toLocaleString('en')} artifacts`, () => {
  beforeAll(() => fill(database.opened), 180_000);

  it('would be seen if they read a whole table or sorted it', async () => {
    const all = sql`select id from artifacts where summary is not null order by created_by_name`;
    const sins = await sinsOf((one) => one.db.execute(all));
    expect(sins.map((sin) => sin.split(' ')[0])).toEqual(['Sort', 'Seq']);
  });

  it.each(['updated', 'identifier'] as const)('take the index for a version ordered by %s', async (sort) => {
    expect(await sinsOf((one) => listArtifacts(one, { ...at, sort }))).toEqual([]);
  });

  it('take the index for a page far behind', async () => {
    let page = await listArtifacts(ctx(), { ...at, limit: 200 });
    for (let n = 0; n < 3; n += 1)
      page = await listArtifacts(ctx(), { ...at, limit: 200, after: page.next ?? '' });
    const after = page.next ?? '';
    expect(await sinsOf((one) => listArtifacts(one, { ...at, after, limit: 200 }))).toEqual([]);
  });

  it('take the index for a whole model, models, versions and what was written last', async () => {
    const { project, model } = at;
    expect(await sinsOf((one) => listArtifacts(one, { project, model }))).toEqual([]);
    expect(await sinsOf((one) => listModels(one, { project }))).toEqual([]);
    expect(await sinsOf((one) => listVersions(one, { project, model }))).toEqual([]);
    expect(await sinsOf((one) => recentArtifacts(one, { limit: 15 }))).toEqual([]);
  });
});
