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
import { authorizeOpenly } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError, invalid } from '@/lib/core/domain-error';
import { newId } from '@/lib/core/id';
import { createdStamp } from '@/lib/core/stamp';
import { nameUser } from '@/lib/people/resolve-user';
import { resolveProject } from '@/lib/projects/resolve-project';
import { resolveTeam } from '@/lib/teams/resolve-team';
import { refuseOwn } from '@/lib/writes/granter';
import { declareWrite } from '@/lib/writes/write';
import { type Assignment, assignmentEvent, presentAssignment } from './assignment';
import { endAhead, sameInstant } from './assignment-end';
import { resolveRole } from './resolve-role';

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
export const assignRole = declareWrite({
  verb: 'assignRole',
  asks: ['role_assignment:create'],
  audits: ['role_assignment.create', 'role_assignment.update'],
  example: ({ role, user, project }) => ({ role, user, project }),
  ready: async (ctx: Ctx, input: AssignRole) => {
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
    return {
      roleId: role.id,
      userId: user?.id ?? null,
      teamId: team?.id ?? null,
      projectId: project?.id ?? null,
      expiresAt: input.expiresAt ?? null,
    };
  },
  move: async ({ tx, ctx, granter, tell, tellNothing }, wanted): Promise<Assignment> => {
    const { roleId, userId, teamId, projectId, expiresAt } = wanted;
    await refuseOwn(tx, ctx, async (actorId) =>
      teamId === null ? userId === actorId : isMember(tx, teamId, actorId),
    );
    const there = await findSameAssignment(tx, wanted);
    if (there !== null && sameInstant(there.expiresAt, expiresAt)) {
      tellNothing();
      return presented(tx, there);
    }
    await granter.requireToHold([
      { projectId, until: expiresAt, permissions: await permissionsOfRole(tx, roleId) },
    ]);
    const result = await presented(tx, await put(tx, ctx, there, wanted));
    if (there === null) tell(assignmentEvent('role_assignment.create', null, result));
    else {
      const before = { ...result, expiresAt: there.expiresAt };
      tell(assignmentEvent('role_assignment.update', before, result));
    }
    return result;
  },
});

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
  endAhead(ctx, expiresAt);
}
