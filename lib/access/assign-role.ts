import type { PowerTransaction } from '@/db/queries/administrators';
import {
  type AssignmentRow,
  findAssignment,
  findSameAssignment,
  insertAssignment,
  setAssignmentEnd,
} from '@/db/queries/assignments';
import { permissionsOfRole } from '@/db/queries/reach';
import { isMember } from '@/db/queries/teams';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError, invalid } from '@/lib/core/domain-error';
import { newId } from '@/lib/core/id';
import { createdStamp } from '@/lib/core/stamp';
import { type Assignment, assignmentFacts, presentAssignment } from './assignment';
import { authorizeOpenly } from './authorize';
import { movePower, refuseOwn } from './move-power';
import { resolveProject } from './resolve-project';
import { resolveRole } from './resolve-role';
import { resolveTeam } from './resolve-team';
import { nameUser } from './resolve-user';

export interface AssignRole {
  readonly role: string;
  /** Either a user or a team. */
  readonly user?: string | null;
  readonly team?: string | null;
  /** Everywhere when absent. */
  readonly project?: string | null;
  /** When it ends by itself; never when absent. */
  readonly expiresAt?: Date | null;
}

/**
 * Gives a role to a user or a team, everywhere or in one project. The actor must hold all that it brings there, or
 * `escalation:update`; nobody gives themselves anything. The same assignment again is the same row, its end as
 * asked last.
 */
export async function assignRole(ctx: Ctx, input: AssignRole): Promise<Assignment> {
  const project = input.project == null ? null : await resolveProject(ctx, input.project);
  await authorizeOpenly(ctx, {
    operation: 'role_assignment',
    type: 'create',
    projectId: project?.id ?? null,
  });
  checkShape(ctx, input);
  const role = await resolveRole(ctx, input.role);
  const user = input.user == null ? null : await nameUser(ctx, input.user);
  const team = input.team == null ? null : await resolveTeam(ctx, input.team);
  const ends = {
    roleId: role.id,
    userId: user?.id ?? null,
    teamId: team?.id ?? null,
    projectId: project?.id ?? null,
  };
  const expiresAt = input.expiresAt ?? null;
  return movePower(ctx, async (tx, granter) => {
    await refuseOwn(tx, ctx, async (actorId) =>
      team === null ? user?.id === actorId : isMember(tx, team.id, actorId),
    );
    const there = await findSameAssignment(tx, ends);
    if (there !== null && sameInstant(there.expiresAt, expiresAt))
      return { result: await presented(tx, there), event: null };
    await granter.requireToHold([
      { projectId: ends.projectId, until: expiresAt, permissions: await permissionsOfRole(tx, role.id) },
    ]);
    const result = await presented(tx, await put(tx, ctx, there, { ...ends, expiresAt }));
    const event = {
      action: there === null ? 'role_assignment.create' : 'role_assignment.update',
      resourceType: 'role_assignment' as const,
      resourceId: result.id,
      resourceName: role.name,
      projectId: ends.projectId,
      details: assignmentFacts(result),
    };
    return { result, event };
  });
}

type Wanted = Pick<AssignmentRow, 'roleId' | 'userId' | 'teamId' | 'projectId' | 'expiresAt'>;

async function put(
  tx: PowerTransaction,
  ctx: Ctx,
  there: AssignmentRow | null,
  wanted: Wanted,
): Promise<{ id: string }> {
  if (there !== null) {
    await setAssignmentEnd(tx, there.id, wanted.expiresAt);
    return there;
  }
  const made = await insertAssignment(tx, { id: newId(), ...wanted, ...createdStamp(ctx) });
  if (made === null) throw new Error('An assignment was made outside the lock that orders them.');
  return made;
}

async function presented(tx: PowerTransaction, { id }: { id: string }): Promise<Assignment> {
  const row = await findAssignment(tx, id);
  if (row === null) throw new DomainError('not_found', 'The role is gone.');
  return presentAssignment(row);
}

function checkShape(ctx: Ctx, { user, team, expiresAt }: AssignRole): void {
  if ((user == null) === (team == null))
    throw invalid([{ path: 'user', message: 'A role is assigned to one user or to one team.' }]);
  if (expiresAt != null && !(expiresAt > ctx.now))
    throw invalid([
      { path: 'expiresAt', message: 'The end of an assignment must lie ahead.', value: expiresAt },
    ]);
}

function sameInstant(a: Date | null, b: Date | null): boolean {
  return (a?.getTime() ?? null) === (b?.getTime() ?? null);
}
