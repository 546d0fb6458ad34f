import { createHash } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { appendAudit } from '@/db/queries/audit';
import { artifactRevisions, artifacts } from '@/db/schema';
import { transact } from '@/db/transact';
import { writeArtifact } from '@/lib/artifacts/write-artifact';
import { newId } from '@/lib/core/id';
import { createParents } from '@/lib/models/create-parents';
import { evidenceText } from './evidence';
import type { BenchStore } from './stores';
import type { Measured } from './table';
import { againstBare } from './turns';

/**
 * Artifact writes through the verb (project, grants, validation, three inserts, audit) against the same rows in one
 * bare transaction each, through the same driver on the same connections. Turns alternate, so that neither side has
 * the warmer database.
 */
export async function measureWrites(store: BenchStore): Promise<Measured> {
  const { model, version } = await createParents(store.ctx(), {
    project: 'default',
    model: 'bench-writes',
    version: 'v1',
  });
  const place = { projectId: model.projectId, modelId: model.id, versionId: version.id };
  const byVerb = (name: string) =>
    writeArtifact(store.ctx(), {
      project: 'default',
      model: 'bench-writes',
      version: 'v1',
      artifactText: evidenceText(name),
    });
  const byHand = (name: string) => bareWrite(store, place, name);
  return againstBare(store, 'artifact writes', byVerb, byHand);
}

/** The rows that one write leaves: head, revision, audit event and the head of its chain. */
async function bareWrite(
  store: BenchStore,
  place: { projectId: string; modelId: string; versionId: string },
  name: string,
): Promise<void> {
  const { projectId } = place;
  const id = newId();
  const at = new Date();
  const text = evidenceText(name);
  const body = text.slice(text.indexOf('"body":') + 7, -1);
  const sha256 = createHash('sha256').update(body).digest('hex');
  const created = { createdAt: at, createdByName: 'bench' };
  const updated = { updatedAt: at, updatedByName: 'bench' };
  const summary = { type: 'evidence', testCase: name, valueType: 'real', display: '0.9' };
  await transact(store.opened.db, async (tx) => {
    await tx.insert(artifacts).values({
      id,
      ...place,
      type: 'evidence',
      identifier: `evidence.${name}`,
      level: 'version',
      headRevision: 1,
      qasIds: sql`'{}'::text[]`,
      summary,
      ...created,
      ...updated,
    });
    await tx.insert(artifactRevisions).values({
      projectId,
      artifactId: id,
      revision: 1,
      body,
      sha256,
      size: body.length,
      stampedAt: at,
      ...created,
    });
    await appendAudit(tx, {
      id: newId(),
      chain: projectId,
      payload: JSON.stringify({ id, at, action: 'artifact.create', details: { revision: 1, sha256 } }),
      at,
      actorId: null,
      actorName: 'bench',
      action: 'artifact.create',
      resourceType: 'artifact',
      resourceId: id,
      resourceName: name,
      projectId,
    });
  });
  if (name.endsWith('-1')) await readBack(store, id);
}

/** The first of each turn is read back: a comparison with rows that are not there would be easy to win. */
async function readBack(store: BenchStore, id: string): Promise<void> {
  const rows = await store.opened.db.select({ id: artifacts.id }).from(artifacts).where(eq(artifacts.id, id));
  if (rows.length !== 1) throw new Error('the bare transaction left no row');
}
