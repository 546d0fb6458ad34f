import type { Executor } from '@/db/client';
import { findAssignment } from '@/db/queries/assignments';
import { reachedByRole, seenAmong } from '@/db/queries/holders';
import { findProjectById } from '@/db/queries/projects';
import { reachOfUser } from '@/db/queries/reach';
import { findRole } from '@/db/queries/roles';
import { findTeam, memberRowsOf } from '@/db/queries/teams';
import { findUser, findUserById } from '@/db/queries/users';
import { can, ownScope } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { isId } from '@/lib/core/id';
import { type Cell, cellsOf, covers, type HeldAssignment } from '@/lib/permissions/closure';
import type { Operation, PermissionType } from '@/lib/permissions/decide';
import { type AssignRole, assignRole } from '@/lib/roles/assign-role';
import type { PermissionInput } from '@/lib/roles/check-permissions';
import { revokeRole } from '@/lib/roles/revoke-role';
import { updateRole } from '@/lib/roles/update-role';
import { addTeamMember } from '@/lib/teams/add-team-member';
import { removeTeamMember } from '@/lib/teams/remove-team-member';
import { rehearse } from '@/lib/writes/rehearse';

/** A change of who may do what, as the verb of that change takes it. */
export type AccessChange =
  | ({ readonly change: 'assign' } & AssignRole)
  | { readonly change: 'end'; readonly assignment: string }
  | { readonly change: 'add_member' | 'remove_member'; readonly team: string; readonly user: string }
  | {
      readonly change: 'update_role';
      readonly role: string;
      readonly permissions: readonly PermissionInput[];
    };

/** A permission that somebody would gain or lose. Instants in UTC. */
export interface Power {
  readonly operation: Operation;
  readonly type: PermissionType;
  /** Null: everywhere, or in the store. */
  readonly project: string | null;
  /** Row id of the one thing; null: everything there. */
  readonly resource: string | null;
  /** Until when it would be held, or was; null without an end. */
  readonly until: Date | null;
}

export interface Consequence {
  readonly user: string;
  readonly gains: readonly Power[];
  readonly losses: readonly Power[];
}

export interface Simulation {
  /** Whose permissions would change, who would lose the most first. */
  readonly people: readonly Consequence[];
  /** How many more would be looked at, or may not be told to the actor. */
  readonly more: number;
  /** How many of those looked at would hold what they hold now. */
  readonly unchanged: number;
}

/** People of a preview: each takes two queries. */
const MOST_PEOPLE = 100;

/**
 * What people would gain and lose by a change, for who may make it: the verb of the change is run in a transaction that
 * is rolled back, and throws what it would throw. Nothing of it stays.
 */
export function simulate(ctx: Ctx, change: AccessChange): Promise<Simulation> {
  return simulated(ctx, {
    affected: (executor) => affectedBy(executor, change),
    make: (inside) => makeChange(inside, change),
  });
}

interface Simulated {
  /** Row ids of the people whom it may concern. */
  readonly affected: (executor: Executor) => Promise<readonly string[]>;
  readonly make: (ctx: Ctx) => Promise<unknown>;
}

/** As {@link simulate} for any verb. */
export function simulated(ctx: Ctx, { affected, make }: Simulated): Promise<Simulation> {
  return rehearse(ctx, async (inside) => {
    const all = await affected(inside.db);
    const looked = all.slice(0, MOST_PEOPLE);
    const before = new Map<string, readonly HeldAssignment[]>();
    for (const id of looked) before.set(id, await reachOfUser(inside.db, id, ctx.now));
    await make(inside);
    const seen = await seenOf(inside, looked);
    const people: Consequence[] = [];
    let [unchanged, hidden] = [0, 0];
    for (const id of looked) {
      const [was, is] = [before.get(id) ?? [], await reachOfUser(inside.db, id, ctx.now)];
      const [gains, losses] = [beyond(is, was), beyond(was, is)];
      const user = await findUserById(inside.db, id);
      if (gains.length + losses.length === 0 || user === null) unchanged += 1;
      else if (seen !== 'all' && !seen.has(id)) hidden += 1;
      else
        people.push({
          user: user.name,
          gains: await powers(inside.db, gains),
          losses: await powers(inside.db, losses),
        });
    }
    people.sort((a, b) => b.losses.length - a.losses.length || b.gains.length - a.gains.length);
    return { people, more: all.length - looked.length + hidden, unchanged };
  });
}

/** What is held by one and not by the other, as wide and as long; each once. */
function beyond(held: readonly HeldAssignment[], other: readonly HeldAssignment[]): Cell[] {
  const cells = new Map<string, Cell>();
  for (const cell of held.flatMap(cellsOf)) {
    if (covers(other, null, cell)) continue;
    const key = [cell.operation, cell.type, cell.projectId, cell.resourceId].join(' ');
    const known = cells.get(key);
    if (known === undefined || (known.until !== null && (cell.until === null || cell.until > known.until)))
      cells.set(key, cell);
  }
  return [...cells.values()];
}

async function powers(executor: Executor, cells: readonly Cell[]): Promise<Power[]> {
  const names = new Map<string, string | null>();
  for (const { projectId } of cells)
    if (projectId !== null && !names.has(projectId))
      names.set(projectId, (await findProjectById(executor, projectId))?.name ?? null);
  return cells.map(({ operation, type, projectId, resourceId, until }) => ({
    operation,
    type,
    project: projectId === null ? null : (names.get(projectId) ?? null),
    resource: resourceId,
    until,
  }));
}

/** Whom the actor may be told of: everybody for who reads people or assignments, else who has something in common. */
async function seenOf(ctx: Ctx, userIds: readonly string[]): Promise<'all' | ReadonlySet<string>> {
  for (const operation of ['user', 'role_assignment'] as const)
    if (await can(ctx, { operation, type: 'read', projectId: null })) return 'all';
  const of = ownScope(ctx);
  return of === null ? 'all' : seenAmong(ctx.db, of, ctx.now, userIds);
}

async function makeChange(ctx: Ctx, change: AccessChange): Promise<unknown> {
  switch (change.change) {
    case 'assign': {
      const { change: _, ...input } = change;
      return assignRole(ctx, input);
    }
    case 'end':
      return revokeRole(ctx, { id: change.assignment });
    case 'add_member':
      return addTeamMember(ctx, { team: change.team, user: change.user });
    case 'remove_member':
      return removeTeamMember(ctx, { team: change.team, user: change.user });
    case 'update_role':
      return updateRole(ctx, { role: change.role, permissions: change.permissions });
  }
}

async function affectedBy(executor: Executor, change: AccessChange): Promise<readonly string[]> {
  switch (change.change) {
    case 'assign':
      return holders(
        executor,
        await namedUser(executor, change.user),
        await namedTeam(executor, change.team),
      );
    case 'end': {
      const row = isId(change.assignment) ? await findAssignment(executor, change.assignment) : null;
      return row === null ? [] : holders(executor, row.assignment.userId, row.assignment.teamId);
    }
    case 'add_member':
    case 'remove_member':
      return holders(executor, await namedUser(executor, change.user), null);
    case 'update_role': {
      const role = await findRole(executor, change.role);
      return role === null ? [] : reachedByRole(executor, role.id);
    }
  }
}

const namedUser = async (executor: Executor, name: string | null | undefined): Promise<string | null> =>
  name == null ? null : ((await findUser(executor, name))?.id ?? null);

const namedTeam = async (executor: Executor, name: string | null | undefined): Promise<string | null> =>
  name == null ? null : ((await findTeam(executor, name))?.id ?? null);

async function holders(executor: Executor, userId: string | null, teamId: string | null): Promise<string[]> {
  const members = teamId === null ? [] : (await memberRowsOf(executor, teamId)).map(({ id }) => id);
  return userId === null ? members : [userId, ...members.filter((id) => id !== userId)];
}
