import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { auditEvents, stackComponents } from '@/db/schema';
import { testDatabase } from '@/db/testing/test-database';
import { ANONYMOUS } from '@/lib/core/actor';
import { MASK } from '@/lib/stacks/configurations/secrets';
import { registerStack } from '@/lib/stacks/register-stack';
import { samplePostedComponent } from '@/lib/testing/stacks';
import { ctxFor, makeProject, makeUser, unique } from '@/lib/testing/world';
import { deregisterComponent } from './deregister-component';
import { listComponentGroups, listComponents, listUnsealedComponents } from './list-components';
import { readComponent } from './read-component';
import { registerComponent } from './register-component';
import { updateComponent } from './update-component';

const database = testDatabase();
const admin = () => makeUser(database.opened, { role: 'admin' });
const maintainer = () => makeUser(database.opened, { role: 'maintainer' });

describe('registering a component', () => {
  it('gives the bytes of the configuration back, and the uuid in it is its id', async () => {
    const ada = await admin();
    const component = samplePostedComponent('artifact_store', { path: 's3://bucket', secret: 'hunter2' });
    const made = await registerComponent(ada.ctx(), component);
    expect(made).toMatchObject({
      configuration: component.configuration,
      createdBy: ada.name,
      id: made.uuid,
    });
    expect(await readComponent(ada.ctx(), component)).toMatchObject({
      configuration: component.configuration,
      stacks: [],
    });
  });

  it('keeps no secret readable in the database, in audit rows or for who may not read secrets', async () => {
    const ada = await admin();
    const mia = await maintainer();
    const component = samplePostedComponent('artifact_store', {
      path: 's3://bucket',
      secret: 'hunter2-hunter2',
    });
    const made = await registerComponent(ada.ctx(), component);
    const [row] = await database.opened.db
      .select()
      .from(stackComponents)
      .where(eq(stackComponents.id, made.id));
    const events = await database.opened.db.select().from(auditEvents);
    expect(row?.configuration.includes('hunter2')).toBe(false);
    expect(JSON.stringify([row?.masked, events])).not.toContain('hunter2');
    const seen = await readComponent(mia.ctx(), component);
    expect(seen.configuration).toContain(
      `secret: "${MASK}"`.replaceAll('"', seen.configuration.includes(`'${MASK}'`) ? "'" : '"'),
    );
    expect(JSON.stringify(seen)).not.toContain('hunter2');
    const listed = await listUnsealedComponents(mia.ctx(), { type: 'artifact_store' });
    expect(JSON.stringify(listed)).not.toContain('hunter2');
  });

  it('is refused without credentials, for a viewer, and for an assignment on one project', async () => {
    const project = await makeProject(database.opened);
    const component = samplePostedComponent();
    await expect(registerComponent(ctxFor(database.opened, ANONYMOUS), component)).rejects.toMatchObject({
      code: 'unauthenticated',
    });
    for (const held of [
      { role: 'viewer' },
      { role: 'maintainer', projectId: project.id },
      { role: 'admin', projectId: project.id },
    ] as const) {
      const who = await makeUser(database.opened, held);
      await expect(registerComponent(who.ctx(), component)).rejects.toMatchObject({
        code: 'forbidden',
        permission: 'stack_component:create',
      });
    }
  });

  it.each([
    ['type', { type: 'toaster' }],
    ['name', { name: '../../../pwn' }],
    ['name', { name: '' }],
    ['flavor', { flavor: '' }],
    ['config', { configuration: 'name: x\n' }],
    ['config', { configuration: 'name: another\nuuid: 45eb15e1-c8f2-4cb6-ac86-ec3d26b4854e\n' }],
  ])('names the field %s when it is wrong', async (path, wrong) => {
    const ada = await admin();
    await expect(
      registerComponent(ada.ctx(), { ...samplePostedComponent(), ...wrong }),
    ).rejects.toMatchObject({
      code: 'invalid',
      issues: [{ path }],
    });
  });

  it('of 20 at once with one name exactly one is registered, and one of another case', async () => {
    const ada = await admin();
    const name = unique('Oven');
    const tries = await Promise.allSettled(
      Array.from({ length: 20 }, (_, n) =>
        registerComponent(
          ada.ctx(),
          samplePostedComponent('orchestrator', { name: n % 2 ? name : name.toLowerCase() }),
        ),
      ),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    for (const one of tries)
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'conflict' });
  });

  it('a uuid that another component has is kept in the configuration, with another row id', async () => {
    const ada = await admin();
    const first = await registerComponent(ada.ctx(), samplePostedComponent());
    const second = await registerComponent(ada.ctx(), samplePostedComponent('alerter', { uuid: first.uuid }));
    expect(second.uuid).toBe(first.uuid);
    expect(second.id).not.toBe(first.id);
  });
});

describe('updating a component', () => {
  it('renames it, its flavor included, and stacks that have it follow', async () => {
    const ada = await admin();
    const component = samplePostedComponent('metadata_store', { uri: 'a' });
    const made = await registerComponent(ada.ctx(), component);
    await registerStack(ada.ctx(), { name: unique('stack'), components: [component] });
    const next = samplePostedComponent('metadata_store', {
      name: unique('new'),
      flavor: 'mysql',
      uuid: made.uuid,
      uri: 'b',
    });
    const changed = await updateComponent(ada.ctx(), { ...component, component: next });
    expect(changed).toMatchObject({ id: made.id, name: next.name, flavor: 'mysql' });
    expect((await readComponent(ada.ctx(), next)).stacks).toHaveLength(1);
    await expect(readComponent(ada.ctx(), component)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('takes another uuid than the stored one', async () => {
    const ada = await admin();
    const component = samplePostedComponent();
    const made = await registerComponent(ada.ctx(), component);
    const next = samplePostedComponent('orchestrator', { name: component.name });
    const changed = await updateComponent(ada.ctx(), { ...component, component: next });
    expect(changed.configuration).toBe(next.configuration);
    expect(changed.id).toBe(made.id);
  });

  it('keeps a secret that was sent back masked, by whoever may not see it', async () => {
    const ada = await admin();
    const mia = await maintainer();
    const component = samplePostedComponent('experiment_tracker', {
      flavor: 'wandb',
      api_key: 'hunter2',
      entity: 'a',
    });
    await registerComponent(ada.ctx(), component);
    const seen = await readComponent(mia.ctx(), component);
    const next = { ...component, configuration: seen.configuration.replace('entity: a', 'entity: b') };
    await updateComponent(mia.ctx(), { ...component, component: next });
    expect((await readComponent(ada.ctx(), component)).configuration).toMatch(
      /api_key: "hunter2"\nentity: b/,
    );
  });

  it('is a conflict onto a taken name, and leaves everything as it was', async () => {
    const ada = await admin();
    const [one, two] = [samplePostedComponent(), samplePostedComponent()];
    const made = await registerComponent(ada.ctx(), one);
    await registerComponent(ada.ctx(), two);
    const onto = samplePostedComponent('orchestrator', { name: two.name, uuid: made.uuid });
    await expect(updateComponent(ada.ctx(), { ...one, component: onto })).rejects.toMatchObject({
      code: 'conflict',
    });
    expect((await readComponent(ada.ctx(), one)).configuration).toBe(one.configuration);
  });

  it('is refused for another type, for a viewer, for a reader of nothing, and when it is absent', async () => {
    const ada = await admin();
    const stranger = await makeUser(database.opened);
    const viewer = await makeUser(database.opened, { role: 'viewer' });
    const component = samplePostedComponent();
    await registerComponent(ada.ctx(), component);
    const change = { ...component, component };
    await expect(
      updateComponent(ada.ctx(), {
        ...component,
        component: samplePostedComponent('alerter', { name: component.name }),
      }),
    ).rejects.toMatchObject({ code: 'invalid', issues: [{ path: 'type' }] });
    await expect(updateComponent(viewer.ctx(), change)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(updateComponent(stranger.ctx(), change)).rejects.toMatchObject({
      code: 'not_found',
      hidden: true,
    });
    await expect(
      updateComponent(ada.ctx(), { type: 'orchestrator', name: unique('absent'), component }),
    ).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('deregistering a component', () => {
  it('is refused while stacks have it, and names them', async () => {
    const ada = await admin();
    const component = samplePostedComponent();
    const name = unique('stack');
    await registerStack(ada.ctx(), { name, components: [component] });
    await expect(deregisterComponent(ada.ctx(), component)).rejects.toMatchObject({
      code: 'precondition',
      message: expect.stringContaining(`'${name}'`),
    });
  });

  it('frees the name, and the next of that name is another one', async () => {
    const ada = await admin();
    const component = samplePostedComponent();
    const made = await registerComponent(ada.ctx(), component);
    await deregisterComponent(ada.ctx(), component);
    const next = await registerComponent(ada.ctx(), component);
    expect(next.id).not.toBe(made.id);
    expect(next.configuration).toBe(component.configuration);
  });

  it('never leaves a stack with a component that is gone, however the two race', async () => {
    const ada = await admin();
    for (let turn = 0; turn < 8; turn++) {
      const component = samplePostedComponent();
      await registerComponent(ada.ctx(), component);
      const name = unique('race');
      const [stack, gone] = await Promise.allSettled([
        registerStack(ada.ctx(), { name, components: [component] }),
        deregisterComponent(ada.ctx(), component),
      ]);
      if (stack.status === 'rejected') continue;
      const there = await readComponent(ada.ctx(), component).catch(() => null);
      expect(gone.status === 'rejected' || there !== null).toBe(true);
      expect(there?.stacks).toEqual([name]);
    }
  });
});

describe('listing components', () => {
  it('pages by name, filters, counts, and says how many stacks have each', async () => {
    const ada = await admin();
    const word = unique('paged');
    for (let n = 0; n < 5; n++)
      await registerComponent(ada.ctx(), samplePostedComponent('alerter', { name: `${word}-${n}` }));
    const first = await listComponents(ada.ctx(), { search: word, limit: 3 });
    expect(first).toMatchObject({ count: 5, items: [{ stacks: 0 }, {}, {}] });
    const second = await listComponents(ada.ctx(), {
      search: word,
      limit: 3,
      ...(first.next && { after: first.next }),
    });
    expect(second.items.map(({ name }) => name)).toEqual([`${word}-3`, `${word}-4`]);
    expect((await listComponents(ada.ctx(), { search: word, type: 'orchestrator' })).items).toEqual([]);
  });

  it('pages by the last change, the latest first, whatever changed between two pages', async () => {
    const ada = await admin();
    const word = unique('changed');
    const at = (minutes: number) => ({ ...ada.ctx(), now: new Date(Date.UTC(2026, 0, 1, 0, minutes)) });
    for (let n = 0; n < 5; n++)
      await registerComponent(at(n), samplePostedComponent('alerter', { name: `${word}-${n}` }));
    const requested = { search: word, sort: 'updated', limit: 2 } as const;
    const first = await listComponents(ada.ctx(), requested);
    const second = await listComponents(ada.ctx(), {
      ...requested,
      ...(first.next && { after: first.next }),
    });
    expect([...first.items, ...second.items].map(({ name }) => name.at(-1))).toEqual(['4', '3', '2', '1']);
    expect(first.count).toBe(5);
    await expect(
      listComponents(ada.ctx(), { ...requested, sort: 'name', ...(first.next && { after: first.next }) }),
    ).rejects.toMatchObject({ code: 'invalid', issues: [{ path: 'after' }] });
  });

  it('groups by type: all are counted, the first by name are told, a search looks at flavors too', async () => {
    const ada = await admin();
    const word = unique('grouped');
    for (const [type, flavor] of [
      ['alerter', word],
      ['alerter', 'slack'],
      ['alerter', 'slack'],
      ['orchestrator', 'local'],
    ] as const)
      await registerComponent(
        ada.ctx(),
        samplePostedComponent(type, { name: flavor === word ? unique('zz') : unique(`${word}-x`), flavor }),
      );
    const groups = await listComponentGroups(ada.ctx(), { search: word, each: 2 });
    expect(groups.map(({ type, count, items }) => [type, count, items.length])).toEqual([
      ['alerter', 3, 2],
      ['orchestrator', 1, 1],
    ]);
    expect(await listComponentGroups(ada.ctx(), { search: `${word}%`, each: 2 })).toEqual([]);
  });

  it('is for who may read components', async () => {
    const stranger = await makeUser(database.opened);
    for (const list of [
      () => listComponents(stranger.ctx(), {}),
      () => listComponentGroups(stranger.ctx(), { each: 2 }),
    ])
      await expect(list()).rejects.toMatchObject({ code: 'forbidden' });
    await expect(listComponents(ctxFor(database.opened, ANONYMOUS), {})).rejects.toMatchObject({
      code: 'unauthenticated',
    });
  });
});
