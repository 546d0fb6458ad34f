import { sql } from 'drizzle-orm';
import { boolean, check, index, pgTable, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { created, deleted, id, instant, oneOf, updated } from './columns';
import { projects, teams, users } from './people';

/** Everything that permissions speak of; the last three guard powers. */
export const OPERATIONS = [
  'user',
  'team',
  'project',
  'role',
  'role_assignment',
  'stack',
  'stack_component',
  'flavor',
  'pipeline_run',
  'model',
  'artifact',
  'catalog',
  'custom_list',
  'token',
  'audit',
  'secret',
  'escalation',
  'view_as',
] as const;

export const PERMISSION_TYPES = ['create', 'read', 'update', 'delete'] as const;

export const ROLE_ORIGINS = ['built_in', 'custom', 'model', 'request'] as const;

/**
 * Named sets of permissions. `built_in` ones cannot be changed; `model` ones are made by the store with a model
 * (its id stands in `model_id`) and named after its row id, so that renames need no second write; `request` ones are made
 * for one access request, bear no name to people and end with the assignment that they were made for.
 */
export const roles = pgTable(
  'roles',
  {
    id: id().primaryKey(),
    name: text('name').notNull(),
    nameKey: text('name_key').notNull(),
    description: text('description'),
    origin: text('origin', { enum: ROLE_ORIGINS }).notNull(),
    modelId: uuid('model_id'),
    ...created(),
    ...updated(),
    ...deleted(),
  },
  (t) => [
    uniqueIndex('roles_name_key').on(t.nameKey).where(sql`${t.deletedAt} is null`),
    index('roles_name').on(t.name).where(sql`${t.deletedAt} is null`),
    index('roles_model').on(t.modelId),
    oneOf('roles_origin', 'origin', ROLE_ORIGINS),
  ],
);

/**
 * One permitted type on one operation, everywhere the assignment reaches or only on `resource_id`: the row id of a model
 * (operations model and artifact), a user, a role or a catalog, or the fixed id of a custom list. The operation says which.
 */
export const rolePermissions = pgTable(
  'role_permissions',
  {
    roleId: uuid('role_id')
      .notNull()
      .references(() => roles.id, { onDelete: 'cascade' }),
    operation: text('operation', { enum: OPERATIONS }).notNull(),
    type: text('type', { enum: PERMISSION_TYPES }).notNull(),
    resourceId: uuid('resource_id'),
  },
  (t) => [
    unique('role_permissions_once').on(t.roleId, t.operation, t.type, t.resourceId).nullsNotDistinct(),
    index('role_permissions_resource').on(t.resourceId).where(sql`${t.resourceId} is not null`),
    oneOf('role_permissions_operation', 'operation', OPERATIONS),
    oneOf('role_permissions_type', 'type', PERMISSION_TYPES),
  ],
);

/** Role × (one user or one team) × (one project, or everywhere when null). The same one twice is one row. */
export const roleAssignments = pgTable(
  'role_assignments',
  {
    id: id().primaryKey(),
    roleId: uuid('role_id')
      .notNull()
      .references(() => roles.id, { onDelete: 'cascade' }),
    userId: uuid('user_id').references(() => users.id, { onDelete: 'cascade' }),
    teamId: uuid('team_id').references(() => teams.id, { onDelete: 'cascade' }),
    projectId: uuid('project_id').references(() => projects.id, { onDelete: 'cascade' }),
    /** Made with a model for its creator: only looked at when that model is asked for. */
    isOfModel: boolean('is_of_model').notNull().default(false),
    ...created(),
    expiresAt: instant('expires_at'),
  },
  (t) => [
    unique('role_assignments_once').on(t.roleId, t.userId, t.teamId, t.projectId).nullsNotDistinct(),
    check('role_assignments_one_holder', sql`(${t.userId} is null) <> (${t.teamId} is null)`),
    index('role_assignments_user').on(t.userId),
    index('role_assignments_user_wide').on(t.userId).where(sql`not ${t.isOfModel}`),
    index('role_assignments_team').on(t.teamId),
    index('role_assignments_project').on(t.projectId),
  ],
);

/** What the store must remember of itself: set-up secret, seeding done, and the sentinel that grant changes lock. */
export const storeState = pgTable('store_state', {
  key: text('key').primaryKey(),
  value: text('value').notNull(),
});
