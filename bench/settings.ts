/** A whole number from the environment, or what the benchmark does by itself. */
export function setting(name: string, otherwise: number): number {
  const value = Number(process.env[name] ?? otherwise);
  if (!Number.isInteger(value) || value < 1) throw new Error(`${name} must be a whole number above 0.`);
  return value;
}

/** How much is measured. Small numbers give a fast look; the defaults take some minutes on two cores. */
export const settings = {
  /** Artifacts written by each side of the write comparison. */
  writes: setting('BENCH_WRITES', 600),
  /** Writers at once on a server; the embedded database has one connection. */
  writers: setting('BENCH_WRITERS', 8),
  /** Artifacts in the small and in the large list. */
  few: setting('BENCH_FEW', 1_000),
  many: setting('BENCH_MANY', 100_000),
  /** Runs in the small and in the large list. */
  fewRuns: setting('BENCH_FEW_RUNS', 1_000),
  manyRuns: setting('BENCH_MANY_RUNS', 1_000_000),
  /** Times that each list page is read. */
  pages: setting('BENCH_PAGES', 200),
  /** Requests of the read comparison, and connections that send them. */
  reads: setting('BENCH_READS', 4_000),
  connections: setting('BENCH_CONNECTIONS', 10),
} as const;
