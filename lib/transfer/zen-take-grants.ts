import type { Executor } from '@/db/client';
import { findSameAssignment, insertAssignment } from '@/db/queries/assignments';
import { isRowId, putIdAlias } from '@/db/queries/id-aliases';
import { isPowerless } from '@/db/queries/import-people';
import { reachOfTeam } from '@/db/queries/reach';
import { insertMembership, isMember } from '@/db/queries/teams';
import { movePower } from '@/lib/access/move-power';
import { DomainError } from '@/lib/core/domain-error';
import { newId } from '@/lib/core/id';
import { createdStamp } from '@/lib/core/stamp';
import type { Outcome } from './import-run';
import { settle } from './settle';
import type { Here, ZenImportRun } from './zen-import-run';
import type { ZenAssignment, ZenStore } from './zen-objects';

const broken = (what: string): DomainError => new DomainError('invalid', what);

/** People enter teams that hold nothing by now; whatever a team holds here is not for an import to give. */
export async function takeMembers(run: ZenImportRun, members: ZenStore['members']): Promise<void> {
  for (const { team: teamId, user: userId } of members) {
    const [team, user] = [run.of('team', teamId), run.of('user', userId)];
    await settle(run, 'membership', `${team?.name ?? teamId} / ${user?.name ?? userId}`, async () => {
      if (team === null) throw broken('The team is not in the store, or was refused.');
      if (user === null) throw broken('The user is not in the store, or was refused.');
      return takeMember(run, team, user);
    });
  }
}

async function takeMember(run: ZenImportRun, team: Here, user: Here): Promise<Outcome> {
  const { ctx } = run;
  if (run.isPlanned('membership', team.id, user.id)) return { action: 'present', notes: [] };
  if (run.dryRun) run.plan('membership', team.id, user.id);
  if (team.isPlanned) return { action: 'take', notes: [] };
  const asked = (executor: Executor) => membershipOutcome(executor, run, team, user);
  if (run.dryRun) return asked(ctx.db);
  return movePower(ctx, async (tx) => {
    const outcome = await asked(tx);
    if (outcome.action !== 'take') return { result: outcome, event: null };
    await insertMembership(tx, { teamId: team.id, userId: user.id, ...createdStamp(ctx) });
    const event = {
      action: 'team.add_member',
      resourceType: 'team' as const,
      resourceId: team.id,
      resourceName: team.name,
      projectId: null,
      details: { user: user.name, imported: true },
    };
    return { result: outcome, event };
  });
}

async function membershipOutcome(
  executor: Executor,
  run: ZenImportRun,
  team: Here,
  user: Here,
): Promise<Outcome> {
  if (!user.isPlanned && (await isMember(executor, team.id, user.id)))
    return { action: 'present', notes: [] };
  const reach = await reachOfTeam(executor, team.id, run.ctx.now);
  if (reach.every(({ permissions }) => permissions.length === 0)) return { action: 'take', notes: [] };
  const notes = ['The team permits something here: somebody who may has to add them.'];
  return { action: 'skipped', notes };
}

/** Assignments of roles that permit nothing; where one of the ends is missing there is nothing to take. */
export async function takeAssignments(
  run: ZenImportRun,
  assignments: readonly ZenAssignment[],
): Promise<void> {
  for (const item of assignments) {
    const role = run.of('role', item.role);
    const holder = item.user === null ? run.of('team', item.team ?? '') : run.of('user', item.user);
    const project = item.project === null ? null : run.of('project', item.project);
    const where = item.project === null ? '' : ` in ${project?.name ?? item.project}`;
    const name = `${role?.name ?? item.role} / ${holder?.name ?? item.user ?? item.team ?? ''}${where}`;
    await settle(run, 'role_assignment', name, async () => {
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
  const key = [role.id, item.team, item.user, project?.id ?? null];
  if (run.isPlanned('role_assignment', ...key)) return { action: 'present', notes: [] };
  if (run.dryRun) run.plan('role_assignment', ...key);
  if (role.isPlanned || holder.isPlanned || project?.isPlanned === true)
    return role.isPlanned || (await isPowerless(ctx.db, role.id)) ? taken : withheld;
  const columns = {
    roleId: role.id,
    userId: item.user === null ? null : holder.id,
    teamId: item.team === null ? null : holder.id,
    projectId: project?.id ?? null,
  };
  const look = async (executor: Executor): Promise<{ outcome: Outcome; there: string | null }> => {
    const there = await findSameAssignment(executor, columns);
    if (there !== null) return { outcome: { action: 'present', notes: [] }, there: there.id };
    return { outcome: (await isPowerless(executor, role.id)) ? taken : withheld, there: null };
  };
  if (run.dryRun) return (await look(ctx.db)).outcome;
  return movePower(ctx, async (tx) => {
    const { outcome, there } = await look(tx);
    const isFree = !(await isRowId(tx, 'role_assignment', item.id));
    const createdAt = item.createdAt ?? ctx.now;
    if (there !== null && isFree)
      await putIdAlias(tx, {
        kind: 'role_assignment',
        alias: item.id,
        targetId: there,
        ...createdStamp(ctx),
      });
    if (outcome.action !== 'take') return { result: outcome, event: null };
    const id = isFree ? item.id : newId();
    await insertAssignment(tx, { id, ...columns, ...createdStamp(ctx), createdAt });
    const event = {
      action: 'role_assignment.create',
      resourceType: 'role_assignment' as const,
      resourceId: id,
      resourceName: role.name,
      projectId: columns.projectId,
      details: {
        imported: true,
        role: role.name,
        user: item.user === null ? null : holder.name,
        team: item.team === null ? null : holder.name,
        project: project?.name ?? null,
      },
    };
    return { result: outcome, event };
  });
}

const taken: Outcome = { action: 'take', notes: [] };
const withheld: Outcome = {
  action: 'skipped',
  notes: ['The role permits something here: somebody who may has to assign it.'],
};

function noteMember(run: ZenImportRun, role: Here, holder: Here, isTeam: boolean): void {
  run.holders.get(role.name)?.push(isTeam ? `team ${holder.name}` : holder.name);
}
