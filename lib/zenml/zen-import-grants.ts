import type { Executor } from '@/db/client';
import { findSameAssignment, insertAssignment } from '@/db/queries/assignments';
import { isRowId, putIdAlias } from '@/db/queries/id-aliases';
import { isPowerless } from '@/db/queries/import-people';
import { reachOfTeam } from '@/db/queries/reach';
import { insertMembership, isMember } from '@/db/queries/teams';
import { authorizeOpenly } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { newId } from '@/lib/core/id';
import { createdStamp } from '@/lib/core/stamp';
import { recordOutcome } from '@/lib/import-report/record-outcome';
import type { Outcome } from '@/lib/import-report/report';
import { changesBetween } from '@/lib/writes/changes';
import { declareWrite } from '@/lib/writes/write';
import type { Here, ZenImportRun } from './zen-import-run';
import type { ZenAssignment, ZenStore } from './zen-objects';

const broken = (what: string): DomainError => new DomainError('invalid', what);

/** People enter teams that hold nothing by now; whatever a team holds here is not for an import to give. */
export async function importZenMembers(run: ZenImportRun, members: ZenStore['members']): Promise<void> {
  for (const { team: teamId, user: userId } of members) {
    const [team, user] = [run.of('team', teamId), run.of('user', userId)];
    await recordOutcome(run, 'membership', `${team?.name ?? teamId} / ${user?.name ?? userId}`, async () => {
      if (team === null) throw broken('The team is not in the store, or was refused.');
      if (user === null) throw broken('The user is not in the store, or was refused.');
      return takeMember(run, team, user);
    });
  }
}

async function takeMember(run: ZenImportRun, team: Here, user: Here): Promise<Outcome> {
  const { ctx } = run;
  if (run.isPlanned('membership', team.id, user.id)) return { action: 'present', notes: [] };
  const planned = (outcome: Outcome): Outcome => {
    if (outcome.action === 'take') run.plan(true, 'membership', team.id, user.id);
    return outcome;
  };
  if (team.isPlanned) return planned({ action: 'take', notes: [] });
  if (run.dryRun) return planned(await membershipOutcome(ctx.db, ctx, { team, user }));
  return addMember(ctx, { team, user });
}

interface Membership {
  readonly team: Here;
  readonly user: Here;
}

const addMember = declareWrite({
  verb: 'importMember',
  asks: ['team:update'],
  audits: ['team.add_member'],
  example: async ({ emptyTeam, user: name, idOf }): Promise<Membership> => ({
    team: { ...(await emptyTeam()), isPlanned: false },
    user: { id: await idOf('user'), name, isPlanned: false },
  }),
  ready: (ctx: Ctx, _: Membership) =>
    authorizeOpenly(ctx, { operation: 'team', type: 'update', projectId: null }),
  move: async ({ tx, ctx, tell, tellNothing }, _, { team, user }) => {
    const outcome = await membershipOutcome(tx, ctx, { team, user });
    if (outcome.action !== 'take') {
      tellNothing();
      return outcome;
    }
    await insertMembership(tx, { teamId: team.id, userId: user.id, ...createdStamp(ctx) });
    tell({
      action: 'team.add_member',
      resourceType: 'team',
      resourceId: team.id,
      resourceName: team.name,
      projectId: null,
      changes: changesBetween(null, { user: user.name }),
      details: { imported: true },
    });
    return outcome;
  },
});

async function membershipOutcome(executor: Executor, ctx: Ctx, { team, user }: Membership): Promise<Outcome> {
  if (!user.isPlanned && (await isMember(executor, team.id, user.id)))
    return { action: 'present', notes: [] };
  const reach = await reachOfTeam(executor, team.id, ctx.now);
  if (reach.every(({ permissions }) => permissions.length === 0)) return { action: 'take', notes: [] };
  const notes = ['The team permits something here: somebody who may has to add them.'];
  return { action: 'skipped', notes };
}

/** Assignments of roles that permit nothing; where one of the ends is missing there is nothing to take. */
export async function importZenAssignments(
  run: ZenImportRun,
  assignments: readonly ZenAssignment[],
): Promise<void> {
  for (const item of assignments) {
    const role = run.of('role', item.role);
    const holder = item.user === null ? run.of('team', item.team ?? '') : run.of('user', item.user);
    const project = item.project === null ? null : run.of('project', item.project);
    const where = item.project === null ? '' : ` in ${project?.name ?? item.project}`;
    const name = `${role?.name ?? item.role} / ${holder?.name ?? item.user ?? item.team ?? ''}${where}`;
    await recordOutcome(run, 'role_assignment', name, async () => {
      if (role === null) throw broken('The role is not in the store, or was refused.');
      if ((item.user === null) === (item.team === null))
        throw broken('It is neither of one user nor of one team.');
      if (holder === null)
        throw broken(`The ${item.user === null ? 'team' : 'user'} is not in the store, or was refused.`);
      if (item.project !== null && project === null)
        throw broken('The project is not in the store, or was refused.');
      return takeAssignment(run, item, { role, holder, project });
    });
  }
}

interface Ends {
  readonly role: Here;
  readonly holder: Here;
  readonly project: Here | null;
}

async function takeAssignment(run: ZenImportRun, item: ZenAssignment, ends: Ends): Promise<Outcome> {
  const { ctx } = run;
  const { role, holder, project } = ends;
  noteMember(run, role, holder, item.team !== null);
  const key = [role.id, item.team === null ? 'user' : 'team', holder.id, project?.id ?? null];
  if (run.isPlanned('role_assignment', ...key)) return { action: 'present', notes: [] };
  const planned = (outcome: Outcome): Outcome => {
    if (outcome.action === 'take') run.plan(true, 'role_assignment', ...key);
    return outcome;
  };
  if (role.isPlanned || holder.isPlanned || project?.isPlanned === true)
    return planned(role.isPlanned || (await isPowerless(ctx.db, role.id)) ? taken : withheld);
  const { id, createdAt } = item;
  const [user, team] = [item.user === null ? null : holder, item.team === null ? null : holder];
  const assignment = { id, createdAt, role, user, team, project };
  if (run.dryRun) return planned((await look(ctx.db, columnsOf(assignment))).outcome);
  return giveRole(ctx, assignment);
}

interface Assignment {
  /** In the store that is imported; kept where it is free. */
  readonly id: string;
  readonly createdAt: Date | null;
  readonly role: Here;
  /** One of these two. */
  readonly user: Here | null;
  readonly team: Here | null;
  readonly project: Here | null;
}

const columnsOf = ({ role, user, team, project }: Assignment) => ({
  roleId: role.id,
  userId: user?.id ?? null,
  teamId: team?.id ?? null,
  projectId: project?.id ?? null,
});

/** What becomes of an assignment, and the row id of the same one if it is there. */
async function look(
  executor: Executor,
  columns: ReturnType<typeof columnsOf>,
): Promise<{ outcome: Outcome; there: string | null }> {
  const there = await findSameAssignment(executor, columns);
  if (there !== null) return { outcome: { action: 'present', notes: [] }, there: there.id };
  return { outcome: (await isPowerless(executor, columns.roleId)) ? taken : withheld, there: null };
}

const giveRole = declareWrite({
  verb: 'importAssignment',
  asks: ['role_assignment:create'],
  audits: ['role_assignment.create'],
  example: async ({ emptyRole, user: name, idOf }): Promise<Assignment> => ({
    id: newId(),
    createdAt: null,
    role: { ...(await emptyRole()), isPlanned: false },
    user: { id: await idOf('user'), name, isPlanned: false },
    team: null,
    project: null,
  }),
  ready: (ctx: Ctx, _: Assignment) =>
    authorizeOpenly(ctx, { operation: 'role_assignment', type: 'create', projectId: null }),
  move: async ({ tx, ctx, tell, tellNothing }, _, item) => {
    const { role, user, team, project } = item;
    const columns = columnsOf(item);
    const { outcome, there } = await look(tx, columns);
    const isFree = !(await isRowId(tx, 'role_assignment', item.id));
    if (there !== null && isFree)
      await putIdAlias(tx, {
        kind: 'role_assignment',
        alias: item.id,
        targetId: there,
        ...createdStamp(ctx),
      });
    if (outcome.action !== 'take') {
      // An id more of what is there is bookkeeping of imports.
      tellNothing();
      return outcome;
    }
    const id = isFree ? item.id : newId();
    const createdAt = item.createdAt ?? ctx.now;
    await insertAssignment(tx, { id, ...columns, ...createdStamp(ctx), createdAt });
    tell({
      action: 'role_assignment.create',
      resourceType: 'role_assignment',
      resourceId: id,
      resourceName: role.name,
      projectId: columns.projectId,
      changes: changesBetween(null, {
        role: role.name,
        user: user?.name,
        team: team?.name,
        project: project?.name,
      }),
      details: { imported: true },
    });
    return outcome;
  },
});

const taken: Outcome = { action: 'take', notes: [] };
const withheld: Outcome = {
  action: 'skipped',
  notes: ['The role permits something here: somebody who may has to assign it.'],
};

function noteMember(run: ZenImportRun, role: Here, holder: Here, isTeam: boolean): void {
  run.holders.get(role.name)?.push(isTeam ? `team ${holder.name}` : holder.name);
}
