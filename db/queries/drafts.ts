import { and, desc, eq, notInArray, type SQL, sql } from 'drizzle-orm';
import type { Bookkeeper, Executor, Transaction } from '../client';
import { artifactDrafts } from '../schema';

type DraftRow = typeof artifactDrafts.$inferSelect;

/** Whose draft, and of what. */
export type DraftKey = Pick<
  DraftRow,
  'ownerId' | 'projectId' | 'modelId' | 'versionId' | 'type' | 'identifier'
>;

const isAt = (key: DraftKey): SQL | undefined =>
  and(
    eq(artifactDrafts.ownerId, key.ownerId),
    eq(artifactDrafts.projectId, key.projectId),
    eq(artifactDrafts.modelId, key.modelId),
    sql`${artifactDrafts.versionId} is not distinct from ${key.versionId}::uuid`,
    eq(artifactDrafts.type, key.type),
    eq(artifactDrafts.identifier, key.identifier),
  );

export async function findDraft(executor: Executor, key: DraftKey): Promise<DraftRow | null> {
  const [row] = await executor.select().from(artifactDrafts).where(isAt(key));
  return row ?? null;
}

/** Writes the draft over the one of `seen`, or as the first; false when there is another by now. */
export async function putDraft(tx: Transaction, row: DraftRow, seen: Date | null): Promise<boolean> {
  const { baseRevision, tree, updatedAt } = row;
  const written = await tx
    .insert(artifactDrafts)
    .values(row)
    .onConflictDoUpdate({
      target: [
        artifactDrafts.ownerId,
        artifactDrafts.projectId,
        artifactDrafts.modelId,
        artifactDrafts.versionId,
        artifactDrafts.type,
        artifactDrafts.identifier,
      ],
      set: { baseRevision, tree, updatedAt },
      setWhere: sql`${artifactDrafts.updatedAt} = ${seen === null ? null : seen.toISOString()}::timestamptz`,
    })
    .returning({ id: artifactDrafts.id });
  return written.length > 0;
}

export async function deleteDraft(executor: Bookkeeper, key: DraftKey): Promise<void> {
  await executor.delete(artifactDrafts).where(isAt(key));
}

/** Keeps the owner's `most` newest. */
export async function trimDrafts(tx: Transaction, ownerId: string, most: number): Promise<void> {
  const newest = tx
    .select({ id: artifactDrafts.id })
    .from(artifactDrafts)
    .where(eq(artifactDrafts.ownerId, ownerId))
    .orderBy(desc(artifactDrafts.updatedAt), desc(artifactDrafts.id))
    .limit(most);
  await tx
    .delete(artifactDrafts)
    .where(and(eq(artifactDrafts.ownerId, ownerId), notInArray(artifactDrafts.id, newest)));
}

/** Everybody's drafts of a model, of a version of it, or of one artifact. */
export async function dropDrafts(
  tx: Transaction,
  of: { projectId: string; modelId: string; versionId?: string | null; identifier?: string },
): Promise<void> {
  const { projectId, modelId, versionId, identifier } = of;
  await tx
    .delete(artifactDrafts)
    .where(
      and(
        eq(artifactDrafts.projectId, projectId),
        eq(artifactDrafts.modelId, modelId),
        versionId === undefined
          ? undefined
          : sql`${artifactDrafts.versionId} is not distinct from ${versionId}::uuid`,
        identifier === undefined ? undefined : eq(artifactDrafts.identifier, identifier),
      ),
    );
}
