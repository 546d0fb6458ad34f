import { describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import { ANONYMOUS } from '@/lib/core/actor';
import { posted } from '@/lib/testing/stacks';
import { ctxFor, makeUser, unique } from '@/lib/testing/world';
import { deleteFlavor } from './delete-flavor';
import { listFlavors } from './list-flavors';
import { readFlavor } from './read-flavor';
import { registerComponent } from './register-component';
import { registerFlavor } from './register-flavor';
import { updateFlavor } from './update-flavor';

const database = testDatabase();
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
    await expect(readFlavor(ada.ctx(), mine)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('are not ended while a component names one', async () => {
    const ada = await makeUser(database.opened, { role: 'admin' });
    const mine = flavor();
    await registerFlavor(ada.ctx(), mine);
    await registerComponent(ada.ctx(), posted('orchestrator', { flavor: mine.name }));
    await expect(deleteFlavor(ada.ctx(), mine)).rejects.toMatchObject({ code: 'precondition' });
    expect(await readFlavor(ada.ctx(), mine)).toMatchObject(mine);
  });

  it('conflict by type and folded name only', async () => {
    const ada = await makeUser(database.opened, { role: 'admin' });
    const mine = flavor(unique('Flavor'));
    await registerFlavor(ada.ctx(), mine);
    await expect(registerFlavor(ada.ctx(), { ...mine, name: mine.name.toLowerCase() })).rejects.toMatchObject(
      { code: 'conflict' },
    );
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
    const [ada, viewer, stranger] = [
      await makeUser(database.opened, { role: 'admin' }),
      await makeUser(database.opened, { role: 'viewer' }),
      await makeUser(database.opened),
    ];
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
});
