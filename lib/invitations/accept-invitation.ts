import { findAssignment, insertAssignment } from '@/db/queries/assignments';
import { endInvitation, noteGiven, type OfferedRole, type OfferedTeam } from '@/db/queries/invitations';
import { insertMembership } from '@/db/queries/teams';
import type { UserRow } from '@/db/queries/users';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError, isDomainError } from '@/lib/core/domain-error';
import { newId } from '@/lib/core/id';
import { ctxOf, type RequestContext } from '@/lib/core/request-context';
import { createdStamp, stamp } from '@/lib/core/stamp';
import { insertAccount } from '@/lib/people/create-user';
import { passwordIssues } from '@/lib/people/new-password';
import { hashPassword } from '@/lib/people/passwords';
import { refuseIssues } from '@/lib/people/user';
import { assignmentEvent, presentAssignment } from '@/lib/roles/assignment';
import { deadLink, isDeadLink } from '@/lib/sign-in/shown-link';
import { teamEvent } from '@/lib/teams/team';
import type { Maker } from '@/lib/writes/maker';
import { declareWrite, type Moving } from '@/lib/writes/write';
import { invitationEvent, roleText } from './invitation';
import { givableOf, judgeInvitation, type OpenInvitation } from './judge-invitation';
import { openInvitation } from './open-invitation';

export interface AcceptInvitation {
  readonly secret: string;
  /** That the person chooses. */
  readonly password: string;
}

/** The account that was made, and what it was not given. */
export interface Accepted {
  readonly name: string;
  readonly leftOut: readonly string[];
}

/**
 * Makes the account of an invitation with what the inviter may give at this moment, and uses the link up. Refused as
 * `openInvitation` refuses; `invalid` for an unsuitable password; `conflict` where somebody has the name by now.
 */
export async function acceptInvitation(
  requestContext: RequestContext,
  input: AcceptInvitation,
): Promise<Accepted> {
  const { invitedBy } = await openInvitation(requestContext, input);
  const ctx = ctxOf(requestContext, { kind: 'system', name: `Invitation by ${invitedBy}` });
  try {
    return await accept(ctx, input);
  } catch (error) {
    // It ended between the look and the lock: refused like any other, and kept.
    if (isDeadLink(error)) await openInvitation(requestContext, input);
    throw error;
  }
}

const accept = declareWrite({
  verb: 'acceptInvitation',
  asks: ['shown secret'],
  audits: ['invitation.accept', 'user.create', 'team.add_member', 'role_assignment.create'],
  example: async ({ openSecret, fresh }) => ({
    secret: await openSecret('invitation'),
    password: fresh('a long pass phrase'),
  }),
  ready: async (ctx: Ctx, input: AcceptInvitation) => {
    const { row } = await opened(judgeInvitation(ctx.db, ctx, input.secret));
    refuseIssues(passwordIssues(input.password, [row.name]));
    return { passwordHash: await hashPassword(input.password) };
  },
  move: async (moving, { passwordHash }, { secret }): Promise<Accepted> => {
    const { tx, ctx, tell } = moving;
    const invitation = await opened(judgeInvitation(tx, ctx, secret));
    const { row, inviter } = invitation;
    const { teams, roles, leftOut } = await givableOf(tx, ctx, invitation);
    const user = await makeAccount(moving, invitation, passwordHash);
    const end = { ended: 'accepted', endedAt: ctx.now, endedByName: user.name, userId: user.id } as const;
    if (!(await endInvitation(tx, row.id, end))) throw deadLink();
    for (const team of teams) await addTo(moving, inviter, team, user);
    for (const role of roles) await give(moving, inviter, role, user);
    await noteGiven(tx, row.id, {
      teams: teams.map(({ teamId }) => teamId),
      roles: roles.map(({ id }) => id),
    });
    const given = [
      ...teams.map(({ name }) => `the team ${name}`),
      ...roles.map(
        ({ name, projectName, until }) =>
          `the role ${roleText({ role: name, project: projectName, expiresAt: until })}`,
      ),
    ];
    const details = { invitedBy: inviter.name, account: user.id, given, leftOut };
    tell({ ...invitationEvent('invitation.accept', row), details });
    return { name: user.name, leftOut };
  },
});

async function opened(judging: Promise<OpenInvitation | string>): Promise<OpenInvitation> {
  const judged = await judging;
  if (typeof judged === 'string') throw deadLink();
  return judged;
}

/** The account, stamped as its inviter's: who accepts is told no more than that the name will not do. */
async function makeAccount(
  moving: Moving<'user.create'>,
  { row: { id, name, nameKey }, inviter }: OpenInvitation,
  passwordHash: string,
): Promise<UserRow> {
  const tell: typeof moving.tell = (event) =>
    moving.tell({ ...event, details: { ...event.details, invitation: id, invitedBy: inviter.name } });
  const account = { id: newId(), name, nameKey, passwordHash, ...stamp(inviter.ctx) };
  const { granter } = inviter;
  return insertAccount({ ...moving, granter, tell }, { ...account, email: null, fullName: null }).catch(
    (error: unknown) => {
      if (!isDomainError(error)) throw error;
      const message = `The name ${name} can no longer be used. Ask ${inviter.name} for another invitation.`;
      throw new DomainError('conflict', message, { cause: error });
    },
  );
}

async function addTo(
  { tx, tell }: Moving<'team.add_member'>,
  inviter: Maker,
  { teamId: id, name }: OfferedTeam,
  user: UserRow,
): Promise<void> {
  await insertMembership(tx, { teamId: id, userId: user.id, ...createdStamp(inviter.ctx) });
  tell({
    ...teamEvent('team.add_member', { id, name }),
    details: { user: user.name, invitedBy: inviter.name },
  });
}

async function give(
  { tx, tell }: Moving<'role_assignment.create'>,
  inviter: Maker,
  { roleId, projectId, until: expiresAt }: OfferedRole,
  user: UserRow,
): Promise<void> {
  const ends = { roleId, userId: user.id, projectId, expiresAt };
  const made = await insertAssignment(tx, { id: newId(), ...ends, ...createdStamp(inviter.ctx) });
  const row = made === null ? null : await findAssignment(tx, made.id);
  if (row === null) throw new Error('A role of a new account did not come back.');
  const event = assignmentEvent('role_assignment.create', null, presentAssignment(row));
  tell({ ...event, details: { invitedBy: inviter.name } });
}
