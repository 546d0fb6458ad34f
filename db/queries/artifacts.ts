import { and, asc, desc, eq, gt, isNotNull, isNull, lt, notInArray, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Executor, Transaction } from '../client';
import { artifactRevisions, artifacts, models, projects, versions } from '../schema';
import { findable, type Keyset } from './keyset';

export type ArtifactRow = typeof artifacts.$inferSelect;
export type RevisionRow = typeof artifactRevisions.$inferSelect;

/** Where an artifact of this identifier can be: in a version or, null, in the model itself. */
export interface ArtifactKey {
  readonly projectId: string;
  readonly modelId: string;
  readonly versionId: string | null;
  readonly identifier: string;
}

/** An artifact with one revision and the names of where it is. */
export interface FoundArtifact {
  readonly artifact: ArtifactRow;
  readonly revision: RevisionRow;
  readonly project: string;
  readonly model: string;
  readonly version: string | null;
  /** Set when the whole project was deleted: its rows stay behind unmarked. */
  readonly projectEnd: { readonly at: Date | null; readonly by: string | null };
}

function named({ projectId, modelId, versionId, identifier }: ArtifactKey): SQL | undefined {
  return and(
    eq(artifacts.projectId, projectId),
    eq(artifacts.modelId, modelId),
    eq(artifacts.identifier, findable(identifier)),
    versionId === null ? isNull(artifacts.versionId) : eq(artifacts.versionId, versionId),
  );
}

function whole(executor: Executor, revision: number | null) {
  return executor
    .select({
      artifact: artifacts,
      revision: artifactRevisions,
      project: projects.name,
      model: models.name,
      version: versions.name,
      projectEnd: { at: projects.deletedAt, by: projects.deletedByName },
    })
    .from(artifacts)
    .innerJoin(
      artifactRevisions,
      and(
        eq(artifactRevisions.projectId, artifacts.projectId),
        eq(artifactRevisions.artifactId, artifacts.id),
        eq(artifactRevisions.revision, revision ?? artifacts.headRevision),
      ),
    )
    .innerJoin(projects, eq(projects.id, artifacts.projectId))
    .innerJoin(models, and(eq(models.projectId, artifacts.projectId), eq(models.id, artifacts.modelId)))
    .leftJoin(
      versions,
      and(eq(versions.projectId, artifacts.projectId), eq(versions.id, artifacts.versionId)),
    );
}

/** The living artifact at that key with its head, or with `revision`; null when either is absent. */
export async function findArtifact(
  executor: Executor,
  key: ArtifactKey,
  revision: number | null,
): Promise<FoundArtifact | null> {
  const [row] = await whole(executor, revision).where(and(named(key), isNull(artifacts.deletedAt)));
  return row ?? null;
}

/** As {@link findArtifact} by row id, deleted ones included. */
export async function findArtifactById(
  executor: Executor,
  id: string,
  revision: number | null,
): Promise<FoundArtifact | null> {
  const [row] = await whole(executor, revision).where(eq(artifacts.id, id));
  return row ?? null;
}

/** The living head row at that key, without its body. */
export async function findHead(executor: Executor, key: ArtifactKey): Promise<ArtifactRow | null> {
  const [row] = await executor
    .select()
    .from(artifacts)
    .where(and(named(key), isNull(artifacts.deletedAt)));
  return row ?? null;
}

/** When and by whom the last artifact at that key was deleted, or null when none was. */
export async function findDeletedArtifact(
  executor: Executor,
  key: ArtifactKey,
): Promise<{ at: Date; by: string } | null> {
  const [row] = await executor
    .select({ at: artifacts.deletedAt, by: artifacts.deletedByName })
    .from(artifacts)
    .where(and(named(key), isNotNull(artifacts.deletedAt)))
    .orderBy(desc(artifacts.deletedAt))
    .limit(1);
  return row?.at == null ? null : { at: row.at, by: row.by ?? '' };
}

/** Marks one artifact as deleted. False when it is gone by now. */
export async function softDeleteArtifact(
  tx: Transaction,
  id: string,
  ended: { deletedAt: Date; deletedByName: string },
): Promise<boolean> {
  const gone = await tx
    .update(artifacts)
    .set(ended)
    .where(and(eq(artifacts.id, id), isNull(artifacts.deletedAt)))
    .returning({ id: artifacts.id });
  return gone.length > 0;
}

/** Which of these scenario ids some living card of the model defines, but for those `without`, by identifier. */
export async function knownScenarioIds(
  executor: Executor,
  at: { projectId: string; modelId: string },
  ids: readonly string[],
  without: readonly string[] = [],
): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const defined = alias(artifacts, 'cards');
  const rows = await executor
    .select({ qasIds: defined.qasIds })
    .from(defined)
    .where(
      and(
        eq(defined.projectId, at.projectId),
        eq(defined.modelId, at.modelId),
        isNull(defined.versionId),
        eq(defined.type, 'card'),
        isNull(defined.deletedAt),
        without.length === 0 ? undefined : notInArray(defined.identifier, [...without]),
      ),
    );
  const all = new Set(rows.flatMap((row) => row.qasIds));
  return new Set(ids.filter((id) => all.has(id)));
}

/** One revision's row without its body. */
export type RevisionFacts = Omit<RevisionRow, 'body'>;

/** Columns of {@link RevisionFacts}. */
export const REVISION_FACTS = {
  projectId: artifactRevisions.projectId,
  artifactId: artifactRevisions.artifactId,
  revision: artifactRevisions.revision,
  sha256: artifactRevisions.sha256,
  size: artifactRevisions.size,
  stampedAt: artifactRevisions.stampedAt,
  creatorName: artifactRevisions.creatorName,
  createdAt: artifactRevisions.createdAt,
  createdById: artifactRevisions.createdById,
  createdByName: artifactRevisions.createdByName,
};

/** Joins an artifact to the revision that its head points to. */
export const HEAD_REVISION = and(
  eq(artifactRevisions.projectId, artifacts.projectId),
  eq(artifactRevisions.artifactId, artifacts.id),
  eq(artifactRevisions.revision, artifacts.headRevision),
);

/** One page (`limit + 1` rows) of an artifact's revisions, newest first. */
export async function listRevisionFacts(
  executor: Executor,
  artifact: { projectId: string; id: string },
  keyset: Keyset | null,
  limit: number,
): Promise<RevisionFacts[]> {
  const at = Number(keyset?.at[0]);
  const backward = keyset?.backward ?? false;
  const { revision } = artifactRevisions;
  return executor
    .select(REVISION_FACTS)
    .from(artifactRevisions)
    .where(
      and(
        eq(artifactRevisions.projectId, artifact.projectId),
        eq(artifactRevisions.artifactId, artifact.id),
        keyset === null ? undefined : backward ? gt(revision, at) : lt(revision, at),
      ),
    )
    .orderBy(backward ? asc(revision) : desc(revision))
    .limit(limit + 1);
}
