import { bigint, index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { id, instant } from './columns';

/** Head of each chain: one per project (its row id) and one for the store (`store`). Updating it orders the writers. */
export const auditChains = pgTable('audit_chains', {
  chain: text('chain').primaryKey(),
  seq: bigint('seq', { mode: 'number' }).notNull(),
  previousHash: text('previous_hash').notNull(),
  hash: text('hash').notNull(),
});

/**
 * Who did what. Append-only; `hash` = hex SHA-256 of `previous_hash` + LF + `payload`, where `payload` is the JSON
 * text of all that the row tells, so a chain can be verified offline from these three columns.
 */
export const auditEvents = pgTable(
  'audit_events',
  {
    id: id(),
    chain: text('chain').notNull(),
    seq: bigint('seq', { mode: 'number' }).notNull(),
    previousHash: text('previous_hash').notNull(),
    hash: text('hash').notNull(),
    payload: text('payload').notNull(),
    at: instant('at').notNull(),
    actorId: uuid('actor_id'),
    actorName: text('actor_name').notNull(),
    action: text('action').notNull(),
    resourceType: text('resource_type').notNull(),
    resourceId: uuid('resource_id'),
    projectId: uuid('project_id'),
  },
  (t) => [
    primaryKey({ columns: [t.chain, t.seq] }),
    index('audit_events_at').on(t.at, t.id),
    index('audit_events_project').on(t.projectId, t.at, t.id),
    index('audit_events_resource').on(t.resourceId, t.at),
    index('audit_events_actor').on(t.actorId, t.at),
  ],
);

/**
 * Refused sign-ins and refused moves of power, the newest of them. No chain: strangers cause them, as many as they
 * like. `payload` is the JSON text of what the row tells, as in {@link auditEvents}.
 */
export const securityEvents = pgTable(
  'security_events',
  {
    seq: bigint('seq', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    id: id(),
    payload: text('payload').notNull(),
    at: instant('at').notNull(),
    /** Null where nobody is known: names of accounts that do not exist are left out, people type passwords there. */
    actorId: uuid('actor_id'),
    actorName: text('actor_name').notNull(),
    action: text('action').notNull(),
  },
  (t) => [index('security_events_at').on(t.at, t.id), index('security_events_actor').on(t.actorId, t.at)],
);
