import type { PowerTransaction } from '@/db/queries/administrators';
import {
  findAssignment,
  findSameAssignment,
  insertAssignment,
  setAssignmentEnd,
} from '@/db/queries/assignments';
import { findModelById } from '@/db/queries/models';
import { type PermissionRow, permissionsOfRole } from '@/db/queries/reach';
import { dropEndedRequestRoles } from '@/db/queries/request-roles';
import { answerRequest, findRequest, type NamedRequest } from '@/db/queries/requests';
import { findRoleById, insertRole } from '@/db/queries/roles';
import { isMember, type TeamRow } from '@/db/queries/teams';
import { findUserById } from '@/db/queries/users';
import { textIssues } from '@/lib/access/text-field';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError, invalid } from '@/lib/core/domain-error';
import { newId } from '@/lib/core/id';
import { nameKey } from '@/lib/core/name';
import { createdStamp, stamp } from '@/lib/core/stamp';
import { refuseIssues } from '@/lib/people/user';
import { assignmentEvent, presentAssignment } from '@/lib/roles/assignment';
import { resolveTeam } from '@/lib/teams/resolve-team';
import { refuseOwn } from '@/lib/writes/granter';
import { declareWrite } from '@/lib/writes/write';
import { answerable, waitsNoLonger } from './answerable';
import { answered } from './refuse-request';
import { type AccessRequest, DURATIONS, type Duration, presentRequest, requestEvent } from './request';

export interface GrantRequest {
  readonly id: string;
  /** For how long, from now on; as long as it was asked for when absent. */
  readonly duration?: Duration;
  readonly note?: string | null;
  /** A team of who asked, to which it is given instead of to them alone. */
  readonly team?: string | null;
}

/**
 * Gives what somebody asked for, to them or to a team that they are in, until its time is over: a role that there is, or
 * the permission alone in a role that is made for it and ends with it. The rules are those of any assignment: the actor
 * must hold it as long, or `escalation:update`, and nobody answers their own, nor gives to a team of their own. `conflict`
 * once it has an answer, or what it is about is gone, or who asked is not in that team.
 */
export const grantRequest = declareWrite({
  verb: 'grantRequest',
  asks: ['role_assignment:create'],
  audits: ['access_request.grant', 'role_assignment.create', 'role_assignment.update'],
  example: ({ request }) => ({ id: request, duration: 'hour' as const }),
  ready: async (ctx: Ctx, input: GrantRequest) => {
    const found = await answerable(ctx, input.id);
    refuseIssues(textIssues(input.note, 'The answer', 'note'));
    if (input.duration !== undefined && !Object.hasOwn(DURATIONS, input.duration))
      throw invalid([{ path: 'duration', message: 'Choose an hour, a day, a week or a month.' }]);
    const seconds = input.duration === undefined ? found.request.seconds : DURATIONS[input.duration];
    const team = input.team == null ? null : await resolveTeam(ctx, input.team);
    return { found, team, until: new Date(ctx.now.getTime() + seconds * 1000) };
  },
  move: async ({ tx, ctx, granter, tell }, { found, team, until }, input): Promise<AccessRequest> => {
    const { id, userId, projectId } = found.request;
    await refuseOwn(
      tx,
      ctx,
      async (actorId) => userId === actorId || (team !== null && isMember(tx, team.id, actorId)),
    );
    const now = await findRequest(tx, id, ctx.now);
    if (now === null || presentRequest(now, ctx.now).state !== 'pending') throw waitsNoLonger();
    const asker = await findUserById(tx, userId);
    if (asker === null || !asker.isActive)
      throw new DomainError('conflict', `The account ${found.userName} is not active.`);
    if (team !== null && !(await isMember(tx, team.id, userId)))
      throw new DomainError('conflict', `${found.userName} is not in the team ${team.name}.`);
    const permissions = await permissionsMeant(tx, found);
    await granter.requireToHold([{ projectId, until, permissions }]);
    await dropEndedRequestRoles(tx, ctx.now);
    const given = await give(tx, ctx, { found, team, until, permissions });
    const answer = {
      state: 'granted',
      ...answered(ctx, input.note),
      grantedUntil: given.assignment.expiresAt,
      assignmentId: given.assignment.id,
    } as const;
    if (!(await answerRequest(tx, id, ctx.now, answer))) throw waitsNoLonger();
    if (given.event !== null) tell(given.event);
    const after = {
      state: answer.state,
      until: answer.grantedUntil?.toISOString() ?? null,
      ...(team !== null && { team: team.name }),
    };
    tell(requestEvent('access_request.grant', found, after));
    return presentRequest({ ...found, isHeld: true, request: { ...found.request, ...answer } }, ctx.now);
  },
});

/** What would be given, as it is now: the role may have changed since, and what it is about may be gone. */
async function permissionsMeant(tx: PowerTransaction, { request }: NamedRequest): Promise<PermissionRow[]> {
  const { operation, type, resourceId, roleId, projectId } = request;
  if (roleId !== null) {
    if ((await findRoleById(tx, roleId)) === null)
      throw new DomainError('conflict', 'The role that was asked for is gone.');
    return permissionsOfRole(tx, roleId);
  }
  if (resourceId !== null && projectId !== null) {
    const found = await findModelById(tx, resourceId);
    if (found === null || found.model.projectId !== projectId)
      throw new DomainError('conflict', 'The model that it was asked for is not in that project any more.');
  }
  return [
    {
      operation,
      type,
      resourceId,
      resourceProjectId: resourceId === null ? null : projectId,
      resourceIsThere: true,
    },
  ];
}

interface Gift {
  readonly found: NamedRequest;
  /** The team that it goes to; null: to who asked. */
  readonly team: TeamRow | null;
  readonly until: Date;
  readonly permissions: readonly PermissionRow[];
}

async function give(tx: PowerTransaction, ctx: Ctx, { found, team, until, permissions }: Gift) {
  const { userId, projectId } = found.request;
  const roleId = found.request.roleId ?? (await makeRole(tx, ctx, found, permissions));
  const ends = { roleId, userId: team === null ? userId : null, teamId: team?.id ?? null, projectId };
  const there = await findSameAssignment(tx, ends);
  // What is held longer already stays as it is: a grant takes nothing away.
  if (there !== null && (there.expiresAt === null || there.expiresAt >= until))
    return { assignment: there, event: null };
  if (there !== null) await setAssignmentEnd(tx, there.id, until);
  const made =
    there ?? (await insertAssignment(tx, { id: newId(), ...ends, expiresAt: until, ...createdStamp(ctx) }));
  const row = made === null ? null : await findAssignment(tx, made.id);
  if (row === null) throw new Error('An assignment was made outside the lock that orders them.');
  const assignment = presentAssignment(row);
  const event =
    there === null
      ? assignmentEvent('role_assignment.create', null, assignment)
      : assignmentEvent('role_assignment.update', { ...assignment, expiresAt: there.expiresAt }, assignment);
  return { assignment, event };
}

/** The permission alone, in a role that nobody finds by its name, for this one request. */
async function makeRole(
  tx: PowerTransaction,
  ctx: Ctx,
  { request }: NamedRequest,
  permissions: readonly PermissionRow[],
): Promise<string> {
  const id = newId();
  // The end of the row id is random: the beginning is the time.
  const name = `${request.operation}:${request.type} by request ${id.slice(-6)}`;
  const row = {
    id,
    name,
    nameKey: nameKey(name),
    description: null,
    origin: 'request' as const,
    ...stamp(ctx),
  };
  const made = await insertRole(tx, row, permissions);
  if (made === null) throw new Error(`There is a role ${name}.`);
  return made.id;
}
