import { sql } from 'drizzle-orm';
import { listArtifacts } from '@/lib/artifacts/list-artifacts';
import { writeArtifact } from '@/lib/artifacts/write-artifact';
import type { Cursor } from '@/lib/core/cursor';
import { createProject } from '@/lib/projects/create-project';
import { evidenceText } from './evidence';
import { settings } from './settings';
import { type BenchStore, settle } from './stores';
import { type Measured, median } from './table';

/**
 * One page of 50 artifacts out of many against the same out of few: the first page, and the page that a cursor reaches
 * after nine tenths of the list. Through the verb, grants and count included.
 */
export async function measureLists(store: BenchStore): Promise<Measured[]> {
  await fill(store, 'bench-few', settings.few);
  await fill(store, 'bench-many', settings.many);
  await settle(store);
  const deepFew = await positionAfter(store, 'bench-few', Math.floor(settings.few * 0.9));
  const deepMany = await positionAfter(store, 'bench-many', Math.floor(settings.many * 0.9));
  return [
    await compare(store, 'first page', undefined, undefined),
    await compare(store, 'page after 90 %', deepFew, deepMany),
  ];
}

async function compare(
  store: BenchStore,
  what: string,
  afterFew: Cursor | undefined,
  afterMany: Cursor | undefined,
): Promise<Measured> {
  const [few, many]: [number[], number[]] = [[], []];
  for (let n = 0; n < settings.pages + 10; n += 1) {
    const times = [
      await timed(store, 'bench-few', afterFew),
      await timed(store, 'bench-many', afterMany),
    ] as const;
    // The first ten warm up.
    if (n < 10) continue;
    few.push(times[0]);
    many.push(times[1]);
  }
  return {
    what: `list of 50, ${what}: ${settings.many.toLocaleString('en')} rows against ${settings.few.toLocaleString('en')}`,
    engine: store.engine,
    assay: `${median(many).toFixed(2)} ms`,
    against: `${median(few).toFixed(2)} ms`,
    ratio: median(many) / median(few),
    budget: { at: 'most', value: 1.3 },
  };
}

async function timed(store: BenchStore, project: string, after: Cursor | undefined): Promise<number> {
  const began = performance.now();
  const page = await listArtifacts(store.ctx(), {
    project,
    limit: 50,
    ...(after === undefined ? {} : { after }),
  });
  const took = performance.now() - began;
  if (page.items.length !== 50)
    throw new Error(`${project}: a page of ${page.items.length} artifacts, not 50`);
  return took;
}

/** The position that is reached by going from page to page, as a client would. */
async function positionAfter(store: BenchStore, project: string, rows: number): Promise<Cursor> {
  let after: Cursor | undefined;
  for (let seen = 0; seen < rows; ) {
    const page = await listArtifacts(store.ctx(), {
      project,
      limit: 100,
      ...(after === undefined ? {} : { after }),
    });
    seen += page.items.length;
    if (page.next === null) throw new Error(`${project} ends after ${seen} artifacts`);
    after = page.next;
  }
  if (after === undefined) throw new Error('no page was read');
  return after;
}

/** A project of `count` artifacts in one version: one written by the verb, the others its copies, a second apart. */
async function fill(store: BenchStore, project: string, count: number): Promise<void> {
  await createProject(store.ctx(), { name: project });
  const first = await writeArtifact(store.ctx(), {
    project,
    model: 'm',
    version: 'v',
    artifactText: evidenceText('first'),
    parents: true,
  });
  const { db } = store.opened;
  await db.execute(sql`
    insert into artifacts (id, project_id, model_id, version_id, type, identifier, level, head_revision, qas_ids, summary,
      created_at, created_by_id, created_by_name, updated_at, updated_by_id, updated_by_name)
    select gen_random_uuid(), a.project_id, a.model_id, a.version_id, a.type, 'evidence.case-' || n, a.level, 1, a.qas_ids,
      a.summary, a.created_at - n * interval '1 second', a.created_by_id, a.created_by_name,
      a.updated_at - n * interval '1 second', a.updated_by_id, a.updated_by_name
    from artifacts a, generate_series(1, ${count - 1}::integer) n where a.id = ${first.id}::uuid`);
  await db.execute(sql`
    insert into artifact_revisions (project_id, artifact_id, revision, body, sha256, size, stamped_at, creator_name,
      created_at, created_by_id, created_by_name)
    select r.project_id, a.id, 1, r.body, r.sha256, r.size, a.created_at, r.creator_name, a.created_at, r.created_by_id,
      r.created_by_name
    from artifact_revisions r join artifacts a on a.project_id = r.project_id and a.id <> r.artifact_id
    where r.artifact_id = ${first.id}::uuid`);
}
