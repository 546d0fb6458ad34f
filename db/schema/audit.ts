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
    /** The name it had then. */
    resourceName: text('resource_name').notNull(),
    projectId: uuid('project_id'),
  },
  (t) => [
    primaryKey({ columns: [t.chain, t.seq] }),
    index('audit_events_at').on(t.at, t.id),
    index('audit_events_project').on(t.projectId, t.at, t.id),
    index('audit_events_resource').on(t.resourceId, t.at),
    index('audit_events_actor').on(t.actorId, t.at),
    index('audit_events_type').on(t.resourceType, t.at, t.id),
    index('audit_events_action').on(t.action, t.at, t.id),
    index('audit_events_name').on(t.resourceName.op('text_pattern_ops')),
  ],
);

/**
 * How far each chain has been checked, so that the next check goes on from there. The hash is that of event `seq`: who
 * rewrites what was checked before has to rewrite this row, too, and every copy of an export.
 */
export const auditChecks = pgTable('audit_checks', {
  chain: text('chain').primaryKey(),
  /** The last event that was found right, in a row from the first; 0 before any was. */
  seq: bigint('seq', { mode: 'number' }).notNull(),
  hash: text('hash').notNull(),
  /** When it was last checked up to the head that it had then. */
  checkedAt: instant('checked_at').notNull(),
  /** The first event that is not as it was written; null while there is none. */
  brokenSeq: bigint('broken_seq', { mode: 'number' }),
  /** What is wrong there, a word of `AuditFault`; null while nothing is. */
  fault: text('fault'),
});

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
