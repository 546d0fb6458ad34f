import type { Ctx } from '@/lib/core/ctx';
import { requireRecentSignIn } from '@/lib/writes/recent-sign-in';
import { authorizeZenImport } from './authorize-zen-import';
import { type ImportReport, makeReport } from './report';
import { ZenImportRun } from './zen-import-run';
import type { ZenStore } from './zen-objects';
import { offerRoles } from './zen-offer-roles';
import { takeComponents } from './zen-take-components';
import { takeAssignments, takeMembers } from './zen-take-grants';
import { takeProjects, takeRoles, takeTeams, takeUsers } from './zen-take-named';
import { takeRuns } from './zen-take-runs';
import { takeAssociations, takeFlavors, takeStacks } from './zen-take-stacks';

interface ZenImportInput {
  /** Where all runs go; null: where they say, and to `default` where they say nothing. */
  readonly project: string | null;
  readonly dryRun: boolean;
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
  { project, dryRun }: ZenImportInput,
): Promise<ImportReport> {
  const into = await authorizeZenImport(ctx, project);
  if (!dryRun) await requireRecentSignIn(ctx);
  const run = new ZenImportRun(ctx, into, { dryRun });
  for (const store of stores) {
    run.enter(stores.length === 1 ? null : store.profile);
    for (const { kind, name, problem, isHarmless } of store.problems)
      run.tell(kind, name, { action: isHarmless ? 'skipped' : 'refused', notes: [problem] });
    await takeUsers(run, store.users);
    await takeTeams(run, store.teams);
    await takeProjects(run, store.projects);
    await takeRoles(run, store.roles);
    await offerRoles(run, store.roles);
    await takeMembers(run, store.members);
    await takeAssignments(run, store.assignments);
    await takeFlavors(run, store.flavors);
    await takeComponents(run, store.components);
    await takeStacks(run, store.stacks);
    await takeAssociations(run, store.associations);
    await takeRuns(run, store.runs);
  }
  const head = { store: 'zenml' as const, projects: [...run.projects].sort(), dryRun, overwrite: false };
  return makeReport(head, run.lines, run.mappings());
}
