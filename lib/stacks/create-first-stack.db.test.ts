import { expect, test } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import { ctxFor, makeUser, SYSTEM } from '@/lib/testing/world';
import { createFirstStack } from './create-first-stack';
import { deregisterStack } from './deregister-stack';
import { readStack } from './read-stack';

const [fresh, bare] = [testDatabase({ fresh: true }), testDatabase({ fresh: true })];

test('a new store begins with one stack that can run, and does not get it back once it is gone', async () => {
  const ada = await makeUser(fresh.opened, { role: 'admin' });
  await createFirstStack(ctxFor(fresh.opened, SYSTEM), { isWanted: true });
  expect(await readStack(ada.ctx(), { stack: 'default' })).toMatchObject({
    lacks: [],
    components: [
      { type: 'orchestrator', flavor: 'local', name: 'default' },
      { type: 'metadata_store', flavor: 'sqlite', name: 'default' },
      { type: 'artifact_store', flavor: 'local', name: 'default' },
    ],
  });
  await deregisterStack(ada.ctx(), { stack: 'default' });
  await createFirstStack(ctxFor(fresh.opened, SYSTEM), { isWanted: true });
  await expect(readStack(ada.ctx(), { stack: 'default' })).rejects.toMatchObject({ code: 'not_found' });
});

test('a store that was started bare stays bare', async () => {
  const ada = await makeUser(bare.opened, { role: 'admin' });
  await createFirstStack(ctxFor(bare.opened, SYSTEM), { isWanted: false });
  await createFirstStack(ctxFor(bare.opened, SYSTEM), { isWanted: true });
  await expect(readStack(ada.ctx(), { stack: 'default' })).rejects.toMatchObject({ code: 'not_found' });
});

test('nobody but the store itself does it', async () => {
  const ada = await makeUser(bare.opened, { role: 'admin' });
  await expect(createFirstStack(ada.ctx(), { isWanted: true })).rejects.toMatchObject({ code: 'forbidden' });
});
