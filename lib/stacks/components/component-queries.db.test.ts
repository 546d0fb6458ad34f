import { expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import { can } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { listAllFlavors } from '@/lib/stacks/flavors/list-all-flavors';
import { flavorOf, readAnyFlavor } from '@/lib/stacks/flavors/read-any-flavor';
import { registerFlavor } from '@/lib/stacks/flavors/register-flavor';
import { registerStack } from '@/lib/stacks/register-stack';
import { queriesOf } from '@/lib/testing/queries-of';
import { samplePostedComponent } from '@/lib/testing/stacks';
import { makeUser } from '@/lib/testing/world';
import { listComponentGroups, listComponents } from './list-components';
import { readComponent } from './read-component';
import { registerComponent } from './register-component';

const database = testDatabase();

/** Queries besides those for who acts and may what. */
async function requested(
  work: (ctx: Ctx, at: { type: string; name: string; flavor: string }) => Promise<unknown>,
) {
  const user = await makeUser(database.opened, { role: 'maintainer' });
  const component = samplePostedComponent('artifact_store', { flavor: `f-${user.name}`, path: 'a' });
  await registerFlavor(user.ctx(), { type: component.type, name: component.flavor, source: 'a.B' });
  await registerComponent(user.ctx(), component);
  for (const n of [1, 2, 3])
    await registerStack(user.ctx(), { name: `${user.name}-${n}`, components: [component] });
  const sent = await queriesOf(database.opened, () => work({ ...user.ctx(), lookups: new Map() }, component));
  return sent.filter((query) => !query.includes('role_assignments')).length;
}

it('the page of a component asks three times, however many stacks have it', async () => {
  const queries = await requested(async (ctx, at) => {
    const { flavor } = await readComponent(ctx, at);
    await flavorOf(ctx, { type: 'artifact_store', name: flavor });
    for (const type of ['update', 'delete'] as const)
      await can(ctx, { operation: 'stack_component', type, projectId: null });
  });
  expect(queries).toBe(3);
});

it('the page of a flavor asks twice, the lists once or twice, whatever is in them', async () => {
  expect(await requested((ctx, { type, flavor }) => readAnyFlavor(ctx, { type, name: flavor }))).toBe(2);
  expect(await requested((ctx) => listAllFlavors(ctx))).toBe(2);
  expect(await requested((ctx) => listComponentGroups(ctx, { each: 12 }))).toBe(1);
  expect(await requested((ctx) => listComponents(ctx, { search: 'none', type: 'alerter' }))).toBe(1);
});
