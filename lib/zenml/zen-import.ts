import type { Ctx } from '@/lib/core/ctx';
import { createReport, type ImportReport } from '@/lib/import-report/report';
import { requireRecentSignIn } from '@/lib/writes/recent-sign-in';
import { authorizeZenImport } from './authorize-zen-import';
import { type ConflictChoices, USUAL_CONFLICTS } from './conflicts/zen-conflicts';
import { importZenComponents } from './zen-import-components';
import { importZenAssignments, importZenMembers } from './zen-import-grants';
import { importZenProjects, importZenRoles, importZenTeams, importZenUsers } from './zen-import-named';
import { ZenImportRun } from './zen-import-run';
import { importZenRuns } from './zen-import-runs';
import { importZenAssociations, importZenFlavors, importZenStacks } from './zen-import-stacks';
import type { ZenStore } from './zen-objects';
import { offerRoles } from './zen-offer-roles';

interface ZenImportInput {
  /** Where all runs go; null: where they say, and to `default` where they say nothing. */
  readonly project: string | null;
  readonly dryRun: boolean;
  /** Which of two components of one name counts. Default: the import's comes under another name. */
  readonly conflicts?: ConflictChoices;
}

/**
 * Brings ZenML stores in, or tells what that would do. Each object is written by itself, whole or not at all, runs a
 * hundred at a time; what is broken, or names what is not there, is a line of the report. What is here by kind and name
 * stays, and is found by the imported id from then on. Nobody comes to any power: people have no password, roles permit
 * nothing, teams and roles that permit something here are not given. Only for who holds everything that it writes
 * ({@link authorizeZenImport}) and signed in within the hour (`precondition`).
 */
export async function importZen(
  ctx: Ctx,
  stores: readonly ZenStore[],
  { project, dryRun, conflicts = USUAL_CONFLICTS }: ZenImportInput,
): Promise<ImportReport> {
  const into = await authorizeZenImport(ctx, project);
  if (!dryRun) await requireRecentSignIn(ctx);
  const run = new ZenImportRun(ctx, into, { dryRun, conflicts });
  for (const store of stores) {
    run.enter(stores.length === 1 ? null : store.profile);
    for (const { kind, name, problem, isHarmless } of store.problems)
      run.tell(kind, name, { action: isHarmless ? 'skipped' : 'refused', notes: [problem] });
    await importZenUsers(run, store.users);
    await importZenTeams(run, store.teams);
    await importZenProjects(run, store.projects);
    await importZenRoles(run, store.roles);
    await offerRoles(run, store.roles);
    await importZenMembers(run, store.members);
    await importZenAssignments(run, store.assignments);
    await importZenFlavors(run, store.flavors);
    await importZenComponents(run, store.components);
    await importZenStacks(run, store.stacks);
    await importZenAssociations(run, store.associations);
    await importZenRuns(run, store.runs);
  }
  const head = { store: 'zenml' as const, projects: [...run.projects].sort(), dryRun, overwrite: false };
  return { ...createReport(head, run.lines, run.mappings()), conflicts: [...run.conflicts.values()] };
}
