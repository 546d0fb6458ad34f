import { date, foreignKey, index, integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { OPERATIONS, PERMISSION_TYPES, roleAssignments } from './access';
import { instant, oneOf } from './columns';
import { projects, users } from './people';

/** What was used where by whom; `project_id` null: in the store, or over all projects. */
const used = () => ({
  userId: uuid('user_id')
    .notNull()
    .references(() => users.id, { onDelete: 'cascade' }),
  operation: text('operation', { enum: OPERATIONS }).notNull(),
  type: text('type', { enum: PERMISSION_TYPES }).notNull(),
  projectId: uuid('project_id').references(() => projects.id, { onDelete: 'cascade' }),
});

/**
 * In how many requests of a day (UTC) somebody was allowed something by a permission. Days come in order, so that a range
 * of blocks says which may be old: the index is a few pages, whatever the table holds.
 */
export const permissionUses = pgTable(
  'permission_uses',
  {
    ...used(),
    day: date('day', { mode: 'string' }).notNull(),
    uses: integer('uses').notNull(),
  },
  (t) => [
    unique('permission_uses_once').on(t.userId, t.operation, t.type, t.projectId, t.day).nullsNotDistinct(),
    index('permission_uses_day').using('brin', t.day),
    oneOf('permission_uses_operation', 'operation', OPERATIONS),
    oneOf('permission_uses_type', 'type', PERMISSION_TYPES),
  ],
);

/** The last day of each, for the review: it would read a year of days otherwise. */
export const lastPermissionUses = pgTable(
  'last_permission_uses',
  { ...used(), day: date('day', { mode: 'string' }).notNull() },
  (t) => [
    unique('last_permission_uses_once').on(t.userId, t.operation, t.type, t.projectId).nullsNotDistinct(),
    oneOf('last_permission_uses_operation', 'operation', OPERATIONS),
    oneOf('last_permission_uses_type', 'type', PERMISSION_TYPES),
  ],
);

/**
 * The last day on which a holder of an assignment used one of its words, as the assignment stood then: the review's list
 * would work it out for each assignment otherwise. No foreign key, for which a flush would wait for whoever ends one and
 * then fail: ids are given once, and rows of what is gone go with the first flush of a day.
 */
export const assignmentUses = pgTable('assignment_uses', {
  assignmentId: uuid('assignment_id').primaryKey(),
  day: date('day', { mode: 'string' }).notNull(),
});

/** That an unused assignment is kept: who said so last, and until when nobody is asked again. */
export const keptAssignments = pgTable(
  'kept_assignments',
  {
    assignmentId: uuid('assignment_id').primaryKey(),
    keptAt: instant('kept_at').notNull(),
    keptById: uuid('kept_by_id'),
    keptByName: text('kept_by_name').notNull(),
    keptUntil: instant('kept_until').notNull(),
  },
  (t) => [
    foreignKey({
      name: 'kept_assignments_assignment',
      columns: [t.assignmentId],
      foreignColumns: [roleAssignments.id],
    }).onDelete('cascade'),
  ],
);
