import { sql } from 'drizzle-orm';
import {
  boolean,
  foreignKey,
  index,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { roles } from './access';
import { bytea, created, id, instant, oneOf } from './columns';
import { personKind, projects, teams, users } from './people';

/** How an invitation ends: an account was made of it, somebody took it back, its day is over, or who made it has gone. */
export const INVITATION_ENDS = ['accepted', 'withdrawn', 'expired', 'inviter_gone'] as const;

/**
 * Accounts that somebody may still make for themselves, by a link whose secret is used up once; its SHA-256 lies here. One
 * is open while it has not ended; of a name one at most is.
 */
export const invitations = pgTable(
  'invitations',
  {
    id: id().primaryKey(),
    /** Of the account to be. */
    name: text('name').notNull(),
    nameKey: text('name_key').notNull(),
    note: text('note'),
    tokenHash: bytea('token_hash').notNull(),
    ...created(),
    expiresAt: instant('expires_at').notNull(),
    endedAt: instant('ended_at'),
    ended: text('ended', { enum: INVITATION_ENDS }),
    endedByName: text('ended_by_name'),
    /** The account that was made of it. */
    userId: uuid('user_id').references(() => users.id, { onDelete: 'set null' }),
  },
  (t) => [
    uniqueIndex('invitations_token_hash').on(t.tokenHash),
    uniqueIndex('invitations_open_name').on(t.nameKey).where(sql`${t.endedAt} is null`),
    index('invitations_created').on(t.createdAt, t.id),
    index('invitations_created_by').on(t.createdById),
    index('invitations_user').on(t.userId),
    oneOf('invitations_ended', 'ended', INVITATION_ENDS),
  ],
);

/** A team that the account is to be in. `isGiven` is null until the invitation is accepted. */
export const invitationTeams = pgTable(
  'invitation_teams',
  {
    invitationId: uuid('invitation_id')
      .notNull()
      .references(() => invitations.id, { onDelete: 'cascade' }),
    teamId: uuid('team_id')
      .notNull()
      .references(() => teams.id, { onDelete: 'cascade' }),
    isGiven: boolean('is_given'),
  },
  (t) => [primaryKey({ columns: [t.invitationId, t.teamId] }), index('invitation_teams_team').on(t.teamId)],
);

/** A role that the account is to hold, on one project, or everywhere when null. `isGiven` as in {@link invitationTeams}. */
export const invitationRoles = pgTable(
  'invitation_roles',
  {
    id: id().primaryKey(),
    invitationId: uuid('invitation_id').notNull(),
    roleId: uuid('role_id')
      .notNull()
      .references(() => roles.id, { onDelete: 'cascade' }),
    projectId: uuid('project_id').references(() => projects.id, { onDelete: 'cascade' }),
    /** When the role ends by itself; null for never. */
    until: instant('until'),
    isGiven: boolean('is_given'),
  },
  (t) => [
    foreignKey({
      name: 'invitation_roles_invitation',
      columns: [t.invitationId],
      foreignColumns: [invitations.id],
    }).onDelete('cascade'),
    unique('invitation_roles_once').on(t.invitationId, t.roleId, t.projectId).nullsNotDistinct(),
    index('invitation_roles_role').on(t.roleId),
    index('invitation_roles_project').on(t.projectId),
  ],
);

/**
 * How a password link ends: it set a password, a later one took its place, the account or its password changed otherwise,
 * or who made it has gone.
 */
export const PASSWORD_LINK_ENDS = ['used', 'replaced', 'closed', 'maker_gone'] as const;

/** Links by which somebody sets a new password for one account, once. Of an account one at most is open. */
export const passwordLinks = pgTable(
  'password_links',
  {
    id: id().primaryKey(),
    userId: uuid('user_id').notNull(),
    userKind: personKind(),
    tokenHash: bytea('token_hash').notNull(),
    ...created(),
    expiresAt: instant('expires_at').notNull(),
    endedAt: instant('ended_at'),
    ended: text('ended', { enum: PASSWORD_LINK_ENDS }),
  },
  (t) => [
    foreignKey({
      name: 'password_links_person',
      columns: [t.userId, t.userKind],
      foreignColumns: [users.id, users.kind],
    }).onDelete('cascade'),
    uniqueIndex('password_links_token_hash').on(t.tokenHash),
    uniqueIndex('password_links_open').on(t.userId).where(sql`${t.endedAt} is null`),
    index('password_links_created_by').on(t.createdById),
    oneOf('password_links_user_kind', 'user_kind', ['person']),
    oneOf('password_links_ended', 'ended', PASSWORD_LINK_ENDS),
  ],
);
