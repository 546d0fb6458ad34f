import type { Opened } from '@/db/client';

interface Driver {
  unsafe: (query: string, ...rest: unknown[]) => unknown;
}

/** The texts of the statements outside of transactions that `work` sends to the database. */
export async function queriesOf(opened: Opened, work: () => Promise<unknown>): Promise<string[]> {
  const driver = (opened.db as unknown as { $client: Driver }).$client;
  const { unsafe } = driver;
  const sent: string[] = [];
  driver.unsafe = (query, ...rest) => {
    sent.push(query);
    return unsafe(query, ...rest);
  };
  try {
    await work();
  } finally {
    driver.unsafe = unsafe;
  }
  return sent;
}
