import { sql } from 'drizzle-orm';
import {
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { created, deleted, id, instant, oneOf, textArray, updated } from './columns';
import { projects } from './people';

export const ARTIFACT_TYPES = ['card', 'evidence', 'suite', 'results', 'report'] as const;
export const ARTIFACT_LEVELS = ['model', 'version'] as const;

export const models = pgTable(
  'models',
  {
    id: id(),
    projectId: uuid('project_id')
      .notNull()
      .references(() => projects.id),
    name: text('name').notNull(),
    nameKey: text('name_key').notNull(),
    ...created(),
    ...updated(),
    ...deleted(),
  },
  (t) => [
    primaryKey({ columns: [t.projectId, t.id] }),
    uniqueIndex('models_name').on(t.projectId, t.name).where(sql`${t.deletedAt} is null`),
    index('models_named').on(t.projectId, t.nameKey, t.id).where(sql`${t.deletedAt} is null`),
    index('models_id').on(t.id),
    index('models_created').on(t.projectId, t.createdAt, t.id).where(sql`${t.deletedAt} is null`),
  ],
);

export const versions = pgTable(
  'versions',
  {
    id: id(),
    projectId: uuid('project_id').notNull(),
    modelId: uuid('model_id').notNull(),
    name: text('name').notNull(),
    ...created(),
    ...updated(),
    ...deleted(),
  },
  (t) => [
    primaryKey({ columns: [t.projectId, t.id] }),
    foreignKey({
      name: 'versions_model',
      columns: [t.projectId, t.modelId],
      foreignColumns: [models.projectId, models.id],
    }).onUpdate('cascade'),
    uniqueIndex('versions_name').on(t.projectId, t.modelId, t.name).where(sql`${t.deletedAt} is null`),
    index('versions_id').on(t.id),
    index('versions_created').on(t.projectId, t.modelId, t.createdAt, t.id),
  ],
);

/**
 * Artifact heads: narrow rows that lists read. Bodies lie in {@link artifactRevisions}. `versionId` is null for
 * model-level ones (cards, suites). `identifier` is the full one: `<type>.<id>`.
 */
export const artifacts = pgTable(
  'artifacts',
  {
    id: id(),
    projectId: uuid('project_id').notNull(),
    modelId: uuid('model_id').notNull(),
    versionId: uuid('version_id'),
    type: text('type', { enum: ARTIFACT_TYPES }).notNull(),
    identifier: text('identifier').notNull(),
    level: text('level', { enum: ARTIFACT_LEVELS }).notNull(),
    headRevision: integer('head_revision').notNull(),
    /** Scenario ids that a card defines or a suite refers to. */
    qasIds: textArray('qas_ids').notNull(),
    /** A few facts for lists and the hallmark (`ArtifactSummary` of lib/artifacts); never the body. */
    summary: jsonb('summary').notNull(),
    ...created(),
    ...updated(),
    ...deleted(),
  },
  (t) => [
    primaryKey({ columns: [t.projectId, t.id] }),
    foreignKey({
      name: 'artifacts_model',
      columns: [t.projectId, t.modelId],
      foreignColumns: [models.projectId, models.id],
    }).onUpdate('cascade'),
    foreignKey({
      name: 'artifacts_version',
      columns: [t.projectId, t.versionId],
      foreignColumns: [versions.projectId, versions.id],
    }).onUpdate('cascade'),
    uniqueIndex('artifacts_version_identifier')
      .on(t.projectId, t.modelId, t.versionId, t.identifier)
      .where(sql`${t.deletedAt} is null and ${t.versionId} is not null`),
    uniqueIndex('artifacts_model_identifier')
      .on(t.projectId, t.modelId, t.identifier)
      .where(sql`${t.deletedAt} is null and ${t.versionId} is null`),
    index('artifacts_id').on(t.id),
    // One index per order in which a list is read: of a project, a model or a version, by change or by name.
    index('artifacts_updated').on(t.projectId, t.updatedAt, t.id).where(sql`${t.deletedAt} is null`),
    index('artifacts_named').on(t.projectId, t.identifier, t.id).where(sql`${t.deletedAt} is null`),
    index('artifacts_of_model')
      .on(t.projectId, t.modelId, t.updatedAt, t.id)
      .where(sql`${t.deletedAt} is null`),
    // Deleted ones too: it also answers what became of a name.
    index('artifacts_of_model_named').on(t.projectId, t.modelId, t.identifier, t.id),
    index('artifacts_of_version')
      .on(t.projectId, t.modelId, t.versionId, t.updatedAt, t.id)
      .where(sql`${t.deletedAt} is null`),
    // Old clients list in the order of making, which is that of the ids.
    index('artifacts_of_version_made')
      .on(t.projectId, t.modelId, t.versionId, t.id)
      .where(sql`${t.deletedAt} is null`),
    oneOf('artifacts_type', 'type', ARTIFACT_TYPES),
    oneOf('artifacts_level', 'level', ARTIFACT_LEVELS),
  ],
);

/** One immutable write of an artifact. `body` is the text as posted (assigned scenario ids are the only edit). */
export const artifactRevisions = pgTable(
  'artifact_revisions',
  {
    projectId: uuid('project_id').notNull(),
    artifactId: uuid('artifact_id').notNull(),
    revision: integer('revision').notNull(),
    body: text('body').notNull(),
    /** Hex SHA-256 of exactly `body`. */
    sha256: text('sha256').notNull(),
    /** Bytes of `body` in UTF-8. */
    size: integer('size').notNull(),
    /** Unix seconds that clients see: receipt, or what an importing administrator brought. */
    stampedAt: instant('stamped_at').notNull(),
    /** Creator that clients see; differs from created_by only for imports and holders of `view_as`. */
    creatorName: text('creator_name'),
    ...created(),
  },
  (t) => [
    primaryKey({ columns: [t.projectId, t.artifactId, t.revision] }),
    foreignKey({
      name: 'artifact_revisions_artifact',
      columns: [t.projectId, t.artifactId],
      foreignColumns: [artifacts.projectId, artifacts.id],
    })
      .onDelete('cascade')
      .onUpdate('cascade'),
  ],
);
