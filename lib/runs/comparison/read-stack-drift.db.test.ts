import { describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import { can } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { listStackRuns } from '@/lib/runs/list-stack-runs';
import { registerRun } from '@/lib/runs/register-run';
import { deregisterStack } from '@/lib/stacks/deregister-stack';
import { readStack, readUnsealedStack } from '@/lib/stacks/read-stack';
import { registerStack } from '@/lib/stacks/register-stack';
import { updateStack } from '@/lib/stacks/update-stack';
import { queriesOf } from '@/lib/testing/queries-of';
import { samplePostedComponent } from '@/lib/testing/stacks';
import { makeProject, makeUser, unique } from '@/lib/testing/world';
import { readStackDrift } from './read-stack-drift';

const database = testDatabase();
const admin = () => makeUser(database.opened, { role: 'admin' });

/** A run with the stack as it is, started on a day that its name tells. */
async function run(ctx: Ctx, at: { stack: string; project: string; day: string }) {
  const { name, components } = await readUnsealedStack(ctx, { stack: at.stack });
  return registerRun(ctx, {
    name: `p-${at.day}_May_22-10_00_00_000000`,
    clientVersion: '0.8.1',
    gitSha: null,
    pipeline: { name: 'p', docstring: null, steps: [] },
    pipelineText: '{}',
    stack: { name, components },
    stackText: '{}',
    runtimeConfigurationText: '{}',
    claimedUserId: null,
    project: at.project,
  });
}

describe('how a stack differs from the one of its last run', () => {
  it('is nothing as long as nothing changed, and then name, components and fields, but no secret', async () => {
    const ada = await admin();
    const project = (await makeProject(database.opened)).name;
    const [name, renamed] = [unique('stack'), unique('renamed')];
    const store = samplePostedComponent('artifact_store', { path: 's3://a', secret: 'hush' });
    const gone = samplePostedComponent('alerter');
    await registerStack(ada.ctx(), { name, components: [store, gone] });
    expect(await readStackDrift(ada.ctx(), { stack: name })).toBeNull();
    await run(ada.ctx(), { stack: name, project, day: '03' });
    const last = await run(ada.ctx(), { stack: name, project, day: '04' });
    expect(await readStackDrift(ada.ctx(), { stack: name })).toMatchObject({
      run: { id: last.id, project, createdBy: ada.name },
      changes: [],
    });
    const moved = { ...store, configuration: store.configuration.replace('s3://a', 's3://b') };
    const tracker = samplePostedComponent('experiment_tracker');
    await updateStack(ada.ctx(), { stack: name, name: renamed, components: [moved, tracker] });
    const { changes } = (await readStackDrift(ada.ctx(), { stack: renamed })) ?? { changes: [] };
    expect(changes.map(({ path, before, after }) => [path, before, after])).toEqual([
      ['', name, renamed],
      ['alerter', `${gone.name} (local)`, null],
      ['artifact_store.path', 's3://a', 's3://b'],
      ['experiment_tracker', null, `${tracker.name} (local)`],
    ]);
    expect(JSON.stringify(changes)).not.toContain('hush');
  });

  it('is told of runs that the reader may see only', async () => {
    const ada = await admin();
    const mine = await makeProject(database.opened);
    const other = await makeProject(database.opened);
    const name = unique('stack');
    await registerStack(ada.ctx(), { name, components: [] });
    const seen = await run(ada.ctx(), { stack: name, project: mine.name, day: '03' });
    await run(ada.ctx(), { stack: name, project: other.name, day: '09' });
    const viewer = await makeUser(database.opened, { role: 'viewer', projectId: mine.id });
    const stranger = await makeUser(database.opened);
    expect(await readStackDrift(viewer.ctx(), { stack: name })).toMatchObject({ run: { id: seen.id } });
    await expect(readStackDrift(stranger.ctx(), { stack: name })).rejects.toMatchObject({
      code: 'not_found',
    });
    await deregisterStack(ada.ctx(), { stack: name });
    await expect(readStackDrift(viewer.ctx(), { stack: name })).rejects.toMatchObject({
      gone: { by: ada.name },
    });
  });
});

describe('queries of the pages of a stack, besides session and grants', () => {
  it.each([
    ['its components and what changed', readStackDrift],
    ['its runs', listStackRuns],
  ])('are four at most for %s', async (_, work) => {
    const ada = await admin();
    const project = (await makeProject(database.opened)).name;
    const stack = unique('stack');
    await registerStack(ada.ctx(), {
      name: stack,
      components: [samplePostedComponent(), samplePostedComponent('alerter')],
    });
    await run(ada.ctx(), { stack, project, day: '03' });
    const viewer = await makeUser(database.opened, { role: 'viewer' });
    const ctx: Ctx = { ...viewer.ctx(), lookups: new Map() };
    const sent = await queriesOf(database.opened, async () => {
      await readStack(ctx, { stack });
      for (const type of ['update', 'delete', 'create'] as const)
        await can(ctx, { operation: 'stack', type, projectId: null });
      await work(ctx, { stack });
    });
    const counted = sent.filter((query) => !query.includes('role_assignments'));
    expect(counted.length, counted.join('\n')).toBeLessThanOrEqual(4);
  });
});
