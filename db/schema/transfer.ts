import { sql } from 'drizzle-orm';
import { check, jsonb, pgTable, unique, uuid } from 'drizzle-orm/pg-core';
import { roles } from './access';
import { created, id } from './columns';
import { users } from './people';

/**
 * Power that an import did not bring, waiting for an administrator's word: what an imported group permitted, for its
 * role (`words`, as `OfferedWord` of lib/transfer), or that somebody administered the store they come from.
 */
export const importOffers = pgTable(
  'import_offers',
  {
    id: id().primaryKey(),
    roleId: uuid('role_id').references(() => roles.id, { onDelete: 'cascade' }),
    userId: uuid('user_id').references(() => users.id, { onDelete: 'cascade' }),
    words: jsonb('words').notNull(),
    ...created(),
  },
  (t) => [
    unique('import_offers_role').on(t.roleId),
    unique('import_offers_user').on(t.userId),
    check('import_offers_one_subject', sql`(${t.roleId} is null) <> (${t.userId} is null)`),
  ],
);
