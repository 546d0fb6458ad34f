import type { TestProject } from 'vitest/node';
import { openServer } from '../client';
import { migrateServer } from '../migrate';
import { seed } from '../seed';
import { ownDatabase } from './own-database';

/** Migrates and seeds one database on the server of `TEST_DATABASE_URL`; each test file clones it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = process.env['TEST_DATABASE_URL'];
  if (server === undefined || server === '')
    throw new Error(
      'TEST_DATABASE_URL names no PostgreSQL server: run the tests by `npm test`, which finds or starts one.',
    );
  const { name, url, drop } = await ownDatabase(server, 'assay_template');
  await migrateServer(url);
  const opened = openServer(url, 1);
  await seed(opened.db, new Date());
  await opened.close();
  project.provide('postgresServer', server);
  project.provide('postgresTemplate', name);
  return drop;
}
