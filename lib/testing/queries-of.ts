import type { Opened } from '@/db/client';

interface Driver {
  unsafe: (query: string, parameters?: readonly unknown[], ...rest: unknown[]) => unknown;
}

/** A statement as the driver was given it. */
export interface SentQuery {
  readonly query: string;
  readonly parameters: readonly unknown[];
}

/** The statements outside of transactions that `work` sends to the database. */
export async function sentBy(opened: Opened, work: () => Promise<unknown>): Promise<SentQuery[]> {
  const driver = (opened.db as unknown as { $client: Driver }).$client;
  const { unsafe } = driver;
  const sent: SentQuery[] = [];
  driver.unsafe = (query, parameters = [], ...rest) => {
    sent.push({ query, parameters });
    return unsafe(query, parameters, ...rest);
  };
  try {
    await work();
  } finally {
    driver.unsafe = unsafe;
  }
  return sent;
}

/** Their texts alone. */
export async function queriesOf(opened: Opened, work: () => Promise<unknown>): Promise<string[]> {
  return (await sentBy(opened, work)).map(({ query }) => query);
}
