import { describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import { authorizeOpenly } from '@/lib/access/authorize';
import { makeUser } from '@/lib/testing/world';
import { whyNot } from './why-not';

const database = testDatabase();
const REQUIRED = { operation: 'team', type: 'create', projectId: null } as const;

describe('why a control may not be used', () => {
  it('is nothing to who may, and what is only offered is no use of it', async () => {
    const admin = await makeUser(database.opened, { role: 'admin' });
    const ctx = admin.ctx();
    expect(await whyNot(ctx, REQUIRED)).toBeNull();
    expect([...ctx.decided.used.keys()]).toEqual([]);
    await authorizeOpenly(ctx, REQUIRED);
    expect([...ctx.decided.used.keys()]).toEqual(['team:create ']);
  });

  it('tells who may not what is missing', async () => {
    const viewer = await makeUser(database.opened, { role: 'viewer' });
    expect(await whyNot(viewer.ctx(), REQUIRED)).toMatchObject({ operation: 'team', type: 'create' });
  });
});
