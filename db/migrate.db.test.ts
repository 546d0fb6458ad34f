import { randomBytes, randomUUID } from 'node:crypto';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';
import { expect, inject, it } from 'vitest';
import { type Opened, openEmbedded, openServer } from './client';
import { migrateEmbedded, migrateServer } from './migrate';
import { seed } from './seed';
import { databaseUrl } from './testing/database-url';

/** Rows as the first release left them, written without the schema of today. */
async function fill(opened: Opened): Promise<void> {
  const [project, user, model, version, artifact] = [1, 2, 3, 4, 5].map(() => randomUUID());
  const made = `now(), '${user}', 'ada'`;
  const stamps = `${made}, ${made}`;
  const columns = 'created_at, created_by_id, created_by_name, updated_at, updated_by_id, updated_by_name';
  for (const statement of [
    `insert into store_state (key, value) values ('seeded', '1'), ('grants', '')`,
    `insert into projects (id, name, name_key, ${columns}) values ('${project}', 'old', 'old', ${stamps})`,
    `insert into users (id, name, name_key, ${columns}) values ('${user}', 'ada', 'ada', ${stamps})`,
    `insert into models (id, project_id, name, name_key, ${columns})
      values ('${model}', '${project}', 'm', 'm', ${stamps})`,
    `insert into versions (id, project_id, model_id, name, ${columns})
      values ('${version}', '${project}', '${model}', 'v', ${stamps})`,
    `insert into artifacts (id, project_id, model_id, version_id, type, identifier, level, head_revision, qas_ids,
      summary, ${columns}) values ('${artifact}', '${project}', '${model}', '${version}', 'evidence', 'evidence.a',
      'version', 1, '{}', '{"kind":"none"}', ${stamps})`,
    `insert into artifact_revisions (project_id, artifact_id, revision, body, sha256, size, stamped_at, creator_name,
      created_at, created_by_id, created_by_name)
      values ('${project}', '${artifact}', 1, '{"old":true}', repeat('a', 64), 12, now(), 'ada', ${made})`,
  ])
    await opened.db.execute(statement);
}

/** A folder with the migrations of the first release alone. */
async function firstRelease(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'assay-migrations-'));
  await cp('drizzle', folder, { recursive: true });
  const journal = path.join(folder, 'meta', '_journal.json');
  const { entries, ...rest } = JSON.parse(await readFile(journal, 'utf8')) as { entries: { tag: string }[] };
  const first = entries.filter(({ tag }) => tag === '0000_spine');
  await writeFile(journal, JSON.stringify({ ...rest, entries: first }));
  return folder;
}

/** Every row of every table that there is now, table by table. */
async function rowsOf(opened: Opened): Promise<Record<string, unknown[]>> {
  const tables = await opened.db.execute<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'public' order by 1`,
  );
  const rows: Record<string, unknown[]> = {};
  for (const { name } of tables)
    rows[name] = [...(await opened.db.execute(`select to_jsonb(t) as row from "${name}" t order by 1`))];
  return rows;
}

/** An empty database of the engine under test. */
async function empty(): Promise<{ opened: Opened; upgrade: () => Promise<void>; drop: () => Promise<void> }> {
  if (process.env['ASSAY_TEST_ENGINE'] !== 'postgres') {
    const opened = await openEmbedded(null);
    return { opened, upgrade: () => migrateEmbedded(opened), drop: async () => {} };
  }
  const server = inject('postgresServer');
  const name = `assay_test_${randomBytes(6).toString('hex')}`;
  const admin = postgres(server, { max: 1, onnotice: () => {} });
  await admin.unsafe(`create database ${name}`);
  const url = databaseUrl(server, name);
  const drop = async () => {
    await admin.unsafe(`drop database if exists ${name} with (force)`);
    await admin.end();
  };
  return { opened: openServer(url, 1), upgrade: () => migrateServer(url), drop };
}

it('a store of the first release keeps every row under this one', { timeout: 60_000 }, async () => {
  const folder = await firstRelease();
  const { opened, upgrade, drop } = await empty();
  try {
    await migrate(opened.db, { migrationsFolder: folder });
    await fill(opened);
    const before = await rowsOf(opened);
    expect(before['artifact_revisions']).toHaveLength(1);
    await upgrade();
    await seed(opened.db, new Date());
    const after = await rowsOf(opened);
    for (const [table, rows] of Object.entries(before)) expect(after[table], table).toMatchObject(rows);
    expect(Object.keys(after).length).toBeGreaterThan(Object.keys(before).length);
    await upgrade();
    expect(await rowsOf(opened)).toEqual(after);
  } finally {
    await opened.close();
    await drop();
    await rm(folder, { recursive: true, force: true });
  }
});
