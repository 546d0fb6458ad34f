import { pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from './columns';
import { tokens } from './people';

/**
 * Stacks that a ZenML client has just renamed: it deletes the old name afterwards, which is gone by then. Each row lets
 * one such deletion through, for the token that renamed.
 */
export const renameTombstones = pgTable(
  'rename_tombstones',
  {
    tokenId: uuid('token_id')
      .notNull()
      .references(() => tokens.id, { onDelete: 'cascade' }),
    nameKey: text('name_key').notNull(),
    expiresAt: instant('expires_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tokenId, t.nameKey] })],
);
