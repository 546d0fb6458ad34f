import { requireRecentSignIn } from '@/lib/access/own-account';
import type { Ctx } from '@/lib/core/ctx';
import { authorizeImport } from './authorize-import';
import { ImportRun } from './import-run';
import { placeOf } from './layout';
import { PHASES, takePlaced } from './phases';
import { readIndex } from './read-index';
import { type ImportReport, makeReport } from './report';
import type { Source } from './source';
import { takeParents } from './take-parents';

interface ImportInput {
  /** Where models go; lists, catalogs and people are the store's. */
  readonly project: string;
  /** Write what differs as a new revision instead of leaving what is here. Default: no. */
  readonly overwrite?: boolean;
}

/** Tells what {@link applyImport} would do, object by object, and writes nothing. Same permissions, same refusals. */
export function planImport(ctx: Ctx, source: Source, input: ImportInput): Promise<ImportReport> {
  return runImport(ctx, source, input, true);
}

/**
 * Brings an MLTE file-system store in. The whole source is looked through first: one that is damaged or beyond the
 * limits is refused before anything is written (`invalid`, `too_large`). Then each object is written by itself, whole
 * or not at all; a broken one is told in the report and the next one follows. Doing it again changes nothing.
 * Only for
 * administrators ({@link authorizeImport}) who signed in within the hour, because people come along (`precondition`).
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
  const project = await authorizeImport(ctx, input.project);
  if (!dryRun) await requireRecentSignIn(ctx);
  const head = { dryRun, overwrite: input.overwrite ?? false };
  const run = new ImportRun(ctx, project, head);
  const index = await readIndex(source, run);
  for (const phase of PHASES) {
    if (phase.parents === true) await takeParents(run, index.models);
    if (!index.phases.has(phase)) continue;
    for await (const entry of source.entries()) {
      if (entry.kind !== 'file') continue;
      const place = placeOf(entry.path, 'file', index.root);
      if (phase.takes(place)) await takePlaced(run, place, entry);
    }
  }
  return makeReport({ project: project.name, ...head }, run.lines, run.mappings());
}
