import type { Executor } from '@/db/client';
import {
  findInvitationByHash,
  type InvitationRow,
  type Offered,
  type OfferedRole,
  type OfferedTeam,
  offeredBy,
} from '@/db/queries/invitations';
import { permissionsOfRole, reachOfTeam } from '@/db/queries/reach';
import { isLead } from '@/db/queries/teams';
import type { Ctx } from '@/lib/core/ctx';
import { secretHash } from '@/lib/secrets/secret-text';
import { tokenKindOf } from '@/lib/secrets/token-form';
import { type Maker, makerOf } from '@/lib/writes/maker';
import { roleText, stateOf } from './invitation';

/** An invitation that can be accepted at this moment. */
export interface OpenInvitation {
  readonly row: InvitationRow;
  readonly inviter: Maker;
  readonly offered: Offered;
}

/** The invitation of this secret as things stand, or why it can be accepted no more, for who reads the audit. */
export async function judgeInvitation(
  executor: Executor,
  ctx: Ctx,
  secret: string,
): Promise<OpenInvitation | string> {
  const row =
    tokenKindOf(secret) === 'invite' ? await findInvitationByHash(executor, secretHash(secret)) : null;
  if (row === null) return 'unknown';
  const state = stateOf(row, ctx.now);
  if (state !== 'open') return ENDS[state];
  const inviter = await makerOf(executor, ctx, row.createdById);
  if (inviter === null) return ENDS.inviter_gone;
  if (!inviter.may({ operation: 'user', type: 'create', projectId: null, resourceId: null }))
    return 'the inviter may no longer make accounts';
  return { row, inviter, offered: await offeredBy(executor, [row.id]) };
}

const ENDS = {
  accepted: 'used before',
  withdrawn: 'withdrawn',
  expired: 'expired',
  inviter_gone: 'the inviter has gone',
} as const;

/** What of an invitation can be given at this moment, and what cannot, with the reason. */
export interface Givable {
  readonly teams: readonly OfferedTeam[];
  readonly roles: readonly OfferedRole[];
  readonly leftOut: readonly string[];
}

/** Holds each thing offered against what the inviter may give now. Under the lock of grants it is the last word. */
export async function givableOf(
  executor: Executor,
  ctx: Ctx,
  { inviter, offered }: OpenInvitation,
): Promise<Givable> {
  const teams: OfferedTeam[] = [];
  const roles: OfferedRole[] = [];
  const leftOut: string[] = [];
  for (const team of offered.teams) {
    const why = await whyNotTeam(executor, ctx, inviter, team);
    if (why === null) teams.push(team);
    else leftOut.push(`the team ${team.name}: ${why}`);
  }
  for (const role of offered.roles) {
    const why = await whyNotRole(executor, ctx, inviter, role);
    const { name, projectName: project, until } = role;
    if (why === null) roles.push(role);
    else leftOut.push(`the role ${roleText({ role: name, project, expiresAt: until })}: ${why}`);
  }
  return { teams, roles, leftOut };
}

async function whyNotTeam(executor: Executor, { now }: Ctx, inviter: Maker, team: OfferedTeam) {
  if (!team.isThere) return 'it was deleted';
  const mayAdd =
    inviter.may({ operation: 'team', type: 'update', projectId: null, resourceId: null }) ||
    (await isLead(executor, team.teamId, inviter.id)) === true;
  const isGivable = mayAdd && inviter.canGive(await reachOfTeam(executor, team.teamId, now));
  return isGivable ? null : `${inviter.name} may no longer give it`;
}

async function whyNotRole(executor: Executor, { now }: Ctx, inviter: Maker, role: OfferedRole) {
  const { roleId, projectId, until, isThere } = role;
  if (!isThere) return 'it was deleted';
  if (until !== null && until <= now) return 'its time is over';
  const mayAssign = inviter.may({
    operation: 'role_assignment',
    type: 'create',
    projectId,
    resourceId: null,
  });
  const permissions = await permissionsOfRole(executor, roleId);
  const isGivable = mayAssign && inviter.canGive([{ projectId, until, permissions }]);
  return isGivable ? null : `${inviter.name} may no longer give it`;
}
