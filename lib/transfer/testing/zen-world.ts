import type { Ctx } from '@/lib/core/ctx';
import type { ImportReport } from '@/lib/import-report/report';
import type { ConflictChoices } from '@/lib/zenml/conflicts/zen-conflicts';
import { importOpened } from '../import-opened';
import { openImport } from '../open-import';

/** Imports what lies at a path, as the command and the page do. */
export async function importPath(
  ctx: Ctx,
  path: string,
  {
    dryRun = false,
    project = null as string | null,
    profile = null as string | null,
    conflicts = undefined as ConflictChoices | undefined,
  } = {},
): Promise<ImportReport> {
  return importOpened(ctx, await openImport(path, profile), { dryRun, project, overwrite: false, conflicts });
}

/** Lines as `kind name: action`, an id that all names share left out; with their notes where there are some. */
export const linesOf = (report: ImportReport, id: string): string[] =>
  report.lines.map(({ kind, name, action, notes }) =>
    [`${kind} ${name}: ${action}`, ...notes].join(' | ').replaceAll(id, '*'),
  );
