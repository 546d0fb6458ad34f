import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { deleteState } from '@/db/queries/store-state';
import { testDatabase } from '@/db/testing/test-database';
import { transact } from '@/db/transact';
import { createFirstStack } from '@/lib/stacks/create-first-stack';
import { ctxFor, SYSTEM } from '@/lib/testing/world';
import { checkKey } from './key-check';
import { keysFrom } from './keys';

const database = testDatabase({ fresh: true });
const [ours, other] = ['ours', 'other'].map((word) => keysFrom(`${word}, which is long enough for a secret`));
const check = (keys = ours) => checkKey(database.opened.db, keys ?? keysFrom(''), 'ASSAY_SECRET_KEY');
const forget = () => transact(database.opened.db, (tx) => deleteState(tx, 'key_check'));

describe('the check of the secret', () => {
  beforeEach(forget);

  it('lets the secret of the first start in again and no other, and names where the other one stands', async () => {
    await check();
    await check();
    await expect(check(other)).rejects.toThrow(/^ASSAY_SECRET_KEY holds another secret.*\.$/);
    await check();
  });

  it('takes the first of two secrets that come together, and refuses the second', async () => {
    const outcomes = await Promise.allSettled([check(), check(other), check(), check(other)]);
    const refused = outcomes.filter(({ status }) => status === 'rejected');
    expect(refused).toHaveLength(2);
  });

  it('is made for a store of before by a secret that opens what it holds, and by no other', async () => {
    const ctx = { ...ctxFor(database.opened, SYSTEM), keys: ours ?? keysFrom('') };
    await createFirstStack(ctx, { isWanted: true });
    expect(await database.opened.db.execute(sql`select 1 from stack_components`)).not.toEqual([]);
    await expect(check(other)).rejects.toThrow('ASSAY_SECRET_KEY');
    await check();
    await expect(check(other)).rejects.toThrow('ASSAY_SECRET_KEY');
  });

  it('keeps nothing that a secret could be read from', async () => {
    await check();
    const [row] = await database.opened.db.execute<{ value: string }>(
      sql`select value from store_state where key = 'key_check'`,
    );
    expect(row?.value).toMatch(/^[0-9a-f]{64}$/);
  });
});
