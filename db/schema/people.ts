import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { bytea, created, deleted, id, instant, oneOf, updated } from './columns';

/** A `service` account is a program's: it has no password, and its owning team answers for it. It never becomes a person. */
export const ACCOUNT_KINDS = ['person', 'service'] as const;

/** Accounts. `passwordHash` is argon2id or, after an import, bcrypt; null means that no password opens the account. */
export const users = pgTable(
  'users',
  {
    id: id().primaryKey(),
    name: text('name').notNull(),
    nameKey: text('name_key').notNull(),
    email: text('email'),
    fullName: text('full_name'),
    passwordHash: text('password_hash'),
    isActive: boolean('is_active').notNull().default(true),
    /** Raised by a new password, deactivation and "end all sessions": older client tokens stop working. */
    credentialEpoch: integer('credential_epoch').notNull().default(0),
    kind: text('kind', { enum: ACCOUNT_KINDS }).notNull().default('person'),
    /** Of a service account, whoever leads it issues, rotates and ends its tokens. It may differ from the teams it is in. */
    ownerTeamId: uuid('owner_team_id').references(() => teams.id),
    /** What a service account is for. */
    description: text('description'),
    ...created(),
    ...updated(),
    ...deleted(),
  },
  (t) => [
    uniqueIndex('users_name_key').on(t.nameKey).where(sql`${t.deletedAt} is null`),
    index('users_name').on(t.name).where(sql`${t.deletedAt} is null`),
    unique('users_id_kind').on(t.id, t.kind),
    index('users_owner_team').on(t.ownerTeamId).where(sql`${t.kind} = 'service' and ${t.deletedAt} is null`),
    oneOf('users_kind', 'kind', ACCOUNT_KINDS),
    check('users_service_owned', sql`(${t.kind} = 'service') = (${t.ownerTeamId} is not null)`),
    check(
      'users_service_unopened',
      sql`${t.kind} = 'person' or (${t.passwordHash} is null and ${t.email} is null and ${t.fullName} is null)`,
    ),
    check('users_person_undescribed', sql`${t.kind} = 'service' or ${t.description} is null`),
  ],
);

/**
 * Stands beside a reference to an account that must be a person's: the reference is of both columns, so that no row can
 * name a service account, whoever writes it.
 */
export const personKind = () =>
  text('user_kind', { enum: ['person'] })
    .notNull()
    .default('person');

/** Browser sessions. The cookie holds a random id; here lies its SHA-256, read on every request. */
export const sessions = pgTable(
  'sessions',
  {
    id: id().primaryKey(),
    userId: uuid('user_id').notNull(),
    userKind: personKind(),
    tokenHash: bytea('token_hash').notNull(),
    createdAt: instant('created_at').notNull(),
    lastSeenAt: instant('last_seen_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    userAgent: text('user_agent'),
    address: text('address'),
    /** Whom it views the store as, and until when at most; both or neither. */
    viewingId: uuid('viewing_id'),
    viewingUntil: instant('viewing_until'),
  },
  (t) => [
    foreignKey({
      name: 'sessions_person',
      columns: [t.userId, t.userKind],
      foreignColumns: [users.id, users.kind],
    }).onDelete('cascade'),
    foreignKey({
      name: 'sessions_viewed_person',
      columns: [t.viewingId, t.userKind],
      foreignColumns: [users.id, users.kind],
    }).onDelete('cascade'),
    check('sessions_view', sql`(${t.viewingId} is null) = (${t.viewingUntil} is null)`),
    check('sessions_view_of_another', sql`${t.viewingId} <> ${t.userId}`),
    uniqueIndex('sessions_token_hash').on(t.tokenHash),
    index('sessions_user').on(t.userId),
    oneOf('sessions_user_kind', 'user_kind', ['person']),
  ],
);

/** Failed sign-ins in a window, per bucket (`account:…`, `client:…`, `global`). Successes are not counted. */
export const signInFailures = pgTable('sign_in_failures', {
  bucket: text('bucket').primaryKey(),
  windowStart: instant('window_start').notNull(),
  failures: integer('failures').notNull(),
});

/**
 * When an account last had its right password from a client: such a pair is held to its own failures only. Rows older
 * than `REMEMBERED_MS` (lib/sign-in/sign-in-limits.ts) say nothing and are swept.
 */
export const signInSuccesses = pgTable('sign_in_successes', {
  /** As the pair's counter in `sign_in_failures` is called. */
  pair: text('pair').primaryKey(),
  lastAt: instant('last_at').notNull(),
});

export const teams = pgTable(
  'teams',
  {
    id: id().primaryKey(),
    name: text('name').notNull(),
    nameKey: text('name_key').notNull(),
    ...created(),
    ...updated(),
    ...deleted(),
  },
  (t) => [
    uniqueIndex('teams_name_key').on(t.nameKey).where(sql`${t.deletedAt} is null`),
    index('teams_name').on(t.name).where(sql`${t.deletedAt} is null`),
  ],
);

export const teamMemberships = pgTable(
  'team_memberships',
  {
    teamId: uuid('team_id')
      .notNull()
      .references(() => teams.id, { onDelete: 'cascade' }),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** Whether they may say who else is in the team. */
    isLead: boolean('is_lead').notNull().default(false),
    ...created(),
  },
  (t) => [primaryKey({ columns: [t.teamId, t.userId] }), index('team_memberships_user').on(t.userId)],
);

export const projects = pgTable(
  'projects',
  {
    id: id().primaryKey(),
    name: text('name').notNull(),
    nameKey: text('name_key').notNull(),
    description: text('description'),
    /** Where a commit of its code is shown, `{sha}` standing for it; null for nowhere. */
    commitUrl: text('commit_url'),
    ...created(),
    ...updated(),
    ...deleted(),
  },
  (t) => [
    uniqueIndex('projects_name_key').on(t.nameKey).where(sql`${t.deletedAt} is null`),
    index('projects_name').on(t.name).where(sql`${t.deletedAt} is null`),
  ],
);

export const TOKEN_KINDS = ['api', 'zenml'] as const;

/** API tokens: shown once, SHA-256 at rest. `zenml` ones open the ZenML door and no other. */
export const tokens = pgTable(
  'tokens',
  {
    id: id().primaryKey(),
    userId: uuid('user_id').notNull(),
    kind: text('kind', { enum: TOKEN_KINDS }).notNull(),
    name: text('name').notNull(),
    /** First characters, for recognising it in a list. */
    prefix: text('prefix').notNull(),
    tokenHash: bytea('token_hash').notNull(),
    readOnly: boolean('read_only').notNull().default(false),
    projectId: uuid('project_id').references(() => projects.id, { onDelete: 'cascade' }),
    ...created(),
    expiresAt: instant('expires_at').notNull(),
    lastUsedAt: instant('last_used_at'),
    /** Client address of the last noted use. */
    lastUsedFrom: text('last_used_from'),
    revokedAt: instant('revoked_at'),
    /** The token that took its place when it was rotated. */
    successorId: uuid('successor_id'),
  },
  (t) => [
    foreignKey({ name: 'tokens_user', columns: [t.userId], foreignColumns: [users.id] }).onDelete('cascade'),
    uniqueIndex('tokens_token_hash').on(t.tokenHash),
    index('tokens_user_id').on(t.userId),
    oneOf('tokens_kind', 'kind', TOKEN_KINDS),
  ],
);
