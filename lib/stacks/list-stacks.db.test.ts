import { describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import type { Ctx } from '@/lib/core/ctx';
import { registerRun } from '@/lib/runs/register-run';
import { makeHolder } from '@/lib/testing/holder';
import { queriesOf } from '@/lib/testing/queries-of';
import { samplePostedComponent } from '@/lib/testing/stacks';
import { makeProject, makeUser, unique } from '@/lib/testing/world';
import { listComponentChoices } from './components/list-component-choices';
import { registerComponent } from './components/register-component';
import { deregisterStack, previewDeregisterStack } from './deregister-stack';
import { listStacks } from './list-stacks';
import { registerStack } from './register-stack';

const database = testDatabase();
const admin = () => makeUser(database.opened, { role: 'admin' });

/** A run on a stack, started at an instant that its name tells. */
async function run(ctx: Ctx, at: { stack: string; project: string; day: string }) {
  await registerRun(ctx, {
    name: `p-${at.day}_May_22-10_00_00_000000`,
    clientVersion: '0.8.1',
    gitSha: null,
    pipeline: { name: 'p', docstring: null, steps: [] },
    pipelineText: '{}',
    stack: { name: at.stack, components: [] },
    stackText: '{}',
    runtimeConfigurationText: '{}',
    claimedUserId: null,
    project: at.project,
  });
}

describe('a list of stacks', () => {
  it('finds a stack by a component that it has, and a wildcard means itself', async () => {
    const ada = await admin();
    const component = samplePostedComponent('artifact_store', { name: unique('bucket_1'), path: 'x' });
    const name = unique('stack');
    await registerStack(ada.ctx(), { name, components: [samplePostedComponent(), component] });
    for (const [search, found] of [
      [component.name.toUpperCase(), [name]],
      [name.slice(2), [name]],
      [component.name.replace('_1', '%1'), []],
    ] as const)
      expect((await listStacks(ada.ctx(), { search })).items.map((item) => item.name)).toEqual(found);
  });

  it('puts the newest first where asked, page by page, and takes no cursor of another order', async () => {
    const ada = await admin();
    const word = unique('order');
    for (const [n, letter] of ['c', 'a', 'b'].entries())
      await registerStack(
        { ...ada.ctx(), now: new Date(Date.now() + n * 1000) },
        { name: `${word}-${letter}`, components: [] },
      );
    const first = await listStacks(ada.ctx(), { search: word, sort: 'created', limit: 2 });
    expect(first.items.map(({ name }) => name)).toEqual([`${word}-b`, `${word}-a`]);
    const after = first.next ?? '';
    const second = await listStacks(ada.ctx(), { search: word, sort: 'created', limit: 2, after });
    expect(second.items.map(({ name }) => name)).toEqual([`${word}-c`]);
    await expect(listStacks(ada.ctx(), { search: word, sort: 'name', after })).rejects.toMatchObject({
      code: 'invalid',
    });
  });

  it('tells when each was used last, as far as the reader may see its runs, in one query', async () => {
    const ada = await admin();
    const mine = await makeProject(database.opened);
    const other = await makeProject(database.opened);
    const [used, unused] = [unique('last-used'), unique('last-unused')];
    for (const name of [used, unused]) await registerStack(ada.ctx(), { name, components: [] });
    await run(ada.ctx(), { stack: used, project: mine.name, day: '03' });
    await run(ada.ctx(), { stack: used, project: other.name, day: '07' });
    const viewer = await makeUser(database.opened, { role: 'viewer', projectId: mine.id });
    const stackReader = await makeHolder(database.opened, [{ operation: 'stack', type: 'read' }]);
    const lastOf = async (ctx: Ctx, search: string) =>
      (await listStacks(ctx, { search })).items[0]?.lastUsedAt?.toISOString() ?? null;
    expect(await lastOf(ada.ctx(), used)).toBe('2022-05-07T10:00:00.000Z');
    expect(await lastOf(viewer.ctx(), used)).toBe('2022-05-03T10:00:00.000Z');
    expect(await lastOf(stackReader.ctx(), used)).toBeNull();
    expect(await lastOf(ada.ctx(), unused)).toBeNull();
    const sent = await queriesOf(database.opened, () => listStacks(viewer.ctx(), {}));
    expect(sent.filter((query) => query.includes('stack_definitions'))).toHaveLength(1);
  });
});

describe('components to choose from', () => {
  it('come by type and name with their flavors, for who may read components', async () => {
    const ada = await admin();
    const stranger = await makeUser(database.opened);
    const one = samplePostedComponent('annotator', { flavor: 'label_studio' });
    await registerComponent(ada.ctx(), one);
    const annotators = (await listComponentChoices(ada.ctx())).find(({ type }) => type === 'annotator');
    expect(annotators).toMatchObject({ isCut: false });
    expect(annotators?.choices).toContainEqual({ name: one.name, flavor: 'label_studio' });
    await expect(listComponentChoices(stranger.ctx())).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('what deregistering a stack would do', () => {
  it('names the components that only it has, and counts the runs that keep it', async () => {
    const ada = await admin();
    const viewer = await makeUser(database.opened, { role: 'viewer' });
    const [shared, own] = [samplePostedComponent(), samplePostedComponent('alerter')];
    const name = unique('stack');
    const other = unique('other');
    const project = (await makeProject(database.opened)).name;
    await registerStack(ada.ctx(), { name, components: [shared, own] });
    await registerStack(ada.ctx(), { name: other, components: [shared] });
    for (const day of ['03', '04']) await run(ada.ctx(), { stack: name, project, day });
    expect(await previewDeregisterStack(ada.ctx(), { stack: name })).toEqual({
      components: 2,
      onlyHere: [{ type: 'alerter', name: own.name }],
      runs: 2,
    });
    await deregisterStack(ada.ctx(), { stack: other });
    expect((await previewDeregisterStack(ada.ctx(), { stack: name })).onlyHere).toHaveLength(2);
    await expect(previewDeregisterStack(viewer.ctx(), { stack: name })).rejects.toMatchObject({
      code: 'forbidden',
      permission: 'stack:delete',
    });
  });
});
