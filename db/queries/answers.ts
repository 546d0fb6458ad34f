import { sql } from 'drizzle-orm';
import type { Executor } from '../client';

/** Resolves when the database answers a question. */
export async function answers(executor: Executor): Promise<void> {
  await executor.execute(sql`select 1`);
}
