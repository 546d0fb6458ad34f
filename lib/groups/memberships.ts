import type { Executor } from '@/db/client';
import {
  deleteAssignment,
  findAssignment,
  findSameAssignment,
  insertAssignment,
  setAssignmentEnd,
} from '@/db/queries/assignments';
import { administrationOf, type GroupRow, type GroupView, membershipsOf } from '@/db/queries/groups';
import { permissionsOfRole } from '@/db/queries/reach';
import { findRole, type RoleRow } from '@/db/queries/roles';
import { can } from '@/lib/access/authorize';
import { actorUserId } from '@/lib/core/actor';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError, invalid } from '@/lib/core/domain-error';
import { newId } from '@/lib/core/id';
import { createdStamp } from '@/lib/core/stamp';
import { type Assignment, assignmentEvent, presentAssignment } from '@/lib/roles/assignment';
import { refuseOwn } from '@/lib/writes/granter';
import type { Moving } from '@/lib/writes/write';
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
  const required = { operation: 'role_assignment', projectId: null } as const;
  return (
    (await can(ctx, { ...required, type: 'create' })) && (await can(ctx, { ...required, type: 'delete' }))
  );
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

/** Whose memberships, as which view shows them, are to become what. */
interface Memberships {
  readonly view: GroupView;
  readonly user: Person;
  readonly plan: PlannedMemberships;
}

/** Gives a new account, which holds nothing, what is planned. Nobody gives what they do not hold. */
export async function giveMemberships(
  moving: Moving<'role_assignment.create'>,
  { view, user, plan }: Memberships,
): Promise<void> {
  if (plan.administers === true) await give(moving, user, await administration(moving.tx));
  for (const group of plan.groups ?? []) await give(moving, user, membership(view, group));
}

/**
 * Brings somebody's own memberships to what is planned. Only direct assignments that a view shows change: those on
 * projects, through teams and elsewhere stay. Nobody changes their own, or gives what they do not hold. Answers whether
 * anything changed.
 */
export async function applyMemberships(
  moving: Moving<'role_assignment.create' | 'role_assignment.update' | 'role_assignment.delete'>,
  { view, user, plan }: Memberships,
): Promise<boolean> {
  const { tx, ctx, tell } = moving;
  const own = user.id === actorUserId(ctx.actor);
  let changed = false;
  const put = async (membership: Membership) => {
    await refuseOwn(tx, ctx, own);
    changed = true;
    const there = await findSameAssignment(tx, endsOf(user, membership));
    if (there === null) return give(moving, user, membership);
    // One that has ended is still a row: the same assignment again has no end.
    await requireToGive(moving, membership);
    await setAssignmentEnd(tx, there.id, null);
    const after = await assignmentById(tx, there.id);
    tell(assignmentEvent('role_assignment.update', { ...after, expiresAt: there.expiresAt }, after));
  };
  const take = async (assignmentId: string) => {
    await refuseOwn(tx, ctx, own);
    changed = true;
    tell(assignmentEvent('role_assignment.delete', await assignmentById(tx, assignmentId), null));
    await deleteAssignment(tx, assignmentId);
  };

  if (plan.administers !== null) {
    const { assignmentId, teams } = await administrationOf(tx, user.id, ctx.now);
    const administers = assignmentId !== null || teams.length > 0;
    if (plan.administers && !administers) await put(await administration(tx));
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
    for (const group of plan.groups) if (!there.has(group.id)) await put(membership(view, group));
  }
  return changed;
}

/** A role and where it is given. */
interface Membership {
  readonly roleId: string;
  readonly projectId: string | null;
  readonly isOfModel: boolean;
}

function membership(view: GroupView, { id, origin }: GroupRow): Membership {
  const isOfModel = origin === 'model';
  return { roleId: id, projectId: isOfModel ? view.projectId : null, isOfModel };
}

async function administration(executor: Executor): Promise<Membership> {
  const admin: RoleRow | null = await findRole(executor, 'admin');
  if (admin === null) throw new Error('The store has no role admin.');
  return { roleId: admin.id, projectId: null, isOfModel: false };
}

const endsOf = (user: Person, { roleId, projectId }: Membership) => ({
  roleId,
  userId: user.id,
  teamId: null,
  projectId,
});

async function requireToGive({ tx, granter }: Moving<never>, { roleId, projectId }: Membership) {
  const permissions = await permissionsOfRole(tx, roleId);
  await granter.requireToHold([{ projectId, until: null, permissions }]);
}

async function give(moving: Moving<'role_assignment.create'>, user: Person, membership: Membership) {
  const { tx, ctx, tell } = moving;
  await requireToGive(moving, membership);
  const { isOfModel } = membership;
  const id = newId();
  await insertAssignment(tx, { id, ...endsOf(user, membership), isOfModel, ...createdStamp(ctx) });
  tell(assignmentEvent('role_assignment.create', null, await assignmentById(tx, id)));
}

async function assignmentById(executor: Executor, id: string): Promise<Assignment> {
  const row = await findAssignment(executor, id);
  if (row === null) throw new DomainError('not_found', 'The group is gone.');
  return presentAssignment(row);
}
