import { accountsOwnedBy } from '@/db/queries/service-accounts';
import { countsOfTeam, dropTeamTies, isMember, type TeamRow, updateTeamRow } from '@/db/queries/teams';
import { authorizeOpenly } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { deletedStamp } from '@/lib/core/stamp';
import { changesBetween } from '@/lib/writes/changes';
import { refuseOwn } from '@/lib/writes/granter';
import { declareWrite } from '@/lib/writes/write';
import { resolveTeam } from './resolve-team';
import { presentTeam, teamEvent } from './team';

async function deletable(ctx: Ctx, name: string): Promise<TeamRow> {
  const team = await resolveTeam(ctx, name);
  await authorizeOpenly(ctx, { operation: 'team', type: 'delete', projectId: null });
  return team;
}

/**
 * What {@link deleteTeam} would end: memberships and assignments. Its members stay. The service accounts that it owns, by
 * name, have to go to another team first, or be deleted.
 */
export async function previewDeleteTeam(
  ctx: Ctx,
  input: { team: string },
): Promise<{ members: number; assignments: number; serviceAccounts: string[] }> {
  const { id } = await deletable(ctx, input.team);
  return { ...(await countsOfTeam(ctx.db, id)), serviceAccounts: await accountsOwnedBy(ctx.db, id) };
}

/**
 * Deletes a team with its memberships and assignments; the name may be used again and inherits nothing.
 * `forbidden` when the actor holds something through it, `precondition` when it owns service accounts, or nobody would
 * administer the store.
 */
export const deleteTeam = declareWrite({
  verb: 'deleteTeam',
  asks: ['team:delete'],
  audits: ['team.delete'],
  example: ({ team }) => ({ team }),
  ready: (ctx: Ctx, input: { team: string }) => deletable(ctx, input.team),
  move: async ({ tx, ctx, tell }, team, input) => {
    const ended = await countsOfTeam(tx, team.id);
    await refuseOwn(
      tx,
      ctx,
      async (userId) => ended.assignments > 0 && (await isMember(tx, team.id, userId)),
    );
    const owned = await accountsOwnedBy(tx, team.id);
    if (owned.length > 0) throw ownsAccounts(team.name, owned);
    const row = await updateTeamRow(tx, team.id, deletedStamp(ctx));
    if (row === null) throw new DomainError('not_found', `Team ${input.team} not found.`);
    await dropTeamTies(tx, team.id);
    const changes = changesBetween({ name: team.name }, null);
    tell({ ...teamEvent('team.delete', team), changes, details: ended });
    return presentTeam(row);
  },
});

/** A service account is never left without whoever answers for it. */
function ownsAccounts(team: string, names: readonly string[]): DomainError {
  const named =
    names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ');
  const them = names.length === 1 ? 'the service account' : 'the service accounts';
  return new DomainError(
    'precondition',
    `The team ${team} owns ${them} ${named}. Give ${names.length === 1 ? 'it' : 'them'} to another team, or delete ${names.length === 1 ? 'it' : 'them'}, first.`,
  );
}
