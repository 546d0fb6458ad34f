import { type SQL, sql } from 'drizzle-orm';
import type { Transaction } from '../client';
import type { ArtifactKey, ArtifactRow } from './artifacts';

/** One write: what the head says from now on, and the revision that it points to. */
export interface ArtifactWrite {
  readonly key: ArtifactKey;
  readonly type: ArtifactRow['type'];
  readonly level: ArtifactRow['level'];
  readonly qasIds: readonly string[];
  readonly summary: unknown;
  readonly body: string;
  readonly sha256: string;
  readonly size: number;
  readonly stampedAt: Date;
  readonly creatorName: string | null;
  readonly at: Date;
  readonly byId: string | null;
  readonly byName: string;
}

/** The head as a write left it. */
export interface WrittenHead {
  readonly id: string;
  readonly headRevision: number;
  readonly createdAt: Date;
  readonly createdByName: string;
}

/**
 * Inserts an artifact with its first revision in one statement; null when one of that identifier is there (the unique
 * index decides among concurrent creators) or its version or model was deleted meanwhile.
 */
export function insertArtifact(
  tx: Transaction,
  id: string,
  write: ArtifactWrite,
): Promise<WrittenHead | null> {
  const { key, at, byId, byName } = write;
  return writeHeadAndRevision(
    tx,
    write,
    sql`insert into artifacts (id, project_id, model_id, version_id, type, identifier, level, head_revision, qas_ids,
        summary, created_at, created_by_id, created_by_name, updated_at, updated_by_id, updated_by_name)
      select ${id}::uuid, ${key.projectId}::uuid, ${key.modelId}::uuid, ${key.versionId}::uuid, ${write.type},
        ${key.identifier}, ${write.level}, 1, ${texts(write.qasIds)}, ${JSON.stringify(write.summary)}::text::jsonb,
        ${instant(at)}, ${byId}::uuid, ${byName}, ${instant(write.stampedAt)}, ${byId}::uuid, ${signed(write)}
      from place on conflict do nothing`,
  );
}

/**
 * Gives the living artifact at a key one more revision, atomically; null when there is none or, with `expected`, when
 * its head is another revision by now.
 */
export function advanceArtifact(
  tx: Transaction,
  expected: number | null,
  write: ArtifactWrite,
): Promise<WrittenHead | null> {
  const { key, byId } = write;
  const version =
    key.versionId === null ? sql`a.version_id is null` : sql`a.version_id = ${key.versionId}::uuid`;
  const asExpected = expected === null ? sql`` : sql`and a.head_revision = ${expected}::integer`;
  return writeHeadAndRevision(
    tx,
    write,
    sql`update artifacts a set head_revision = a.head_revision + 1, qas_ids = ${texts(write.qasIds)},
        summary = ${JSON.stringify(write.summary)}::text::jsonb, updated_at = ${instant(write.stampedAt)},
        updated_by_id = ${byId}::uuid, updated_by_name = ${signed(write)}
      from place where a.project_id = ${key.projectId}::uuid and a.model_id = ${key.modelId}::uuid and ${version}
        and a.identifier = ${key.identifier} and a.deleted_at is null ${asExpected}`,
  );
}

async function writeHeadAndRevision(
  tx: Transaction,
  write: ArtifactWrite,
  head: SQL,
): Promise<WrittenHead | null> {
  const { key, at, byId, byName } = write;
  // The share lock keeps a concurrent deletion from leaving a living artifact in a dead place.
  const place =
    key.versionId === null
      ? sql`select 1 from models where project_id = ${key.projectId}::uuid and id = ${key.modelId}::uuid
          and deleted_at is null for share`
      : sql`select 1 from versions where project_id = ${key.projectId}::uuid and id = ${key.versionId}::uuid
          and deleted_at is null for share`;
  const rows = await tx.execute<{ id: string; revision: number; created_at: string; created_by: string }>(sql`
    with place as (${place}),
    head as (${head} returning project_id, id, head_revision, created_at, created_by_name),
    revision as (
      insert into artifact_revisions (project_id, artifact_id, revision, body, sha256, size, stamped_at, creator_name,
        created_at, created_by_id, created_by_name)
      select head.project_id, head.id, head.head_revision, ${write.body}, ${write.sha256}, ${write.size}::integer,
        ${instant(write.stampedAt)}, ${write.creatorName}, ${instant(at)}, ${byId}::uuid, ${byName}
      from head)
    select id, head_revision as revision, created_at, created_by_name as created_by from head`);
  const row = rows[0];
  if (row === undefined) return null;
  return {
    id: row.id,
    headRevision: row.revision,
    createdAt: new Date(row.created_at),
    createdByName: row.created_by,
  };
}

/** Who lists say wrote it: the claimed creator of an import; who really wrote stands in the revision and the audit row. */
const signed = (write: ArtifactWrite): string => write.creatorName ?? write.byName;

const instant = (at: Date): SQL => sql`${at.toISOString()}::timestamptz`;

/** A text array through JSON: the driver gives arrays of its own no type. */
const texts = (values: readonly string[]): SQL =>
  sql`(select coalesce(array_agg(t), '{}') from json_array_elements_text(${JSON.stringify(values)}::text::json) t)`;
