import { sql } from 'drizzle-orm';
import {
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { bytea, created, deleted, id, oneOf, updated } from './columns';

/** ZenML's component types, 0.8 to 0.13. */
export const COMPONENT_TYPES = [
  'alerter',
  'annotator',
  'artifact_store',
  'container_registry',
  'data_validator',
  'experiment_tracker',
  'feature_store',
  'metadata_store',
  'model_deployer',
  'orchestrator',
  'secrets_manager',
  'step_operator',
] as const;

/** Stack components. `configuration` is the YAML as sent, encrypted whole; `masked` its projection without secrets. */
export const stackComponents = pgTable(
  'stack_components',
  {
    id: id().primaryKey(),
    type: text('type', { enum: COMPONENT_TYPES }).notNull(),
    name: text('name').notNull(),
    nameKey: text('name_key').notNull(),
    flavor: text('flavor').notNull(),
    configuration: bytea('configuration').notNull(),
    masked: jsonb('masked').notNull(),
    ...created(),
    ...updated(),
    ...deleted(),
  },
  (t) => [
    uniqueIndex('stack_components_name').on(t.type, t.name).where(sql`${t.deletedAt} is null`),
    index('stack_components_named').on(t.type, t.nameKey, t.id).where(sql`${t.deletedAt} is null`),
    unique('stack_components_id_type').on(t.id, t.type),
    oneOf('stack_components_type', 'type', COMPONENT_TYPES),
  ],
);

/** Flavors that somebody declared. Nothing is ever imported or executed from `source`. */
export const flavors = pgTable(
  'flavors',
  {
    id: id().primaryKey(),
    type: text('type', { enum: COMPONENT_TYPES }).notNull(),
    name: text('name').notNull(),
    nameKey: text('name_key').notNull(),
    source: text('source').notNull(),
    integration: text('integration'),
    ...created(),
    ...updated(),
    ...deleted(),
  },
  (t) => [
    uniqueIndex('flavors_name').on(t.type, t.name).where(sql`${t.deletedAt} is null`),
    index('flavors_named').on(t.type, t.nameKey, t.id).where(sql`${t.deletedAt} is null`),
    oneOf('flavors_type', 'type', COMPONENT_TYPES),
  ],
);

export const stacks = pgTable(
  'stacks',
  {
    id: id().primaryKey(),
    name: text('name').notNull(),
    nameKey: text('name_key').notNull(),
    ...created(),
    ...updated(),
    ...deleted(),
  },
  (t) => [
    uniqueIndex('stacks_name').on(t.name).where(sql`${t.deletedAt} is null`),
    index('stacks_named').on(t.nameKey, t.id).where(sql`${t.deletedAt} is null`),
  ],
);

/** Which component a stack has of each type: at most one. A component in use cannot be removed. */
export const stackDefinitions = pgTable(
  'stack_definitions',
  {
    stackId: uuid('stack_id')
      .notNull()
      .references(() => stacks.id, { onDelete: 'cascade' }),
    componentType: text('component_type', { enum: COMPONENT_TYPES }).notNull(),
    componentId: uuid('component_id')
      .notNull()
      .references(() => stackComponents.id, { onDelete: 'restrict' }),
    /** Order in which the components were sent: clients compare field by field. */
    position: integer('position').notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.stackId, t.componentType] }),
    index('stack_definitions_component').on(t.componentId),
  ],
);
