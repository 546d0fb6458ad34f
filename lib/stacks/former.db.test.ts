import { describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import { samplePostedComponent } from '@/lib/testing/stacks';
import { makeUser, unique } from '@/lib/testing/world';
import { deregisterComponent } from './components/deregister-component';
import { formerComponent } from './components/former-component';
import { readComponent } from './components/read-component';
import { registerComponent } from './components/register-component';
import { updateComponent } from './components/update-component';
import { deregisterStack } from './deregister-stack';
import { formerStack } from './former-stack';
import { readStack } from './read-stack';
import { registerStack } from './register-stack';
import { updateStack } from './update-stack';

const database = testDatabase();
const admin = () => makeUser(database.opened, { role: 'admin' });
/** The same person a while later: what happened last counts. */
const later = (ctx: Awaited<ReturnType<typeof admin>>['ctx'], minutes: number) => ({
  ...ctx(),
  now: new Date(Date.now() + minutes * 60_000),
});

describe('a former name of a stack', () => {
  it('leads to it through any number of renames, as it was written', async () => {
    const ada = await admin();
    const [first, second, third] = [unique('one'), unique('two'), unique('three')];
    await registerStack(ada.ctx(), { name: first, components: [] });
    await updateStack(ada.ctx(), { stack: first, name: second });
    await updateStack(later(ada.ctx, 1), { stack: second, name: third });
    expect(await formerStack(ada.ctx(), { stack: first })).toBe(third);
    expect(await formerStack(ada.ctx(), { stack: first.toUpperCase() })).toBeNull();
    expect(await formerStack(ada.ctx(), { stack: second })).toBe(third);
    await expect(readStack(ada.ctx(), { stack: first })).rejects.toMatchObject({
      code: 'not_found',
      gone: null,
    });
    expect(await formerStack(ada.ctx(), { stack: unique('never') })).toBeNull();
  });

  it('says who deleted what it led to, and when', async () => {
    const ada = await admin();
    const [old, name] = [unique('old'), unique('new')];
    await registerStack(ada.ctx(), { name: old, components: [] });
    await updateStack(ada.ctx(), { stack: old, name });
    const end = later(ada.ctx, 1);
    await deregisterStack(end, { stack: name });
    for (const stack of [name, old]) {
      await expect(readStack(ada.ctx(), { stack })).rejects.toMatchObject({
        gone: { at: end.now, by: ada.name },
      });
      expect(await formerStack(ada.ctx(), { stack })).toBeNull();
    }
  });

  it('means what bore it last: a rename after a deletion wins over it', async () => {
    const ada = await admin();
    const [name, next] = [unique('name'), unique('next')];
    await registerStack(ada.ctx(), { name, components: [] });
    await deregisterStack(later(ada.ctx, 1), { stack: name });
    await registerStack(later(ada.ctx, 2), { name, components: [] });
    await updateStack(later(ada.ctx, 3), { stack: name, name: next });
    expect(await formerStack(ada.ctx(), { stack: name })).toBe(next);
    await expect(readStack(ada.ctx(), { stack: name })).rejects.toMatchObject({ gone: null });
  });

  it('tells nothing to who may not read stacks', async () => {
    const ada = await admin();
    const stranger = await makeUser(database.opened);
    const [old, name, ended] = [unique('old'), unique('new'), unique('ended')];
    await registerStack(ada.ctx(), { name: old, components: [] });
    await updateStack(ada.ctx(), { stack: old, name });
    await registerStack(ada.ctx(), { name: ended, components: [] });
    await deregisterStack(ada.ctx(), { stack: ended });
    expect(await formerStack(stranger.ctx(), { stack: old })).toBeNull();
    await expect(readStack(stranger.ctx(), { stack: ended })).rejects.toMatchObject({
      code: 'not_found',
      gone: null,
    });
  });
});

describe('a former name of a component', () => {
  it('leads to it within its type only, and says who deregistered it', async () => {
    const ada = await admin();
    const stranger = await makeUser(database.opened);
    const old = samplePostedComponent('alerter');
    const other = unique('renamed');
    const { uuid } = await registerComponent(ada.ctx(), old);
    const renamed = samplePostedComponent('alerter', { name: other, uuid });
    await updateComponent(ada.ctx(), { type: 'alerter', name: old.name, component: renamed });
    expect(await formerComponent(ada.ctx(), old)).toEqual({ type: 'alerter', name: other });
    expect(await formerComponent(ada.ctx(), { type: 'annotator', name: old.name })).toBeNull();
    expect(await formerComponent(stranger.ctx(), old)).toBeNull();
    const end = later(ada.ctx, 1);
    await deregisterComponent(end, { type: 'alerter', name: other });
    expect(await formerComponent(ada.ctx(), old)).toBeNull();
    await expect(readComponent(ada.ctx(), old)).rejects.toMatchObject({
      gone: { at: end.now, by: ada.name },
    });
    await expect(readComponent(stranger.ctx(), old)).rejects.toMatchObject({ code: 'not_found', gone: null });
  });
});
