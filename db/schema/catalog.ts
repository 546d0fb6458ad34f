import { sql } from 'drizzle-orm';
import { boolean, foreignKey, index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { created, deleted, id, instant, oneOf, textArray, updated } from './columns';

/** The five custom lists, in the order that clients see. */
export const CUSTOM_LISTS = [
  'classification',
  'problem_types',
  'tags',
  'qa_categories',
  'quality_attributes',
] as const;

export const catalogs = pgTable('catalogs', {
  id: id().primaryKey(),
  /** What clients address: `sample`, `local`. */
  name: text('name').notNull().unique(),
  readOnly: boolean('read_only').notNull(),
  createdAt: instant('created_at').notNull(),
});

export const catalogEntries = pgTable(
  'catalog_entries',
  {
    id: id().primaryKey(),
    catalogId: uuid('catalog_id')
      .notNull()
      .references(() => catalogs.id),
    identifier: text('identifier').notNull(),
    tags: textArray('tags').notNull(),
    qualityAttribute: text('quality_attribute').notNull(),
    code: text('code').notNull(),
    description: text('description'),
    inputs: text('inputs'),
    output: text('output'),
    ...created(),
    ...updated(),
    ...deleted(),
  },
  (t) => [
    uniqueIndex('catalog_entries_identifier')
      .on(t.catalogId, t.identifier)
      .where(sql`${t.deletedAt} is null`),
    // One index per order in which entries are read; old clients read a catalog in the order of making.
    index('catalog_entries_named').on(t.identifier, t.id).where(sql`${t.deletedAt} is null`),
    index('catalog_entries_updated').on(t.updatedAt, t.id).where(sql`${t.deletedAt} is null`),
    index('catalog_entries_made').on(t.catalogId, t.id).where(sql`${t.deletedAt} is null`),
    index('catalog_entries_of_attribute')
      .on(t.qualityAttribute, t.identifier, t.id)
      .where(sql`${t.deletedAt} is null`),
    index('catalog_entries_tags').using('gin', t.tags).where(sql`${t.deletedAt} is null`),
  ],
);

/** Entries of the custom lists. Only quality attributes have a parent: a quality category, deleted with it. */
export const customListEntries = pgTable(
  'custom_list_entries',
  {
    id: id().primaryKey(),
    list: text('list', { enum: CUSTOM_LISTS }).notNull(),
    name: text('name').notNull(),
    description: text('description').notNull(),
    parentId: uuid('parent_id'),
    ...created(),
    ...updated(),
    ...deleted(),
  },
  (t) => [
    uniqueIndex('custom_list_entries_name').on(t.list, t.name).where(sql`${t.deletedAt} is null`),
    foreignKey({ name: 'custom_list_entries_parent', columns: [t.parentId], foreignColumns: [t.id] }),
    index('custom_list_entries_parent_id').on(t.parentId),
    oneOf('custom_list_entries_list', 'list', CUSTOM_LISTS),
  ],
);

export const ALIAS_KINDS = [
  'user',
  'team',
  'role',
  'project',
  'model',
  'version',
  'artifact',
  'stack',
  'component',
  'pipeline',
  'run',
] as const;

/**
 * Former names: a page address with an old name redirects to the row that bore it last. Those of users, teams and roles lead
 * nowhere: they are kept so that nobody else is taken for their bearer.
 */
export const nameAliases = pgTable(
  'name_aliases',
  {
    id: id().primaryKey(),
    kind: text('kind', { enum: ALIAS_KINDS }).notNull(),
    /** Row id of what the name was unique in: the project, model or version; null in the store. */
    scopeId: uuid('scope_id'),
    /** As it was written, a component's after its type and a slash; of users, teams and roles what the name folds to. */
    name: text('name_key').notNull(),
    targetId: uuid('target_id').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    index('name_aliases_name').on(t.kind, t.name, t.scopeId, t.createdAt),
    oneOf('name_aliases_kind', 'kind', ALIAS_KINDS),
  ],
);
