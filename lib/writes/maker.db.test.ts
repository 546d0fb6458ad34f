import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { users } from '@/db/schema';
import { testDatabase } from '@/db/testing/test-database';
import { newId } from '@/lib/core/id';
import { ctxFor, makeUser, SYSTEM } from '@/lib/testing/world';
import { makerOf } from './maker';

const database = testDatabase();

it('nobody answers for a link whose maker is not there, or is switched off', async () => {
  const { opened } = database;
  const { id, name } = await makeUser(opened, { role: 'viewer' });
  const maker = () => makerOf(opened.db, ctxFor(opened, SYSTEM), id);
  const found = await maker();
  expect([found?.name, found?.ctx.actor]).toMatchObject([name, { kind: 'session', userId: id }]);
  const reads = { operation: 'model', projectId: null, resourceId: null } as const;
  expect([found?.may({ ...reads, type: 'read' }), found?.may({ ...reads, type: 'update' })]).toEqual([
    true,
    false,
  ]);
  await opened.db.update(users).set({ isActive: false }).where(eq(users.id, id));
  expect(await maker()).toBeNull();
  for (const nobody of [newId(), null])
    expect(await makerOf(opened.db, ctxFor(opened, SYSTEM), nobody)).toBeNull();
});
