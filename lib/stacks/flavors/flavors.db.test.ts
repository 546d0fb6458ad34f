import { describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import { ANONYMOUS } from '@/lib/core/actor';
import { registerComponent } from '@/lib/stacks/components/register-component';
import { makeHolder } from '@/lib/testing/holder';
import { samplePostedComponent } from '@/lib/testing/stacks';
import { ctxFor, makeUser, unique } from '@/lib/testing/world';
import { deleteFlavor } from './delete-flavor';
import { listAllFlavors } from './list-all-flavors';
import { listFlavors } from './list-flavors';
import { flavorOf, readAnyFlavor } from './read-any-flavor';
import { readFlavor } from './read-flavor';
import { registerFlavor } from './register-flavor';
import { updateFlavor } from './update-flavor';

const database = testDatabase();
type Ada = Awaited<ReturnType<typeof makeUser>>;
const usersOf = async (ada: Ada, flavor: string) =>
  [await registerComponent(ada.ctx(), samplePostedComponent('orchestrator', { flavor }))] as const;
const flavor = (name = unique('flavor')) => ({ type: 'orchestrator', name, source: 'my_pkg.flavors.Mine' });

describe('flavors', () => {
  it('are declared, read, listed by type, changed and ended', async () => {
    const ada = await makeUser(database.opened, { role: 'admin' });
    const mine = flavor();
    await registerFlavor(ada.ctx(), { ...mine, integration: 'mine' });
    expect(await readFlavor(ada.ctx(), mine)).toMatchObject({
      ...mine,
      integration: 'mine',
      createdBy: ada.name,
    });
    expect((await listFlavors(ada.ctx(), { type: 'orchestrator' })).map(({ name }) => name)).toContain(
      mine.name,
    );
    expect((await listFlavors(ada.ctx(), { type: 'alerter' })).map(({ name }) => name)).not.toContain(
      mine.name,
    );
    await updateFlavor(ada.ctx(), { ...mine, source: 'other.Flavor' });
    expect(await readFlavor(ada.ctx(), mine)).toMatchObject({ source: 'other.Flavor', integration: 'mine' });
    await deleteFlavor(ada.ctx(), mine);
    await expect(readFlavor(ada.ctx(), mine)).rejects.toMatchObject({
      code: 'not_found',
      gone: { by: ada.name },
    });
  });

  it('are not ended while a component names one', async () => {
    const ada = await makeUser(database.opened, { role: 'admin' });
    const mine = flavor();
    await registerFlavor(ada.ctx(), mine);
    const clerk = await makeHolder(database.opened, [
      { operation: 'flavor', type: 'read' },
      { operation: 'flavor', type: 'delete' },
    ]);
    const [{ name }] = await usersOf(ada, mine.name);
    await expect(deleteFlavor(ada.ctx(), mine)).rejects.toMatchObject({
      code: 'precondition',
      message: expect.stringContaining(name),
    });
    const refused = deleteFlavor(clerk.ctx(), mine);
    await expect(refused).rejects.toMatchObject({ code: 'precondition' });
    await expect(refused).rejects.not.toMatchObject({ message: expect.stringContaining(name) });
    expect(await readFlavor(ada.ctx(), mine)).toMatchObject(mine);
  });

  it('conflict by type and name only', async () => {
    const ada = await makeUser(database.opened, { role: 'admin' });
    const mine = flavor(unique('Flavor'));
    await registerFlavor(ada.ctx(), mine);
    await expect(registerFlavor(ada.ctx(), mine)).rejects.toMatchObject({ code: 'conflict' });
    await registerFlavor(ada.ctx(), { ...mine, type: 'alerter' });
  });

  it('name the field that is wrong', async () => {
    const ada = await makeUser(database.opened, { role: 'admin' });
    for (const [path, wrong] of [
      ['type', { type: 'toaster' }],
      ['name', { name: 'a/b' }],
      ['source', { source: ' ' }],
    ] as const)
      await expect(registerFlavor(ada.ctx(), { ...flavor(), ...wrong })).rejects.toMatchObject({
        code: 'invalid',
        issues: [{ path }],
      });
  });

  it('are for those who may: nobody, a viewer and a stranger get what each may know', async () => {
    const ada = await makeUser(database.opened, { role: 'admin' });
    const viewer = await makeUser(database.opened, { role: 'viewer' });
    const stranger = await makeUser(database.opened);
    const mine = flavor();
    await registerFlavor(ada.ctx(), mine);
    await expect(registerFlavor(ctxFor(database.opened, ANONYMOUS), flavor())).rejects.toMatchObject({
      code: 'unauthenticated',
    });
    for (const act of [
      () => registerFlavor(viewer.ctx(), flavor()),
      () => updateFlavor(viewer.ctx(), mine),
      () => deleteFlavor(viewer.ctx(), mine),
    ])
      await expect(act()).rejects.toMatchObject({ code: 'forbidden' });
    await expect(readFlavor(stranger.ctx(), mine)).rejects.toMatchObject({ code: 'not_found', hidden: true });
  });

  it('are not overwritten unseen', async () => {
    const ada = await makeUser(database.opened, { role: 'admin' });
    const mia = await makeUser(database.opened, { role: 'maintainer' });
    const mine = flavor();
    const { updatedAt } = await registerFlavor(ada.ctx(), mine);
    const later = { ...mia.ctx(), now: new Date(Date.now() + 60_000) };
    await updateFlavor(later, { ...mine, source: 'first.One', expectedUpdatedAt: updatedAt });
    await expect(
      updateFlavor(ada.ctx(), { ...mine, source: 'second.One', expectedUpdatedAt: updatedAt }),
    ).rejects.toMatchObject({ code: 'precondition', message: expect.stringContaining(mia.name) });
    expect(await readFlavor(ada.ctx(), mine)).toMatchObject({ source: 'first.One' });
  });
});

describe('all flavors', () => {
  const kinds = async (ada: Ada, search: string) =>
    (await listAllFlavors(ada.ctx(), { search })).items.map(({ type, name, kind, components }) => [
      type,
      name,
      kind,
      components,
    ]);

  it('are what clients bring, what somebody declared, and what components name though nobody has', async () => {
    const ada = await makeUser(database.opened, { role: 'admin' });
    const word = unique('both');
    const declared = `${word}-declared`;
    const unknown = `${word}-unknown`;
    await registerFlavor(ada.ctx(), { ...flavor(declared), integration: 'mine' });
    await usersOf(ada, declared);
    await usersOf(ada, unknown);
    await usersOf(ada, unknown);
    expect(await kinds(ada, word)).toEqual([
      ['orchestrator', declared, 'declared', 1],
      ['orchestrator', unknown, 'unknown', 2],
    ]);
    expect(await kinds(ada, 'KUBEFLOW')).toEqual([
      ['orchestrator', 'kubeflow', 'integration', expect.any(Number)],
      ['metadata_store', 'kubeflow', 'integration', expect.any(Number)],
    ]);
    const { items } = await listAllFlavors(ada.ctx(), { type: 'orchestrator', search: 'local' });
    expect(items).toMatchObject([{ name: 'local', kind: 'built-in', integration: null, declared: null }]);
  });

  it('say how a declared one hides what clients bring under its name', async () => {
    const ada = await makeUser(database.opened, { role: 'admin' });
    await registerFlavor(ada.ctx(), { ...flavor('feast'), type: 'feature_store' });
    expect(await readAnyFlavor(ada.ctx(), { type: 'feature_store', name: 'feast' })).toMatchObject({
      kind: 'declared',
      known: { integration: 'feast' },
      declared: { source: 'my_pkg.flavors.Mine' },
    });
    await deleteFlavor(ada.ctx(), { type: 'feature_store', name: 'feast' });
    expect(await readAnyFlavor(ada.ctx(), { type: 'feature_store', name: 'feast' })).toMatchObject({
      kind: 'integration',
      declared: null,
    });
  });

  it('name the components that have them, to who may read those', async () => {
    const ada = await makeUser(database.opened, { role: 'admin' });
    const clerk = await makeHolder(database.opened, [{ operation: 'flavor', type: 'read' }]);
    const mine = flavor();
    await registerFlavor(ada.ctx(), mine);
    const [{ name }] = await usersOf(ada, mine.name);
    expect(await readAnyFlavor(ada.ctx(), mine)).toMatchObject({ components: [name], componentCount: 1 });
    expect(await readAnyFlavor(clerk.ctx(), mine)).toMatchObject({ components: [], componentCount: null });
    const { items } = await listAllFlavors(clerk.ctx(), { search: mine.name });
    expect(items).toMatchObject([{ components: null }]);
    const undeclared = unique('undeclared');
    await usersOf(ada, undeclared);
    await expect(
      readAnyFlavor(clerk.ctx(), { type: 'orchestrator', name: undeclared }),
    ).rejects.toMatchObject({ code: 'not_found' });
  });

  it('tell who ended one, and nothing to who may not read flavors', async () => {
    const ada = await makeUser(database.opened, { role: 'admin' });
    const stranger = await makeHolder(database.opened, [{ operation: 'stack_component', type: 'read' }]);
    const mine = flavor();
    await registerFlavor(ada.ctx(), mine);
    expect(await flavorOf(ada.ctx(), { type: 'orchestrator', name: mine.name })).toMatchObject({
      kind: 'declared',
    });
    expect(await flavorOf(stranger.ctx(), { type: 'orchestrator', name: mine.name })).toMatchObject({
      kind: 'unknown',
    });
    await deleteFlavor(ada.ctx(), mine);
    await expect(readAnyFlavor(ada.ctx(), mine)).rejects.toMatchObject({ gone: { by: ada.name } });
    await expect(readAnyFlavor(stranger.ctx(), mine)).rejects.toMatchObject({ hidden: true, gone: null });
    await expect(listAllFlavors(stranger.ctx())).rejects.toMatchObject({ code: 'forbidden' });
  });
});
