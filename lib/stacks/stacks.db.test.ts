import { describe, expect, it } from 'vitest';
import { tokens } from '@/db/schema';
import { testDatabase } from '@/db/testing/test-database';
import { ANONYMOUS } from '@/lib/core/actor';
import { newId } from '@/lib/core/id';
import { lastAudit } from '@/lib/testing/audit';
import { makeHolder } from '@/lib/testing/holder';
import { samplePostedComponent } from '@/lib/testing/stacks';
import { ctxFor, makeUser, unique } from '@/lib/testing/world';
import { readComponent } from './components/read-component';
import { registerComponent } from './components/register-component';
import { copyStack } from './copy-stack';
import { deregisterStack } from './deregister-stack';
import { listStackConfigurations } from './list-stack-configurations';
import { listStacks } from './list-stacks';
import { listUnsealedStacks } from './list-unsealed-stacks';
import { readStack, readUnsealedStack } from './read-stack';
import { registerStack } from './register-stack';
import { updateStack } from './update-stack';

const database = testDatabase();
const admin = () => makeUser(database.opened, { role: 'admin' });

describe('registering a stack', () => {
  it('registers what is missing and keeps order and bytes', async () => {
    const ada = await admin();
    const components = [
      samplePostedComponent('step_operator'),
      samplePostedComponent('artifact_store', { path: 'x' }),
      samplePostedComponent('orchestrator'),
    ];
    await registerComponent(ada.ctx(), components[1] ?? samplePostedComponent());
    const name = unique('stack');
    const made = await registerStack(ada.ctx(), { name, components });
    expect(made).toMatchObject({ name, lacks: ['metadata_store'], createdBy: ada.name });
    const read = await readUnsealedStack(ada.ctx(), { stack: name });
    expect(
      read.components.map(({ type, name, flavor, configuration }) => ({ type, name, flavor, configuration })),
    ).toEqual(components);
  });

  it('leaves nothing behind when a later component is another one than posted', async () => {
    const ada = await admin();
    const [fresh, taken] = [samplePostedComponent('alerter'), samplePostedComponent('orchestrator')];
    await registerComponent(ada.ctx(), taken);
    const other = samplePostedComponent('orchestrator', { name: taken.name });
    const name = unique('stack');
    await expect(registerStack(ada.ctx(), { name, components: [fresh, other] })).rejects.toMatchObject({
      code: 'conflict',
      issues: [{ path: 'components.1.name' }],
    });
    await expect(readComponent(ada.ctx(), fresh)).rejects.toMatchObject({ code: 'not_found' });
    await expect(readStack(ada.ctx(), { stack: name })).rejects.toMatchObject({ code: 'not_found' });
  });

  it('applies a change inside, for who may change components', async () => {
    const ada = await admin();
    const before = samplePostedComponent('artifact_store', { path: 'a' });
    const made = await registerComponent(ada.ctx(), before);
    const after = samplePostedComponent('artifact_store', { name: before.name, uuid: made.uuid, path: 'b' });
    await registerStack(ada.ctx(), { name: unique('stack'), components: [after] });
    expect((await readComponent(ada.ctx(), before)).configuration).toBe(after.configuration);
  });

  it('refuses a new or a changed component inside for who may only write stacks, and leaves nothing', async () => {
    const ada = await admin();
    const clerk = await makeHolder(database.opened, [
      { operation: 'stack', type: 'create' },
      { operation: 'stack', type: 'read' },
      { operation: 'stack_component', type: 'read' },
    ]);
    const before = samplePostedComponent('artifact_store', { path: 'a' });
    const { uuid } = await registerComponent(ada.ctx(), before);
    const changed = samplePostedComponent('artifact_store', { name: before.name, uuid, path: 'b' });
    const name = unique('stack');
    for (const [component, permission] of [
      [samplePostedComponent(), 'stack_component:create'],
      [changed, 'stack_component:update'],
    ] as const)
      await expect(registerStack(clerk.ctx(), { name, components: [component] })).rejects.toMatchObject({
        code: 'forbidden',
        permission,
      });
    expect((await readComponent(ada.ctx(), before)).configuration).toBe(before.configuration);
    expect(await registerStack(clerk.ctx(), { name, components: [before] })).toMatchObject({ name });
  });

  it('refuses two components of one type, a taken name, a viewer and nobody', async () => {
    const ada = await admin();
    const viewer = await makeUser(database.opened, { role: 'viewer' });
    const name = unique('Stack');
    await registerStack(ada.ctx(), { name, components: [] });
    await expect(
      registerStack(ada.ctx(), {
        name: unique('two'),
        components: [samplePostedComponent(), samplePostedComponent()],
      }),
    ).rejects.toMatchObject({ code: 'invalid', issues: [{ path: 'components.1.type' }] });
    await expect(registerStack(ada.ctx(), { name, components: [] })).rejects.toMatchObject({
      code: 'conflict',
      issues: [{ path: 'name' }],
    });
    await expect(registerStack(viewer.ctx(), { name: 'x', components: [] })).rejects.toMatchObject({
      code: 'forbidden',
      permission: 'stack:create',
    });
    await expect(
      registerStack(ctxFor(database.opened, ANONYMOUS), { name: 'x', components: [] }),
    ).rejects.toMatchObject({ code: 'unauthenticated' });
  });
});

describe('changing a stack', () => {
  it('renames and replaces its components in one step', async () => {
    const ada = await admin();
    const [old, next] = [unique('old'), unique('new')];
    await registerStack(ada.ctx(), { name: old, components: [samplePostedComponent()] });
    const components = [samplePostedComponent('alerter')];
    await updateStack(ada.ctx(), { stack: old, name: next, components });
    expect((await readStack(ada.ctx(), { stack: next })).components).toMatchObject([{ type: 'alerter' }]);
    await expect(readStack(ada.ctx(), { stack: old })).rejects.toMatchObject({ code: 'not_found' });
  });

  it('is a conflict onto a taken name and changes nothing', async () => {
    const ada = await admin();
    const [one, two] = [unique('one'), unique('two')];
    await registerStack(ada.ctx(), { name: one, components: [samplePostedComponent()] });
    await registerStack(ada.ctx(), { name: two, components: [] });
    await expect(updateStack(ada.ctx(), { stack: one, name: two, components: [] })).rejects.toMatchObject({
      code: 'conflict',
      issues: [{ path: 'name' }],
    });
    expect((await readStack(ada.ctx(), { stack: one })).components).toHaveLength(1);
  });

  it('copies under another name and shares the components', async () => {
    const ada = await admin();
    const [one, two] = [unique('one'), unique('two')];
    const components = [samplePostedComponent(), samplePostedComponent('alerter')];
    await registerStack(ada.ctx(), { name: one, components });
    const copy = await copyStack(ada.ctx(), { stack: one, name: two });
    expect(copy.components.map(({ name }) => name)).toEqual(components.map(({ name }) => name));
    expect((await readComponent(ada.ctx(), components[0] ?? samplePostedComponent())).stacks).toEqual(
      [one, two].sort(),
    );
  });
});

describe('the deletion that a client sends after its rename', () => {
  async function renaming(renamed: (old: string) => string = () => unique('new')) {
    const ada = await admin();
    const tokenId = newId();
    await database.opened.db.insert(tokens).values({
      id: tokenId,
      userId: ada.id,
      kind: 'zenml',
      name: 't',
      prefix: 'x',
      tokenHash: Buffer.from(tokenId),
      createdAt: new Date(),
      createdByName: 'test',
      expiresAt: new Date(Date.now() + 60_000),
    });
    const old = unique('old');
    const next = renamed(old);
    await registerStack(ada.ctx(), { name: old, components: [] });
    await updateStack(ada.ctx(), { stack: old, name: next, components: [], forgivesDeletionBy: tokenId });
    return { ada, tokenId, old };
  }

  it('passes once, for the token that renamed, and never twice', async () => {
    const { ada, tokenId, old } = await renaming();
    await expect(deregisterStack(ada.ctx(), { stack: old, forgivenTo: newId() })).rejects.toMatchObject({
      code: 'not_found',
    });
    expect(await deregisterStack(ada.ctx(), { stack: old, forgivenTo: tokenId })).toBeNull();
    await expect(deregisterStack(ada.ctx(), { stack: old, forgivenTo: tokenId })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('passes, and spares the stack, when the rename only changed the case', async () => {
    const { ada, tokenId, old } = await renaming((name) => name.toUpperCase());
    expect(await deregisterStack(ada.ctx(), { stack: old, forgivenTo: tokenId })).toBeNull();
    expect(await readStack(ada.ctx(), { stack: old.toUpperCase() })).toMatchObject({
      name: old.toUpperCase(),
    });
  });

  it('spares a stack of another case than the one renamed', async () => {
    const { ada, tokenId, old } = await renaming();
    const beside = old.toUpperCase();
    await registerStack(ada.ctx(), { name: beside, components: [] });
    expect(await deregisterStack(ada.ctx(), { stack: old, forgivenTo: tokenId })).toBeNull();
    await expect(deregisterStack(ada.ctx(), { stack: old, forgivenTo: tokenId })).rejects.toMatchObject({
      code: 'not_found',
      spelled: { names: [beside] },
    });
    expect(await readStack(ada.ctx(), { stack: beside })).toMatchObject({ name: beside });
  });

  it('spares a stack that has taken the name meanwhile', async () => {
    const { ada, tokenId, old } = await renaming();
    await registerStack(ada.ctx(), { name: old, components: [] });
    expect(await deregisterStack(ada.ctx(), { stack: old, forgivenTo: tokenId })).toBeNull();
    expect(await readStack(ada.ctx(), { stack: old })).toMatchObject({ name: old });
  });

  it('is refused after a minute', async () => {
    const { ada, tokenId, old } = await renaming();
    const later = { ...ada.ctx(), now: new Date(Date.now() + 61_000) };
    await expect(deregisterStack(later, { stack: old, forgivenTo: tokenId })).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});

describe('listing stacks', () => {
  it('tells which stack has what, default first, and pages by name', async () => {
    const ada = await admin();
    const word = unique('s');
    const component = samplePostedComponent();
    for (const n of [1, 2, 3])
      await registerStack(ada.ctx(), { name: `${word}-${n}`, components: n === 2 ? [component] : [] });
    await registerStack(ada.ctx(), { name: 'default', components: [] }).catch(() => null);
    const all = await listStackConfigurations(ada.ctx());
    expect(all[0]?.name).toBe('default');
    expect(all.find(({ name }) => name === `${word}-2`)?.components).toEqual([
      ['orchestrator', component.name],
    ]);
    expect((await listUnsealedStacks(ada.ctx()))[0]?.name).toBe('default');
    const page = await listStacks(ada.ctx(), { search: word, limit: 2 });
    expect(page).toMatchObject({
      count: 3,
      items: [{ components: [] }, { components: [{ name: component.name }] }],
    });
  });

  it('shows nothing to who may read nothing', async () => {
    const stranger = await makeUser(database.opened);
    await expect(listStacks(stranger.ctx(), {})).rejects.toMatchObject({ code: 'forbidden' });
    await expect(listUnsealedStacks(stranger.ctx())).rejects.toMatchObject({ code: 'forbidden' });
    await expect(listStackConfigurations(stranger.ctx())).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('the audit', () => {
  it('tells what a stack had and has, and of components which fields changed, with no value of them', async () => {
    const ada = await admin();
    const [store, other] = [
      samplePostedComponent('artifact_store', { path: 'a', secret: 'hunter2' }),
      samplePostedComponent('alerter'),
    ];
    const name = unique('stack');
    const { id, components } = await registerStack(ada.ctx(), { name, components: [store] });
    const result = (resourceId: string) => lastAudit(database.opened, resourceId);
    const was = `artifact_store: ${store.name}`;
    const is = `alerter: ${other.name}`;
    expect(await result(id)).toMatchObject({
      action: 'stack.create',
      changes: [
        { field: 'name', before: null, after: name },
        { field: 'components', before: null, after: [was] },
      ],
    });
    const { uuid } = await readComponent(ada.ctx(), store);
    const changed = samplePostedComponent('artifact_store', {
      name: store.name,
      uuid,
      path: 'b',
      secret: 'hunter2',
    });
    await updateStack(ada.ctx(), { stack: name, components: [changed, other] });
    expect(await result(id)).toMatchObject({
      action: 'stack.update',
      changes: [{ field: 'components', before: [was], after: [was, is] }],
    });
    expect(await result(components[0]?.id ?? '')).toMatchObject({
      action: 'stack_component.update',
      changes: [{ field: 'fields.path', before: '(secret)', after: '(secret)' }],
      details: { type: 'artifact_store' },
    });
    await updateStack(ada.ctx(), { stack: name, name: `${name}-2` });
    expect(await result(id)).toMatchObject({
      changes: [{ field: 'name', before: name, after: `${name}-2` }],
    });
    await deregisterStack(ada.ctx(), { stack: `${name}-2` });
    expect(await result(id)).toMatchObject({
      action: 'stack.delete',
      changes: [
        { field: 'name', before: `${name}-2`, after: null },
        { field: 'components', before: [was, is], after: null },
      ],
    });
  });
});
