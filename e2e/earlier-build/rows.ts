import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import type pg from 'pg';
import { openEmbedded } from '../../db/client';
import { migrateBy } from '../../db/migrate';

/** Rows as PostgreSQL's own JSON text, so that nothing passes through numbers or dates of JavaScript. */
interface Rows {
  readonly migrations: number;
  readonly tables: Readonly<Record<string, string>>;
}

/** Writes all rows of a data folder that nobody has open into `file`. */
export async function keepRows(dataDirectory: string, file: string): Promise<void> {
  const opened = await openEmbedded(dataDirectory);
  try {
    const rows = await opened.alone(async (client): Promise<Rows> => {
      const tables: Record<string, string> = {};
      for (const table of await tablesOf(client)) {
        const { rows: found } = await client.query<{ text: string }>(
          `select coalesce(json_agg(row_to_json(t)), '[]')::text as text from "${table}" t`,
        );
        tables[table] = found[0]?.text ?? '[]';
      }
      const { rows: counted } = await client.query<{ n: string }>(
        'select count(*) as n from drizzle.__drizzle_migrations',
      );
      return { migrations: Number(counted[0]?.n), tables };
    });
    await writeFile(file, gzipSync(JSON.stringify(rows), { level: 9 }));
  } finally {
    await opened.close();
  }
}

/** Makes a data folder as the build that kept the rows had left it: its migrations and no later ones, and its rows. */
export async function restoreRows(file: string, dataDirectory: string): Promise<void> {
  const { migrations, tables } = JSON.parse(gunzipSync(await readFile(file)).toString('utf8')) as Rows;
  const folder = await firstMigrations(migrations);
  await mkdir(dataDirectory, { recursive: true });
  const opened = await openEmbedded(dataDirectory);
  try {
    await opened.alone(async (client) => {
      await migrateBy(client, folder);
      // Tables come in any order, so references are not looked at until all are there.
      await client.query("set session_replication_role = 'replica'");
      for (const [table, text] of Object.entries(tables))
        await client.query(
          `insert into "${table}" overriding system value select * from json_populate_recordset(null::"${table}", $1::json)`,
          [text],
        );
      await client.query("set session_replication_role = 'origin'");
    });
  } finally {
    await opened.close();
    await rm(folder, { recursive: true, force: true });
  }
}

const tablesOf = async (client: pg.ClientBase): Promise<string[]> =>
  (
    await client.query<{ name: string }>(
      "select tablename as name from pg_tables where schemaname = 'public' order by 1",
    )
  ).rows.map(({ name }) => name);

/** A copy of the migrations folder whose journal ends after so many. */
async function firstMigrations(count: number): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'assay-migrations-'));
  await cp('drizzle', folder, { recursive: true });
  const file = path.join(folder, 'meta', '_journal.json');
  const journal = JSON.parse(await readFile(file, 'utf8')) as { entries: unknown[] };
  await writeFile(file, JSON.stringify({ ...journal, entries: journal.entries.slice(0, count) }));
  return folder;
}
