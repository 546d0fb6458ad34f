import { runOn } from '@/db/testing/own-database';

/** Ends every connection to a database, whatever it is doing. */
export async function endConnections(server: string, database: string): Promise<void> {
  await runOn(
    server,
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${database}' and pid <> pg_backend_pid()`,
  );
}

/** Lines of a log that tell of what nobody caught, of a worker that ended, or of a request that failed by our fault. */
export const faultsIn = (log: string): string[] =>
  log
    .split('\n')
    .filter((line) =>
      /uncaught exception|unhandled rejection|a worker ends|request failed|Error:|^\s+at /.test(line),
    );
