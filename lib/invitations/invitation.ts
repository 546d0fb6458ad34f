import type {
  InvitationRow,
  InvitationState,
  Offered,
  OfferedRole,
  OfferedTeam,
} from '@/db/queries/invitations';
import type { AuditAction } from '@/lib/writes/actions';

/** A team that is offered. `isGiven`: null until the invitation was accepted. */
export interface InvitedTeam {
  readonly team: string;
  readonly isGiven: boolean | null;
}

/** A role that is offered: `project` null means everywhere, `expiresAt` null without an end. `isGiven` as of a team. */
export interface InvitedRole {
  readonly role: string;
  readonly project: string | null;
  readonly expiresAt: Date | null;
  readonly isGiven: boolean | null;
}

/** An invitation as verbs answer it: everything but its secret. Instants in UTC. */
export interface Invitation {
  readonly id: string;
  /** Of the account to be. */
  readonly name: string;
  readonly note: string | null;
  readonly state: InvitationState;
  /** Null for readers who may not know. */
  readonly teams: readonly InvitedTeam[] | null;
  /** Null for readers who may not know. */
  readonly roles: readonly InvitedRole[] | null;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly expiresAt: Date;
  readonly endedAt: Date | null;
  readonly endedBy: string | null;
  /** The account that was made of it, by its present name; null before, and once it is deleted. */
  readonly user: string | null;
}

/** What the reader of an invitation may know of what it offers. */
export interface SeesOf {
  readonly teams: boolean;
  readonly roles: boolean;
}

export function presentInvitation(
  row: InvitationRow,
  offered: Offered,
  { now, userName, sees }: { now: Date; userName: string | null; sees: SeesOf },
): Invitation {
  const own = ({ invitationId }: { invitationId: string }): boolean => invitationId === row.id;
  return {
    id: row.id,
    name: row.name,
    note: row.note,
    state: stateOf(row, now),
    teams: sees.teams ? offered.teams.filter(own).map(invitedTeam) : null,
    roles: sees.roles ? offered.roles.filter(own).map(invitedRole) : null,
    createdAt: row.createdAt,
    createdBy: row.createdByName,
    expiresAt: row.expiresAt,
    endedAt: row.endedAt ?? (row.expiresAt <= now ? row.expiresAt : null),
    endedBy: row.endedByName,
    user: userName,
  };
}

/** One whose time is over has expired, whether or not anything has noted that. */
export function stateOf({ endedAt, ended, expiresAt }: InvitationRow, now: Date): InvitationState {
  if (endedAt !== null && ended !== null) return ended;
  return expiresAt <= now ? 'expired' : 'open';
}

const invitedTeam = ({ name, isGiven }: OfferedTeam): InvitedTeam => ({ team: name, isGiven });

const invitedRole = ({ name, projectName, until, isGiven }: OfferedRole): InvitedRole => ({
  role: name,
  project: projectName,
  expiresAt: until,
  isGiven,
});

/** `maintainer on garden until 2027-05-31T00:00:00.000Z`, as audit rows and people are told of a role that is offered. */
export function roleText({ role, project, expiresAt }: Omit<InvitedRole, 'isGiven'>): string {
  const where = project === null ? 'everywhere' : `on ${project}`;
  return `${role} ${where}${expiresAt === null ? '' : ` until ${expiresAt.toISOString()}`}`;
}

/** The audit event of an invitation. */
export const invitationEvent = <Action extends AuditAction>(
  action: Action,
  { id, name }: Pick<InvitationRow, 'id' | 'name'>,
) => ({ action, resourceType: 'invitation', resourceId: id, resourceName: name, projectId: null }) as const;
