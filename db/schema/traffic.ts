import { date, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant, oneOf } from './columns';

/** What answers requests: pages, their forms, what pages download and fetch, and the three doors. */
export const ROUTE_KINDS = ['page', 'action', 'data', 'v1', 'mlte', 'zenml'] as const;
/** The doors that programs come through. */
export const CLIENT_DOORS = ['v1', 'mlte', 'zenml'] as const;
/** How long a time one row of times stands for. */
export const TIME_SPANS = ['minute', 'hour'] as const;

/**
 * How many requests of a route took how long, of one minute and, added up, of one hour. `counts` has a place for each
 * bucket, the fastest first, up to the last that is not empty; see lib/traffic/buckets.
 */
export const requestTimes = pgTable(
  'request_times',
  {
    span: text('span', { enum: TIME_SPANS }).notNull(),
    beganAt: instant('began_at').notNull(),
    kind: text('kind', { enum: ROUTE_KINDS }).notNull(),
    method: text('method').notNull(),
    route: text('route').notNull(),
    counts: integer('counts').array().notNull(),
  },
  (t) => [
    primaryKey({ name: 'request_times_once', columns: [t.span, t.beganAt, t.kind, t.method, t.route] }),
    oneOf('request_times_span', 'span', TIME_SPANS),
    oneOf('request_times_kind', 'kind', ROUTE_KINDS),
  ],
);

/** Clients that were let in at a door, by what they call themselves. An empty name is the rest of them. */
export const seenClients = pgTable(
  'seen_clients',
  {
    door: text('door', { enum: CLIENT_DOORS }).notNull(),
    name: text('name').notNull(),
    version: text('version').notNull(),
    firstSeenAt: instant('first_seen_at').notNull(),
    lastSeenAt: instant('last_seen_at').notNull(),
  },
  (t) => [
    primaryKey({ name: 'seen_clients_once', columns: [t.door, t.name, t.version] }),
    oneOf('seen_clients_door', 'door', CLIENT_DOORS),
  ],
);

/** How many requests each of them sent on a day (UTC). */
export const clientDays = pgTable(
  'client_days',
  {
    door: text('door', { enum: CLIENT_DOORS }).notNull(),
    name: text('name').notNull(),
    version: text('version').notNull(),
    day: date('day', { mode: 'string' }).notNull(),
    requests: integer('requests').notNull(),
  },
  (t) => [
    primaryKey({ name: 'client_days_once', columns: [t.door, t.name, t.version, t.day] }),
    index('client_days_day').on(t.day),
    oneOf('client_days_door', 'door', CLIENT_DOORS),
  ],
);
