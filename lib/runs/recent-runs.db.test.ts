import { describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import { assignRole } from '@/lib/roles/assign-role';
import { makeProject, makeUser, unique } from '@/lib/testing/world';
import { makeZenmlClient } from '@/lib/testing/zenml';
import { recentRuns, searchRuns } from './recent-runs';

const database = testDatabase();

/** Two projects with three runs each, started on 1, 2 and 3 May; the second project's an hour later. */
async function world() {
  const { opened } = database;
  const { ask, user } = await makeZenmlClient(opened);
  const first = await makeProject(opened);
  const second = await makeProject(opened);
  const pipeline = unique('training');
  for (const [n, { name: project_name }] of [first, second].entries())
    for (const day of [1, 2, 3]) {
      const run = {
        name: `${pipeline}-0${day}_May_22-1${n}_00_00_000000`,
        pipeline: { name: pipeline, docstring: null, steps: [{ name: 'trainer', docstring: null }] },
        stack: { name: 'default', components: [] },
        runtime_configuration: {},
        project_name,
      };
      expect((await ask('POST', '/pipeline_runs', run)).status).toBe(200);
    }
  return { admin: user, first, second, pipeline };
}

const names = (runs: readonly { readonly name: string }[]) =>
  runs.map(({ name }) => /(\d\d)_May_22-(\d\d)/.exec(name)?.slice(1).join(':'));

describe('runs started last', () => {
  it('come newest first, from one project or from all that the reader reads, and no others', async () => {
    const { admin, first, second } = await world();
    expect(names(await recentRuns(admin.ctx(), { project: first.name, limit: 2 }))).toEqual([
      '03:10',
      '02:10',
    ]);
    const reader = await makeUser(database.opened, { role: 'viewer', projectId: second.id });
    const seen = await recentRuns(reader.ctx(), { limit: 50 });
    expect(names(seen)).toEqual(['03:11', '02:11', '01:11']);
    expect(seen[0]).toMatchObject({ project: second.name, stackName: 'default', steps: 1, artifacts: 0 });
    await assignRole(admin.ctx(), { role: 'viewer', user: reader.name, project: first.name });
    const both = names(await recentRuns(reader.ctx(), { limit: 50 }));
    expect(both).toEqual(['03:11', '03:10', '02:11', '02:10', '01:11', '01:10']);
    const nobody = await makeUser(database.opened, null);
    expect(await recentRuns(nobody.ctx(), { limit: 5 })).toEqual([]);
    const stranger = await makeUser(database.opened, { role: 'viewer', projectId: second.id });
    await expect(recentRuns(stranger.ctx(), { project: first.name, limit: 5 })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('are found by a part of their name in any case, wildcards taken literally', async () => {
    const { admin, first, pipeline } = await world();
    const find = async (search: string) =>
      names(await searchRuns(admin.ctx(), { project: first.name, search, limit: 8 }));
    expect(await find('03_MAY')).toEqual(['03:10']);
    expect(await find(`${pipeline}-01_May_22-10_00_00_000000`)).toEqual(['01:10']);
    expect(await find('%')).toEqual([]);
    expect(await find('\0')).toEqual([]);
  });

  it('are absent to who reads another project', async () => {
    const { first, second } = await world();
    const reader = await makeUser(database.opened, { role: 'admin', projectId: second.id });
    const found = searchRuns(reader.ctx(), { project: first.name, search: 'May', limit: 8 });
    await expect(found).rejects.toMatchObject({ code: 'not_found' });
  });
});
