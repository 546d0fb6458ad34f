import { foreignKey, index, integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { id, instant } from './columns';
import { ARTIFACT_TYPES, models } from './models';
import { users } from './people';

/**
 * What somebody has typed into an editor and not saved: one per owner and place, read by nobody else. Not an
 * artifact: no stamps, no revisions, no audit rows; it goes when it is saved, discarded, or its place is deleted.
 */
export const artifactDrafts = pgTable(
  'artifact_drafts',
  {
    id: id().primaryKey(),
    ownerId: uuid('owner_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    projectId: uuid('project_id').notNull(),
    modelId: uuid('model_id').notNull(),
    /** Null for model-level artifacts. */
    versionId: uuid('version_id'),
    type: text('type', { enum: ARTIFACT_TYPES }).notNull(),
    /** The full identifier; empty for an artifact that is yet to be made. */
    identifier: text('identifier').notNull(),
    /** The revision that the owner began with; 0 for an artifact that is yet to be made. */
    baseRevision: integer('base_revision').notNull(),
    /** The form's tree as JSON text. */
    tree: text('tree').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (t) => [
    foreignKey({
      name: 'artifact_drafts_model',
      columns: [t.projectId, t.modelId],
      foreignColumns: [models.projectId, models.id],
    })
      .onDelete('cascade')
      .onUpdate('cascade'),
    unique('artifact_drafts_place')
      .on(t.ownerId, t.projectId, t.modelId, t.versionId, t.type, t.identifier)
      .nullsNotDistinct(),
    index('artifact_drafts_owner').on(t.ownerId, t.updatedAt),
    index('artifact_drafts_model').on(t.projectId, t.modelId),
  ],
);
