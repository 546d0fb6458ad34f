import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import { ANONYMOUS } from '@/lib/core/actor';
import type { Cursor, Page } from '@/lib/core/cursor';
import { registerStack } from '@/lib/stacks/register-stack';
import { updateStack } from '@/lib/stacks/update-stack';
import { makeRun } from '@/lib/testing/runs';
import { ctxFor, makeProject, makeUser, SYSTEM, unique } from '@/lib/testing/world';
import { deleteRun } from './delete-run';
import { type ListRuns, listRuns } from './list-runs';
import { listStackRuns } from './list-stack-runs';
import type { ListedRun } from './listed-run';
import { reportRun } from './report-run';

const database = testDatabase();

async function workplace() {
  const { opened } = database;
  const project = await makeProject(opened);
  const ada = await makeUser(opened, { role: 'maintainer', projectId: project.id });
  const bob = await makeUser(opened, { role: 'maintainer', projectId: project.id });
  return { project: project.name, projectId: project.id, ada, bob };
}

const names = ({ items }: Page<ListedRun>) => items.map(({ name }) => name);

async function walk<T>(page: (after: Cursor | undefined) => Promise<Page<T>>): Promise<T[]> {
  const items: T[] = [];
  let after: Cursor | undefined;
  do {
    const shown = await page(after);
    items.push(...shown.items);
    after = shown.next ?? undefined;
  } while (after !== undefined);
  return items;
}

const at = (minute: number) => new Date(Date.UTC(2022, 4, 24, 10, minute));

describe('listRuns', () => {
  it('shows the newest start first with what a row says', async () => {
    const { project, ada } = await workplace();
    const old = await makeRun(ada.ctx(), project, { startedAt: at(1), stack: 'gpu', gitSha: 'c0ffee00' });
    const young = await makeRun(ada.ctx(), project, {
      startedAt: at(2),
      pipeline: 'scoring',
      steps: ['one'],
    });
    const page = await listRuns(ada.ctx(), { project });
    expect(names(page)).toEqual([young.name, old.name]);
    expect(page.count).toBe(2);
    expect(page.items[1]).toMatchObject({
      pipeline: 'training',
      status: 'unknown',
      stackName: 'gpu',
      gitSha: 'c0ffee00',
      steps: 2,
      artifacts: 0,
      createdBy: ada.name,
      project,
    });
  });

  const PIPELINES = ['p', 'q'];
  const STACKS = ['s', 't'];
  const STATUSES = ['running', 'failed'] as const;
  const COMMITS = ['abcd1111', 'abcd2222', 'ffff0000'];
  const filter: fc.Arbitrary<Omit<ListRuns, 'project' | 'user'> & { own?: boolean }> = fc.record(
    {
      pipeline: fc.constantFrom(...PIPELINES, 'none'),
      stack: fc.constantFrom(...STACKS),
      own: fc.boolean(),
      status: fc.constantFrom(...STATUSES),
      commit: fc.constantFrom('abcd', 'ABCD1', 'ffff0000', '9999'),
      since: fc.integer({ min: 0, max: 20 }).map(at),
      until: fc.integer({ min: 0, max: 20 }).map(at),
      search: fc.constantFrom('RUN-1', '_', '%'),
      limit: fc.integer({ min: 1, max: 7 }),
    },
    { requiredKeys: [] },
  );

  it('finds for any choice what choosing by hand finds, page by page and back again', async () => {
    const { project, ada, bob } = await workplace();
    const made: ListedRun[] = [];
    for (let n = 0; n < 20; n += 1) {
      const run = await makeRun((n % 3 === 0 ? bob : ada).ctx(), project, {
        name: `run-${n}`,
        pipeline: PIPELINES[n % 2] ?? '',
        stack: STACKS[Math.floor(n / 2) % 2] ?? '',
        status: STATUSES[Math.floor(n / 5) % 2] ?? 'unknown',
        gitSha: COMMITS[n % 4] ?? null,
        // Pairs start together: the id decides between them.
        startedAt: at(Math.floor(n / 2)),
      });
      if (n === 7) await deleteRun(ada.ctx(), { project, run: run.name });
    }
    made.push(...(await listRuns(ada.ctx(), { project, limit: 200 })).items);
    expect(made).toHaveLength(19);
    await fc.assert(
      fc.asyncProperty(filter, async ({ own, ...choice }) => {
        const wanted = made.filter(
          (run) =>
            (choice.pipeline === undefined || run.pipeline === choice.pipeline) &&
            (choice.stack === undefined || run.stackName === choice.stack) &&
            (own === undefined || run.createdBy === (own ? ada : bob).name) &&
            (choice.status === undefined || run.status === choice.status) &&
            (choice.commit === undefined || run.gitSha?.startsWith(choice.commit.toLowerCase())) &&
            (choice.since === undefined || run.startedAt >= choice.since) &&
            (choice.until === undefined || run.startedAt < choice.until) &&
            (choice.search === undefined || run.name.includes(choice.search.toLowerCase())),
        );
        const user = own === undefined ? {} : { user: (own ? ada : bob).name };
        const requested = { project, ...choice, ...user };
        const pages: Page<ListedRun>[] = [];
        const found = await walk(async (after) => {
          const page = await listRuns(ada.ctx(), after === undefined ? requested : { ...requested, after });
          pages.push(page);
          return page;
        });
        expect(found.map(({ id }) => id)).toEqual(wanted.map(({ id }) => id));
        expect(pages[0]?.count).toBe(wanted.length);
        const [last, before] = [pages.at(-1), pages.at(-2)];
        if (last?.previous != null) {
          const back = await listRuns(ada.ctx(), { ...requested, after: last.previous });
          expect(names(back)).toEqual(before === undefined ? [] : names(before));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('shows nobody the runs of a project whose runs they may not read', async () => {
    const { project, ada } = await workplace();
    await makeRun(ada.ctx(), project);
    const stranger = await makeUser(database.opened);
    const other = await workplace();
    for (const ctx of [stranger.ctx(), other.ada.ctx()])
      await expect(listRuns(ctx, { project })).rejects.toMatchObject({ code: 'not_found', hidden: true });
    const anonymous = ctxFor(database.opened, ANONYMOUS);
    await expect(listRuns(anonymous, { project })).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  it('takes no cursor of other filters, no commit of three digits and no day beyond the calendar', async () => {
    const { project, ada } = await workplace();
    for (let n = 0; n < 3; n += 1) await makeRun(ada.ctx(), project);
    const { next } = await listRuns(ada.ctx(), { project, limit: 1 });
    for (const wrong of [
      { after: next ?? '', pipeline: 'training' },
      { commit: 'abc' },
      { commit: "abcd' or 1" },
      { since: new Date(Number.NaN) },
      { until: new Date(8.64e15) },
    ])
      await expect(listRuns(ada.ctx(), { project, ...wrong })).rejects.toMatchObject({ code: 'invalid' });
  });

  it('finds names that hold what the database takes for a pattern or cannot store', async () => {
    const { project, ada } = await workplace();
    const run = await makeRun(ada.ctx(), project, { name: 'a_b' });
    await makeRun(ada.ctx(), project, { name: 'axb' });
    expect(names(await listRuns(ada.ctx(), { project, search: 'A_B' }))).toEqual([run.name]);
    for (const given of [{ search: '\0' }, { pipeline: '\0' }, { stack: '\0' }, { user: '\0' }])
      expect(names(await listRuns(ada.ctx(), { project, ...given }))).toEqual([]);
  });
});

describe('listStackRuns', () => {
  it('finds the runs of a stack under the names that it had, in each project that the reader reads', async () => {
    const { opened } = database;
    const here = await workplace();
    const there = await workplace();
    const admin = ctxFor(opened, SYSTEM);
    const name = unique('stack');
    await registerStack(admin, { name, components: [] });
    const first = await makeRun(here.ada.ctx(), here.project, { stack: name, startedAt: at(1) });
    const renamed = unique('stack');
    await updateStack(ctxFor(opened, SYSTEM), { stack: name, name: renamed });
    const second = await makeRun(there.ada.ctx(), there.project, { stack: renamed, startedAt: at(2) });
    await makeRun(here.ada.ctx(), here.project, { stack: unique('other') });
    const all = await listStackRuns(ctxFor(opened, SYSTEM), { stack: renamed });
    expect(names(all)).toEqual([second.name, first.name]);
    expect(all.items.map(({ stackName }) => stackName)).toEqual([renamed, name]);
    expect(all.count).toBe(2);
    const own = await listStackRuns(here.ada.ctx(), { stack: renamed });
    expect(names(own)).toEqual([first.name]);
    expect(own.count).toBe(1);
  });

  it('gives the same runs page by page to who reads all projects and to who reads two of them', async () => {
    const { opened } = database;
    const here = await workplace();
    const there = await workplace();
    const reader = await makeUser(opened, { role: 'viewer', projectId: here.projectId }, here.ada.name + 2);
    const name = unique('stack');
    await registerStack(ctxFor(opened, SYSTEM), { name, components: [] });
    const made: string[] = [];
    for (let n = 0; n < 9; n += 1) {
      const place = n % 2 === 0 ? here : there;
      const run = await makeRun(place.ada.ctx(), place.project, { stack: name, startedAt: at(n >> 1) });
      if (n !== 4) made.push(run.name);
      else await deleteRun(place.ada.ctx(), { project: place.project, run: run.name });
    }
    const pages = (ctx: () => ReturnType<typeof reader.ctx>) =>
      walk((after) =>
        listStackRuns(ctx(), { stack: name, limit: 2, ...(after === undefined ? {} : { after }) }),
      );
    const everywhere = await pages(() => ctxFor(opened, SYSTEM));
    expect(everywhere.map((run) => run.name).sort()).toEqual([...made].sort());
    const seen = await pages(() => reader.ctx());
    expect(seen.map(({ id }) => id)).toEqual(
      everywhere.filter(({ project }) => project === here.project).map(({ id }) => id),
    );
  });

  it('knows no stack that is not there, and none for who reads no stacks', async () => {
    const stranger = await makeUser(database.opened);
    const name = unique('stack');
    await registerStack(ctxFor(database.opened, SYSTEM), { name, components: [] });
    await expect(listStackRuns(stranger.ctx(), { stack: name })).rejects.toMatchObject({ hidden: true });
    const { ada } = await workplace();
    await expect(listStackRuns(ada.ctx(), { stack: unique('stack') })).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});

describe('a run that is reported again', () => {
  it('moves to where its start belongs', async () => {
    const { project, ada } = await workplace();
    const one = await makeRun(ada.ctx(), project, { startedAt: at(1) });
    const two = await makeRun(ada.ctx(), project, { startedAt: at(2) });
    await reportRun(ada.ctx(), { project, run: one.name, startedAt: at(3), status: 'completed' });
    expect(names(await listRuns(ada.ctx(), { project }))).toEqual([one.name, two.name]);
    expect(names(await listRuns(ada.ctx(), { project, status: 'completed' }))).toEqual([one.name]);
  });
});
