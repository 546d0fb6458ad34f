import type { Ctx } from '@/lib/core/ctx';
import type { ImportReport } from '@/lib/import-report/report';
import { applyImport, planImport } from '@/lib/mlte/import-store';
import type { ConflictChoices } from '@/lib/zenml/conflicts/zen-conflicts';
import { importZen } from '@/lib/zenml/zen-import';
import type { OpenedImport } from './open-import';

export interface ImportChoices {
  /** Where all models and runs go; null: where the import says, and to `default` where it says nothing. */
  readonly project: string | null;
  /** Write what differs as a new revision; artifacts only. */
  readonly overwrite: boolean;
  readonly dryRun: boolean;
  /** Which of two components of one name counts; ZenML stores only. */
  readonly conflicts?: ConflictChoices | undefined;
}

/** Imports a store of either kind, or tells what that would do. */
export async function importOpened(
  ctx: Ctx,
  opened: OpenedImport,
  { dryRun, conflicts, ...choices }: ImportChoices,
): Promise<ImportReport> {
  if (opened.store === 'mlte')
    return dryRun ? planImport(ctx, opened.source, choices) : applyImport(ctx, opened.source, choices);
  const { project } = choices;
  const report = await importZen(ctx, opened.stores, { project, dryRun, ...(conflicts && { conflicts }) });
  return { ...report, profiles: opened.profiles };
}
