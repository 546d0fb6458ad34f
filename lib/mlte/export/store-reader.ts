import { findBody } from '@/db/queries/artifact-bodies';
import {
  type ExportedModel,
  type ExportedRole,
  type ExportedUser,
  exportArtifacts,
  exportCatalogEntries,
  exportCatalogs,
  exportModels,
  exportRoles,
  exportUsers,
  exportVersions,
} from '@/db/queries/export';
import { type CustomList, type EntryRow, listEntryRows } from '@/db/queries/lists';
import { CUSTOM_LISTS, type catalogEntries } from '@/db/schema';
import { presentArtifactHead, presentRevision } from '@/lib/artifacts/artifact';
import { headerOf } from '@/lib/artifacts/complete-body';
import type { Ctx } from '@/lib/core/ctx';
import type { ExportScope } from './export-scope';

/** Rows that lie in memory together. */
const BATCH = 100;

type ExportedCatalog = Awaited<ReturnType<typeof exportCatalogs>>[number];

/** One artifact as it goes out: header as clients know it, body character for character. */
export interface ReadArtifact {
  readonly identifier: string;
  readonly header: ReturnType<typeof headerOf>;
  readonly body: string;
}

/**
 * Reads what an export holds, object by object in the order of making, in batches: no more than {@link BATCH} rows lie
 * in memory. Each object is whole and as it is when its turn comes; the export is no snapshot of one instant, because
 * a transaction held open for a slow download would stop everybody else on the embedded database.
 */
export class StoreReader {
  readonly scope: ExportScope;
  private readonly ctx: Ctx;

  constructor(ctx: Ctx, scope: ExportScope) {
    this.ctx = ctx;
    this.scope = scope;
  }

  async *models(): AsyncGenerator<ExportedModel> {
    const { project, model } = this.scope;
    if (project !== null && model !== null) {
      yield { ...model, project: project.name };
      return;
    }
    const projectId = project?.id ?? null;
    yield* inBatches((at) => exportModels(this.ctx.db, { projectId, ...at }));
  }

  versions(model: ExportedModel): AsyncGenerator<{ id: string; name: string }> {
    return inBatches((at) => exportVersions(this.ctx.db, model, at));
  }

  /** Of a version, or of the model itself when `versionId` is null. */
  async *artifacts(model: ExportedModel, versionId: string | null): AsyncGenerator<ReadArtifact> {
    const rows = inBatches(
      (at) => exportArtifacts(this.ctx.db, model, versionId, at),
      ({ artifact }) => artifact.id,
    );
    for await (const { artifact, revision, body: inline } of rows) {
      const body = inline ?? (await findBody(this.ctx.db, revision));
      if (body === null) continue;
      const head = presentArtifactHead(artifact, {
        project: model.project,
        model: model.name,
        version: null,
      });
      const header = headerOf({ ...head, revision: presentRevision(revision) });
      yield { identifier: artifact.identifier, header, body };
    }
  }

  async *listEntries(): AsyncGenerator<{ list: CustomList; entries: EntryRow[] }> {
    if (!this.scope.hasLists) return;
    for (const list of CUSTOM_LISTS) yield { list, entries: await listEntryRows(this.ctx.db, list) };
  }

  async *catalogs(): AsyncGenerator<ExportedCatalog> {
    if (this.scope.isStore) yield* await exportCatalogs(this.ctx.db);
  }

  catalogEntries(catalog: ExportedCatalog): AsyncGenerator<typeof catalogEntries.$inferSelect> {
    return inBatches((at) => exportCatalogEntries(this.ctx.db, catalog.id, at));
  }

  async *roles(): AsyncGenerator<ExportedRole> {
    if (this.scope.isStore) yield* inBatches((at) => exportRoles(this.ctx.db, at));
  }

  async *users(): AsyncGenerator<ExportedUser> {
    if (this.scope.isStore) yield* inBatches((at) => exportUsers(this.ctx.db, at));
  }
}

async function* inBatches<T extends object>(
  read: (at: { after: string | null; limit: number }) => Promise<T[]>,
  idOf: (row: T) => string = (row) => (row as T & { id: string }).id,
): AsyncGenerator<T> {
  let after: string | null = null;
  for (;;) {
    const rows = await read({ after, limit: BATCH });
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < BATCH) return;
    after = idOf(last);
  }
}
