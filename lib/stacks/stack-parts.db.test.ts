import { describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import { newId } from '@/lib/core/id';
import { makeHolder } from '@/lib/testing/holder';
import { samplePostedComponent } from '@/lib/testing/stacks';
import { makeUser, unique } from '@/lib/testing/world';
import { deregisterComponent } from './components/deregister-component';
import { readComponent } from './components/read-component';
import { registerComponent } from './components/register-component';
import { maskedText, readConfiguration } from './configurations/configuration';
import { copyStack } from './copy-stack';
import { deregisterStack } from './deregister-stack';
import { readStack } from './read-stack';
import { registerStack } from './register-stack';
import { updateStack } from './update-stack';

const database = testDatabase();
const admin = () => makeUser(database.opened, { role: 'admin' });

describe('a component that a stack only names', () => {
  it('is taken as it is, and the next to it may be new', async () => {
    const ada = await admin();
    const [there, fresh] = [
      samplePostedComponent('artifact_store', { path: 'x' }),
      samplePostedComponent('alerter'),
    ];
    const { id } = await registerComponent(ada.ctx(), there);
    const name = unique('stack');
    const made = await registerStack(ada.ctx(), {
      name,
      components: [{ type: there.type, name: there.name }, fresh],
    });
    expect(made.components).toMatchObject([
      { id, fields: { path: 'x' } },
      { type: 'alerter', name: fresh.name },
    ]);
  });

  it('has to be there, of that type, once, and readable: nothing is left behind otherwise', async () => {
    const ada = await admin();
    const blind = await makeHolder(database.opened, [
      { operation: 'stack', type: 'create' },
      { operation: 'stack', type: 'read' },
    ]);
    const { type, name } = await registerComponent(ada.ctx(), samplePostedComponent('alerter'));
    const stack = unique('stack');
    for (const [who, components, path] of [
      [ada, [samplePostedComponent(), { type: 'alerter', name: unique('absent') }], 'components.1.name'],
      [ada, [{ type, name: name.toUpperCase() }], 'components.0.name'],
      [ada, [{ type: 'annotator', name }], 'components.0.name'],
      [
        ada,
        [
          { type, name },
          { type, name },
        ],
        'components.1.type',
      ],
      [ada, [{ type: 'toaster', name }], 'components.0.type'],
      [blind, [{ type, name }], 'components.0.name'],
    ] as const)
      await expect(registerStack(who.ctx(), { name: stack, components })).rejects.toMatchObject({
        code: 'invalid',
        issues: [{ path }],
      });
    await expect(readStack(ada.ctx(), { stack })).rejects.toMatchObject({ code: 'not_found' });
  });

  it('never ends up in a stack after it was deregistered, however the two race', async () => {
    const ada = await admin();
    for (let round = 0; round < 5; round += 1) {
      const { type, name } = await registerComponent(ada.ctx(), samplePostedComponent('alerter'));
      const stack = unique('stack');
      const [made, ended] = await Promise.allSettled([
        registerStack(ada.ctx(), { name: stack, components: [{ type, name }] }),
        deregisterComponent(ada.ctx(), { type, name }),
      ]);
      expect([made.status, ended.status].sort()).toEqual(['fulfilled', 'rejected']);
    }
  });
});

describe('a copy', () => {
  it('has components that are there, however it races with their end', async () => {
    const ada = await admin();
    for (let round = 0; round < 5; round += 1) {
      const component = samplePostedComponent('alerter');
      const name = unique('stack');
      const copy = unique('copy');
      await registerStack(ada.ctx(), { name, components: [component] });
      const end = async () => {
        await deregisterStack(ada.ctx(), { stack: name });
        await deregisterComponent(ada.ctx(), component);
      };
      const [copied, ended] = await Promise.allSettled([
        copyStack(ada.ctx(), { stack: name, name: copy }),
        end(),
      ]);
      expect([copied.status, ended.status].sort()).toEqual(['fulfilled', 'rejected']);
    }
  });
});

describe('deregistering', () => {
  it('never ends a stack under a name that was not asked for, however it races with a rename', async () => {
    const ada = await admin();
    for (let round = 0; round < 5; round += 1) {
      const [name, renamed] = [unique('stack'), unique('renamed')];
      await registerStack(ada.ctx(), { name, components: [] });
      const [moved, ended] = await Promise.allSettled([
        updateStack(ada.ctx(), { stack: name, name: renamed }),
        deregisterStack(ada.ctx(), { stack: name }),
      ]);
      expect([moved.status, ended.status].sort()).toEqual(['fulfilled', 'rejected']);
    }
  });
});

describe('a component that clients bring along', () => {
  it('is registered once when several stacks bring it at the same time', async () => {
    const ada = await admin();
    const [one, two] = [samplePostedComponent(), samplePostedComponent('artifact_store', { path: 'x' })];
    const made = await Promise.all(
      [1, 2, 3, 4].map((n) =>
        registerStack(ada.ctx(), {
          name: unique('stack'),
          components: n % 2 === 0 ? [one, two] : [two, one],
        }),
      ),
    );
    const ids = made.map(({ components }) => components.map(({ id }) => id).sort());
    expect(new Set(ids.map(String)).size).toBe(1);
    expect((await readComponent(ada.ctx(), one)).stacks).toHaveLength(4);
  });

  it('is the one that is there when it comes back masked, in whatever layout, from who may not change it', async () => {
    const ada = await admin();
    const clerk = await makeHolder(database.opened, [
      { operation: 'stack', type: 'create' },
      { operation: 'stack_component', type: 'read' },
    ]);
    const mine = samplePostedComponent('artifact_store', { path: 's3://x', secret: 'hush' });
    await registerComponent(ada.ctx(), mine);
    const { fields } = readConfiguration(mine.configuration);
    const relaid = JSON.stringify(readConfiguration(maskedText(fields)).fields);
    await registerStack(clerk.ctx(), {
      name: unique('stack'),
      components: [{ ...mine, configuration: relaid }],
    });
    expect((await readComponent(ada.ctx(), mine)).configuration).toBe(mine.configuration);
    const moved = relaid.replace('s3://x', 's3://elsewhere');
    await expect(
      registerStack(clerk.ctx(), {
        name: unique('stack'),
        components: [{ ...mine, configuration: moved }],
      }),
    ).rejects.toMatchObject({ code: 'forbidden', permission: 'stack_component:update' });
  });
});

describe('changing a stack that somebody else has open', () => {
  it('is refused with who was faster, and writes nothing', async () => {
    const ada = await admin();
    const bob = await admin();
    const [name, renamed] = [unique('stack'), unique('renamed')];
    const seen = await registerStack(ada.ctx(), { name, components: [samplePostedComponent()] });
    const soon = { ...bob.ctx(), now: new Date(seen.updatedAt.getTime() + 5) };
    await updateStack(soon, { stack: name, components: [] });
    const change = { stack: name, name: renamed, expectedUpdatedAt: seen.updatedAt };
    await expect(updateStack(ada.ctx(), change)).rejects.toMatchObject({
      code: 'precondition',
      message: expect.stringContaining(bob.name),
    });
    const now = await readStack(ada.ctx(), { stack: name });
    expect(now).toMatchObject({ name, components: [] });
    await updateStack(ada.ctx(), { ...change, expectedUpdatedAt: now.updatedAt });
    expect(await readStack(ada.ctx(), { stack: renamed })).toMatchObject({ id: seen.id });
  });

  it('keeps a name that somebody else gives it in the same moment', async () => {
    const ada = await admin();
    const [name, renamed] = [unique('stack'), unique('renamed')];
    const { id } = await registerStack(ada.ctx(), { name, components: [samplePostedComponent()] });
    await Promise.all([
      updateStack(ada.ctx(), { stack: name, name: renamed }),
      updateStack(ada.ctx(), {
        stack: name,
        components: [samplePostedComponent('alerter', { uuid: newId() })],
      }).catch(() => null),
    ]);
    expect(await readStack(ada.ctx(), { stack: renamed })).toMatchObject({ id });
  });
});
