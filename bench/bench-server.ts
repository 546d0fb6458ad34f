import { type AssayProcess, startAssay } from '@/e2e/assay-process';

/** The server makes this administrator itself: the database must be empty. */
export const ADMIN = { name: 'bench', password: 'correct-horse-battery-9' } as const;

/** The built server as it starts by itself, or with these settings. `databaseUrl` null: on the embedded database. */
export function benchServer(
  databaseUrl: string | null,
  env: Readonly<Record<string, string>> = {},
  nodeArguments: readonly string[] = [],
): Promise<AssayProcess> {
  return startAssay({
    nodeArguments,
    env: {
      ...(databaseUrl === null
        ? {}
        : { DATABASE_URL: databaseUrl, ASSAY_SECRET_KEY: 'a secret that only benchmarks know, long enough' }),
      ASSAY_ADMIN_NAME: ADMIN.name,
      ASSAY_ADMIN_PASSWORD: ADMIN.password,
      ASSAY_LOG_LEVEL: 'error',
      ...env,
    },
  });
}
