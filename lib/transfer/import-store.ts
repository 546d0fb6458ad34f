import type { Ctx } from '@/lib/core/ctx';
import { requireRecentSignIn } from '@/lib/writes/recent-sign-in';
import { authorizeImport } from './authorize-import';
import { ImportRun } from './import-run';
import { placeOf } from './layout';
import { PHASES, takePlaced } from './phases';
import { readIndex } from './read-index';
import { type ImportReport, makeReport } from './report';
import type { Source } from './source';
import { takeParents, takeProjects } from './take-parents';

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
  await takeProjects(run, index.models);
  for (const phase of PHASES) {
    if (phase.parents === true) await takeParents(run, index.models);
    if (!index.phases.has(phase)) continue;
    for await (const entry of source.entries()) {
      if (entry.kind !== 'file') continue;
      const place = placeOf(entry.path, 'file', index.root, run.names);
      if (phase.takes(place)) await takePlaced(run, place, entry, source.repeats === true);
    }
  }
  return makeReport({ store: 'mlte', projects: run.projectNames(), ...head }, run.lines, run.mappings());
}
