import { describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import { can } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { queriesOf } from '@/lib/testing/queries-of';
import { makeProject, makeUser, unique } from '@/lib/testing/world';
import { makeZenmlClient, wrappedComponent } from '@/lib/testing/zenml';
import { readChanges } from './comparison/read-changes';
import { readStackSince } from './comparison/read-stack-since';
import type { FullRun } from './full-run';
import { listRunArtifacts } from './list-run-artifacts';
import { readRun } from './read-run';

const database = testDatabase();

/** Two runs of a pipeline, registered as a client does, and somebody who may read them. */
async function world() {
  const { opened } = database;
  const project = await makeProject(opened);
  const { ask } = await makeZenmlClient(opened);
  const stack = { name: unique('stack'), components: [wrappedComponent('orchestrator')] };
  await ask('POST', '/stacks', stack);
  const pipeline = unique('pipeline');
  const runs = ['1111111', '2222222'].map((git_sha, n) => ({
    name: `${pipeline}-0${n + 1}_May_22-10_00_00_000000`,
    zenml_version: '0.8.1',
    git_sha,
    pipeline: { name: pipeline, docstring: null, steps: [{ name: 'trainer', docstring: null }] },
    stack,
    runtime_configuration: {
      password: `secret-${n}`,
      run_name: `${pipeline}-0${n + 1}_May_22-10_00_00_000000`,
    },
    project_name: project.name,
  }));
  for (const run of runs) await ask('POST', '/pipeline_runs', run);
  const user = await makeUser(opened, { role: 'viewer', projectId: project.id });
  const [first, second] = await Promise.all(
    runs.map(({ name }) => readRun(user.ctx(), { project: project.name, run: name })),
  );
  if (first === undefined || second === undefined) throw new Error('no runs');
  return { project, user, first, second };
}

/** What a part of a run's page asks besides who acts and may what. */
async function requested(part: (ctx: Ctx, run: FullRun) => Promise<unknown>) {
  const { user, project, second } = await world();
  const sent = await queriesOf(database.opened, async () => {
    const ctx = { ...user.ctx(), lookups: new Map() };
    const run = await readRun(ctx, { project: project.name, run: second.name });
    await can(ctx, { operation: 'pipeline_run', type: 'delete', projectId: run.projectId });
    await part(ctx, run);
  });
  return sent.filter((query) => !query.includes('role_assignments'));
}

describe("queries of a part of a run's page, besides session and grants", () => {
  it.each([
    [
      'its steps, with what changed since the run before',
      (ctx: Ctx, run: FullRun) =>
        readChanges(ctx, { project: run.project, before: run.previous?.id ?? '', after: run.id }),
    ],
    [
      'its stack beside what that is now',
      (ctx: Ctx, { stackId, stack }: FullRun) => readStackSince(ctx, { stackId, snapshot: stack }),
    ],
    [
      'its artifacts',
      (ctx: Ctx, { project, name }: FullRun) => listRunArtifacts(ctx, { project, run: name }),
    ],
  ])('are four at most for %s', async (_, part) => {
    const sent = await requested(part);
    expect(sent.length, sent.join('\n')).toBeLessThanOrEqual(4);
  });
});

describe('what changed between two runs', () => {
  it('is told from the one to the other, without secrets and without their names', async () => {
    const { user, project, first, second } = await world();
    const changes = await readChanges(user.ctx(), {
      project: project.name,
      before: first.id,
      after: second.id.toUpperCase(),
    });
    expect(changes).toEqual([{ area: 'commit', path: '', before: '1111111', after: '2222222' }]);
  });

  it('is nothing for who may not read the project, and for a run of another one', async () => {
    const { user, project, first, second } = await world();
    const other = await world();
    const nobody = await makeUser(database.opened);
    const input = { project: project.name, before: first.id, after: second.id };
    for (const [ctx, ids] of [
      [nobody.ctx(), input],
      [other.user.ctx(), input],
      [user.ctx(), { ...input, before: other.first.id }],
      [user.ctx(), { ...input, after: 'no id' }],
    ] as const)
      await expect(readChanges(ctx, ids)).rejects.toMatchObject({ code: 'not_found' });
  });
});
