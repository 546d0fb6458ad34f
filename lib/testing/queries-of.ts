import type { Opened } from '@/db/client';

interface Pool {
  query: (statement: { readonly text: string }, values?: unknown[]) => Promise<unknown>;
}

/** A statement as the driver was given it. */
export interface SentQuery {
  readonly query: string;
  readonly parameters: readonly unknown[];
}

/** The statements outside of transactions that `work` sends to the database. */
export async function sentBy(opened: Opened, work: () => Promise<unknown>): Promise<SentQuery[]> {
  const pool = (opened.db as unknown as { $client: Pool }).$client;
  const query = pool.query.bind(pool);
  const sent: SentQuery[] = [];
  pool.query = (statement, values = []) => {
    sent.push({ query: statement.text, parameters: values });
    return query(statement, values);
  };
  try {
    await work();
  } finally {
    pool.query = query;
  }
  return sent;
}

/** Texts of the queries alone. */
export async function queriesOf(opened: Opened, work: () => Promise<unknown>): Promise<string[]> {
  return (await sentBy(opened, work)).map(({ query }) => query);
}
