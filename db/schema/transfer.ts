import { sql } from 'drizzle-orm';
import { check, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { roles } from './access';
import { created, id, oneOf } from './columns';
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

export const ID_ALIAS_KINDS = ['user', 'team', 'project', 'role', 'role_assignment'] as const;

/** Ids that imported things bore elsewhere: what is here by that name keeps its own id, and what names the other finds it. */
export const idAliases = pgTable(
  'id_aliases',
  {
    kind: text('kind', { enum: ID_ALIAS_KINDS }).notNull(),
    alias: uuid('alias').notNull(),
    targetId: uuid('target_id').notNull(),
    ...created(),
  },
  (t) => [primaryKey({ columns: [t.kind, t.alias] }), oneOf('id_aliases_kind', 'kind', ID_ALIAS_KINDS)],
);
