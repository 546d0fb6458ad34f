import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { OPERATIONS, PERMISSION_TYPES, roles } from './access';
import { created, id, instant, oneOf } from './columns';
import { projects, users } from './people';

export const REQUEST_STATES = ['pending', 'granted', 'refused', 'withdrawn', 'expired'] as const;

/** Stands for what is null in the index of open requests: an index counts no two nulls as the same. */
const NONE = sql.raw("'00000000-0000-0000-0000-000000000000'::uuid");

/**
 * What people ask for: one permission, in the store or on a project, on everything there or on `resource_id` (as in
 * `role_permissions`), by itself or with all of a role that gives it, for some time. The making is the asking.
 */
export const accessRequests = pgTable(
  'access_requests',
  {
    id: id().primaryKey(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    operation: text('operation', { enum: OPERATIONS }).notNull(),
    type: text('type', { enum: PERMISSION_TYPES }).notNull(),
    /** Null: in the store. */
    projectId: uuid('project_id').references(() => projects.id, { onDelete: 'cascade' }),
    resourceId: uuid('resource_id'),
    /** The name of that one thing then; null where everything there is meant. */
    resourceName: text('resource_name'),
    /** The role asked for; null for the permission alone. */
    roleId: uuid('role_id').references(() => roles.id, { onDelete: 'cascade' }),
    /** How long it is asked for, from the answer on. */
    seconds: integer('seconds').notNull(),
    note: text('note'),
    state: text('state', { enum: REQUEST_STATES }).notNull(),
    ...created(),
    /** Until when it waits for an answer. */
    waitsUntil: instant('waits_until').notNull(),
    answeredAt: instant('answered_at'),
    answeredById: uuid('answered_by_id'),
    answeredByName: text('answered_by_name'),
    answerNote: text('answer_note'),
    /** When what was granted ends by itself. */
    grantedUntil: instant('granted_until'),
    /** What was granted; there is no such assignment any more once somebody has ended it, or it was swept. */
    assignmentId: uuid('assignment_id'),
  },
  (t) => [
    uniqueIndex('access_requests_open')
      .on(
        t.userId,
        t.operation,
        t.type,
        sql`coalesce(${t.projectId}, ${NONE})`,
        sql`coalesce(${t.resourceId}, ${NONE})`,
      )
      .where(sql`${t.state} = 'pending'`),
    index('access_requests_user').on(t.userId, t.createdAt),
    index('access_requests_pending').on(t.createdAt).where(sql`${t.state} = 'pending'`),
    index('access_requests_project').on(t.projectId),
    oneOf('access_requests_operation', 'operation', OPERATIONS),
    oneOf('access_requests_type', 'type', PERMISSION_TYPES),
    oneOf('access_requests_state', 'state', REQUEST_STATES),
    check('access_requests_seconds', sql`${t.seconds} > 0`),
  ],
);
