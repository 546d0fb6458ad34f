import type { PowerTransaction } from '@/db/queries/administrators';
import {
  deleteAssignment,
  findAssignment,
  findSameAssignment,
  insertAssignment,
  setAssignmentEnd,
} from '@/db/queries/assignments';
import { administrationOf, type GroupRow, type GroupView, membershipsOf } from '@/db/queries/groups';
import { permissionsOfRole } from '@/db/queries/reach';
import { findRole } from '@/db/queries/roles';
import { assignmentFacts, presentAssignment } from '@/lib/access/assignment';
import type { AuditEvent } from '@/lib/access/audit';
import { can } from '@/lib/access/authorize';
import { type Granter, refuseOwn } from '@/lib/access/move-power';
import { actorUserId } from '@/lib/core/actor';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError, invalid } from '@/lib/core/domain-error';
import { newId } from '@/lib/core/id';
import { createdStamp } from '@/lib/core/stamp';
import { groupsNamed } from './resolve-group';

/** What somebody is to be; what is absent stays as it is. */
export interface AskedMemberships {
  /** `admin` is the role of that name, everywhere. */
  readonly role?: 'admin' | 'regular';
  /** Names of exactly the groups to be in. */
  readonly groups?: readonly string[];
}

/** {@link AskedMemberships} with the groups found. */
export interface PlannedMemberships {
  readonly administers: boolean | null;
  readonly groups: readonly GroupRow[] | null;
}

/** Whether the actor hands out and takes back roles everywhere. Others' wishes about roles are not listened to. */
export async function handsOutRoles(ctx: Ctx): Promise<boolean> {
  const asked = { operation: 'role_assignment', projectId: null } as const;
  return (await can(ctx, { ...asked, type: 'create' })) && (await can(ctx, { ...asked, type: 'delete' }));
}

/** Finds the groups asked for. `invalid` naming each that is not there. */
export async function plannedMemberships(
  ctx: Ctx,
  view: GroupView,
  { role, groups }: AskedMemberships,
): Promise<PlannedMemberships> {
  const administers = role === undefined ? null : role === 'admin';
  if (groups === undefined) return { administers, groups: null };
  const found = await groupsNamed(ctx.db, view, groups);
  const issues = groups.flatMap((name, n) =>
    found.has(name) ? [] : [{ path: `groups.${n}.name`, message: `Group ${name} not found.`, value: name }],
  );
  if (issues.length > 0) throw invalid(issues);
  return { administers, groups: [...found.values()] };
}

interface Person {
  readonly id: string;
  readonly name: string;
}

/**
 * Brings somebody's own memberships to what is planned, in a transaction of `movePower`. Only direct assignments
 * that a view shows change: those on projects, through teams and elsewhere stay. Nobody changes their own, or gives
 * what they do not hold. Answers what is to be audited.
 */
export async function applyMemberships(
  tx: PowerTransaction,
  ctx: Ctx,
  granter: Granter,
  { view, user, plan }: { view: GroupView; user: Person; plan: PlannedMemberships },
): Promise<AuditEvent[]> {
  const own = user.id === actorUserId(ctx.actor);
  const events: AuditEvent[] = [];
  const give = async (role: { id: string; name: string }, projectId: string | null, isOfModel: boolean) => {
    await refuseOwn(tx, ctx, own);
    const permissions = await permissionsOfRole(tx, role.id);
    await granter.requireToHold([{ projectId, until: null, permissions }]);
    const ends = { roleId: role.id, userId: user.id, teamId: null, projectId };
    const there = await findSameAssignment(tx, ends);
    const id = there?.id ?? newId();
    // One that has ended is still a row: the same assignment again has no end.
    if (there === null) await insertAssignment(tx, { id, ...ends, isOfModel, ...createdStamp(ctx) });
    else await setAssignmentEnd(tx, id, null);
    events.push(await told(tx, there === null ? 'create' : 'update', id));
  };
  const take = async (assignmentId: string) => {
    await refuseOwn(tx, ctx, own);
    events.push(await told(tx, 'delete', assignmentId));
    await deleteAssignment(tx, assignmentId);
  };

  if (plan.administers !== null) {
    const { assignmentId, teams } = await administrationOf(tx, user.id, ctx.now);
    const administers = assignmentId !== null || teams.length > 0;
    if (plan.administers && !administers) {
      const admin = await findRole(tx, 'admin');
      if (admin === null) throw new Error('The store has no role admin.');
      await give(admin, null, false);
    }
    if (!plan.administers && administers) {
      if (teams[0] !== undefined)
        throw new DomainError(
          'precondition',
          `${user.name} administers the store through the team ${teams[0]}: take them out of it first.`,
        );
      if (assignmentId !== null) await take(assignmentId);
    }
  }
  if (plan.groups !== null) {
    const present = await membershipsOf(tx, view, user.id);
    const wanted = new Set(plan.groups.map(({ id }) => id));
    for (const { assignmentId, roleId } of present) if (!wanted.has(roleId)) await take(assignmentId);
    const there = new Set(present.map(({ roleId }) => roleId));
    for (const group of plan.groups)
      if (!there.has(group.id))
        await give(group, group.origin === 'model' ? view.projectId : null, group.origin === 'model');
  }
  return events;
}

async function told(
  tx: PowerTransaction,
  verb: 'create' | 'update' | 'delete',
  id: string,
): Promise<AuditEvent> {
  const row = await findAssignment(tx, id);
  if (row === null) throw new DomainError('not_found', 'The group is gone.');
  const assignment = presentAssignment(row);
  return {
    action: `role_assignment.${verb}`,
    resourceType: 'role_assignment',
    resourceId: assignment.id,
    resourceName: assignment.role,
    projectId: row.assignment.projectId,
    details: assignmentFacts(assignment),
  };
}
