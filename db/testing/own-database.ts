import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { databaseUrl } from './database-url';

export interface OwnDatabase {
  readonly name: string;
  readonly url: string;
  /** Removes it, whoever is still connected. */
  readonly drop: () => Promise<void>;
}

/** A new database on the server, a copy of `template` where one is given. */
export async function ownDatabase(
  server: string,
  prefix: string,
  template: string | null = null,
): Promise<OwnDatabase> {
  const name = `${prefix}_${randomBytes(6).toString('hex')}`;
  await runOn(server, `create database ${name}${template === null ? '' : ` template ${template}`}`);
  return {
    name,
    url: databaseUrl(server, name),
    drop: async () => {
      await runOn(server, `drop database if exists ${name} with (force)`);
    },
  };
}

/** One statement on a connection of its own; its rows. */
export async function runOn(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows;
  } finally {
    await client.end();
  }
}
