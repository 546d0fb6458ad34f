import { pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from './columns';

/**
 * Stacks that a ZenML client has just renamed: it deletes the old name afterwards, which is gone by then. Each row lets
 * one such deletion through, for the token that renamed, or for the user where clients come without a token.
 */
export const renameTombstones = pgTable(
  'rename_tombstones',
  {
    /** Row id of a token or user. No reference: a row is of no use after a minute. */
    holderId: uuid('token_id').notNull(),
    /** The name as the client wrote it in its address: what it will write again. */
    name: text('name_key').notNull(),
    expiresAt: instant('expires_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.holderId, t.name] })],
);
