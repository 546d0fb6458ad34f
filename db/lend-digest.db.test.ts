import { sql } from 'drizzle-orm';
import { DrizzleQueryError } from 'drizzle-orm/errors';
import { describe, expect, it } from 'vitest';
import { DatabaseAway } from './database-away';
import { AWAY_DIGEST, FULL_DIGEST } from './digests';
import { NoRoom } from './no-room';
import { testDatabase } from './testing/test-database';

const database = testDatabase();

const caughtFrom = async (statement: string): Promise<Error & { digest?: string }> =>
  database.opened.db.execute(sql.raw(statement)).then(
    () => new Error('It went well.'),
    (error: Error) => error,
  );

describe('what a page is told of a failed statement', () => {
  it('is that the database was away, or its disk full, and of anything else what Next makes up', async () => {
    const away = new DrizzleQueryError('select 1', [], new DatabaseAway());
    const full = new DrizzleQueryError('select 1', [], new NoRoom('Make room.'));
    expect([away, full]).toMatchObject([{ digest: AWAY_DIGEST }, { digest: FULL_DIGEST }]);
    const wrong = await caughtFrom('select nothing from nowhere');
    expect(wrong).toBeInstanceOf(DrizzleQueryError);
    expect(wrong.digest).toBeUndefined();
    wrong.digest = '123';
    expect(wrong.digest).toBe('123');
    expect((await caughtFrom('select nothing from nowhere')).digest).toBeUndefined();
  });
});
