import type { Source } from '@/lib/archives/source';
import type { Ctx } from '@/lib/core/ctx';
import { createReport, type ImportReport } from '@/lib/import-report/report';
import { requireRecentSignIn } from '@/lib/writes/recent-sign-in';
import { authorizeImport } from './authorize-import';
import { importParents, importProjects } from './import-parents';
import { ImportRun } from './import-run';
import { parseLayoutPath } from './layout';
import { importFile, PHASES } from './phases';
import { readIndex } from './read-index';

interface ImportInput {
  /**
   * Where all models go; lists, catalogs and people are the store's. Null: where an export from here says, and to
   * the project `default` where nothing is said.
   */
  readonly project: string | null;
  /** Write what differs as a new revision instead of leaving what is here. Default: no. */
  readonly overwrite?: boolean;
}

/** Tells what {@link applyImport} would do, object by object, and writes nothing. Same permissions, same refusals. */
export function planImport(ctx: Ctx, source: Source, input: ImportInput): Promise<ImportReport> {
  return runImport(ctx, source, input, true);
}

/**
 * Brings an MLTE store in. The whole source is looked through first: one that is damaged or beyond the limits is
 * refused before anything is written (`invalid`, `too_large`). Then each object is written by itself, whole or not at
 * all; a broken one is told in the report and the next one follows. Doing it again changes nothing. What groups were
 * permitted, and who administered, waits for an administrator's word (`listImportOffers`). Only for administrators
 * ({@link authorizeImport}) who signed in within the hour, because people come along (`precondition`).
 */
export function applyImport(ctx: Ctx, source: Source, input: ImportInput): Promise<ImportReport> {
  return runImport(ctx, source, input, false);
}

async function runImport(
  ctx: Ctx,
  source: Source,
  input: ImportInput,
  dryRun: boolean,
): Promise<ImportReport> {
  const into = await authorizeImport(ctx, input.project);
  if (!dryRun) await requireRecentSignIn(ctx);
  const head = { dryRun, overwrite: input.overwrite ?? false };
  const run = new ImportRun(ctx, into, head);
  const index = await readIndex(source, run);
  await importProjects(run, index.models);
  for (const phase of PHASES) {
    if (phase.parents === true) await importParents(run, index.models);
    if (!index.phases.has(phase)) continue;
    for await (const entry of source.entries()) {
      if (entry.kind !== 'file') continue;
      const layoutPath = parseLayoutPath(entry.path, 'file', index.root, run.names);
      if (phase.takes(layoutPath)) await importFile(run, layoutPath, entry, source.repeats === true);
    }
  }
  return createReport({ store: 'mlte', projects: run.projectNames(), ...head }, run.lines, run.mappings());
}
