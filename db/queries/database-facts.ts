import { sql } from 'drizzle-orm';
import type { Executor } from '../client';

/** What the database says of itself. Sizes in bytes. */
export interface DatabaseFacts {
  /** As PostgreSQL writes it: `15.14`. */
  readonly version: string;
  readonly bytes: number;
  /** The largest tables first, their indexes and long values included. */
  readonly tables: readonly { readonly name: string; readonly bytes: number }[];
}

/** Looks at files and rows of the catalog: some milliseconds, whatever the tables hold. */
export async function databaseFacts(executor: Executor, tables: number): Promise<DatabaseFacts> {
  const [whole] = await executor.execute<{ version: string; bytes: string }>(
    sql`select current_setting('server_version') as version, pg_database_size(current_database())::text as bytes`,
  );
  const largest = await executor.execute<{ name: string; bytes: string }>(sql`
    select c.relname as name, pg_total_relation_size(c.oid)::text as bytes
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and n.nspname = current_schema()
    order by pg_total_relation_size(c.oid) desc, c.relname
    limit ${tables}`);
  return {
    version: whole?.version ?? '',
    bytes: Number(whole?.bytes ?? 0),
    tables: largest.map(({ name, bytes }) => ({ name, bytes: Number(bytes) })),
  };
}
