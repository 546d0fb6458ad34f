import { type FlavorRow, listFlavorRows } from '@/db/queries/flavors';
import { type StoreAssociationRow, storeAssociationRows } from '@/db/queries/store-associations';
import {
  type ExportedAssignment,
  type ExportedName,
  type ExportedStack,
  exportedAssignments,
  exportedComponents,
  exportedMembers,
  exportedPipelines,
  exportedProjects,
  exportedRoles,
  exportedRuns,
  exportedStacks,
  exportedTeams,
  exportedUsers,
} from '@/db/queries/zen-export';
import type { Ctx } from '@/lib/core/ctx';
import { DEFAULT_PROJECT } from '@/lib/projects/project';
import { type RunAsPosted, runAsPosted } from '@/lib/runs/run';
import { unsealedComponent } from '@/lib/stacks/components/component';
import { defaultFirst } from '@/lib/stacks/stack';
import type { ZenExportScope } from './zen-export-scope';

/** Rows that lie in memory together. */
const BATCH = 100;
/** Clients want a UUID; nobody has this one. Stands where a run was registered by the store itself. */
const NOBODY = 'ffffffff-ffff-4fff-bfff-ffffffffffff';

/** A component as it goes out. */
export interface ExportedComponent {
  readonly type: string;
  readonly name: string;
  readonly flavor: string;
  readonly uuid: string;
  /** The YAML, with masks unless secrets go out. */
  readonly configuration: string;
}

/** A run as it goes out; the texts are JSON as its client posted it, the stack's with masks unless secrets go out. */
export interface ExportedRun {
  readonly name: string;
  readonly pipeline: string;
  readonly clientVersion: string | null;
  readonly gitSha: string | null;
  readonly pipelineText: string;
  readonly stackText: string;
  readonly runtimeConfigurationText: string;
  readonly userId: string;
  readonly project: string | null;
}

/**
 * Reads what an export for ZenML holds. People, projects and names of stacks come whole, which is a few hundred bytes
 * each; components and runs in batches of {@link BATCH}. Built-in roles and the project `default`, which ZenML does not
 * expect, are left out with what refers to them; so are assignments with an end, which would go on without it.
 */
export class ZenReader {
  readonly scope: ZenExportScope;
  private readonly ctx: Ctx;

  constructor(ctx: Ctx, scope: ZenExportScope) {
    this.ctx = ctx;
    this.scope = scope;
  }

  private get isStore(): boolean {
    return this.scope.project === null;
  }

  users = (): Promise<ExportedName[]> =>
    this.ofStore(async (db) => (await exportedUsers(db)).sort(defaultFirst));

  teams = (): Promise<ExportedName[]> => this.ofStore(exportedTeams);

  members = (): ReturnType<typeof exportedMembers> => this.ofStore(exportedMembers);

  roles = (): Promise<ExportedName[]> => this.ofStore(exportedRoles);

  assignments = (): Promise<ExportedAssignment[]> =>
    this.ofStore((db) => exportedAssignments(db, DEFAULT_PROJECT));

  projects = (): ReturnType<typeof exportedProjects> =>
    exportedProjects(this.ctx.db, { without: DEFAULT_PROJECT, id: this.scope.project?.id ?? null });

  flavors = (): Promise<FlavorRow[]> => listFlavorRows(this.ctx.db, null);

  stacks = (): Promise<ExportedStack[]> => exportedStacks(this.ctx.db);

  associations = (): Promise<StoreAssociationRow[]> => storeAssociationRows(this.ctx.db);

  async *components(): AsyncGenerator<ExportedComponent> {
    let after: string | null = null;
    for (;;) {
      const rows = await exportedComponents(this.ctx.db, { after, limit: BATCH });
      for (const row of rows) {
        const { type, name, flavor, uuid, configuration } = unsealedComponent(
          this.ctx,
          row,
          this.scope.withSecrets,
        );
        yield { type, name, flavor, uuid, configuration };
      }
      const last = rows.at(-1);
      if (last === undefined || rows.length < BATCH) return;
      after = last.id;
    }
  }

  /** Names of pipelines, each once however many projects have one of it. */
  pipelines = (): Promise<string[]> => exportedPipelines(this.ctx.db, this.scope.project?.id ?? null);

  /** The runs of the pipelines of a name, oldest first. */
  async *runs(pipeline: string): AsyncGenerator<ExportedRun> {
    const place = { projectId: this.scope.project?.id ?? null, pipeline };
    let after: { readonly createdAt: Date; readonly id: string } | null = null;
    for (;;) {
      const rows: Awaited<ReturnType<typeof exportedRuns>> = await exportedRuns(this.ctx.db, place, {
        after,
        limit: BATCH,
      });
      for (const row of rows) yield exportedRun(runAsPosted(this.ctx, row, this.scope.withSecrets));
      after = rows.at(-1)?.run ?? null;
      if (after === null || rows.length < BATCH) return;
    }
  }

  private async ofStore<T>(read: (db: Ctx['db']) => Promise<T[]>): Promise<T[]> {
    return this.isStore ? read(this.ctx.db) : [];
  }
}

const exportedRun = (run: RunAsPosted): ExportedRun => ({
  name: run.name,
  pipeline: run.pipeline,
  clientVersion: run.clientVersion,
  gitSha: run.gitSha,
  pipelineText: run.pipelineText,
  stackText: run.stackText,
  runtimeConfigurationText: run.runtimeConfigurationText,
  userId: run.claimedUserId ?? run.userId ?? NOBODY,
  // As it came where it came without one; a renamed project by its name of today.
  project: run.wireProject === null && run.project === DEFAULT_PROJECT ? null : run.project,
});
