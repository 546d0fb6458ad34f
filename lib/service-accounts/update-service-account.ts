import { reachOfAccount } from '@/db/queries/reach';
import { findServiceAccountById } from '@/db/queries/service-accounts';
import { findTeam } from '@/db/queries/teams';
import { updateUserRow } from '@/db/queries/users';
import { authorizeOpenly } from '@/lib/access/authorize';
import { actorUserId } from '@/lib/core/actor';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { nameKey } from '@/lib/core/name';
import { updatedStamp } from '@/lib/core/stamp';
import { endCredentials, endLinksMadeBy } from '@/lib/people/end-credentials';
import { leaveName, requireToTakeName } from '@/lib/people/take-name';
import { refuseIssues, userEvent, userFieldIssues } from '@/lib/people/user';
import { resolveTeam } from '@/lib/teams/resolve-team';
import { changesBetween } from '@/lib/writes/changes';
import { declareWrite } from '@/lib/writes/write';
import { resolveServiceAccount } from './resolve-service-account';
import {
  descriptionIssues,
  presentServiceAccount,
  type ServiceAccount,
  serviceAccountFacts,
} from './service-account';

export interface UpdateServiceAccount {
  readonly serviceAccount: string;
  readonly name?: string;
  /** The team that is to own it. */
  readonly team?: string;
  readonly description?: string | null;
  /** False ends all its tokens at once; they stay ended. */
  readonly isActive?: boolean;
}

/**
 * Renames or describes a service account, gives it to another team, or switches it off or on. Who renames it or switches
 * it on again must hold all that it holds; to own it gives a team's leads no more than they hold themselves.
 * `conflict` when the name is taken.
 */
export const updateServiceAccount = declareWrite({
  verb: 'updateServiceAccount',
  asks: ['user:update'],
  audits: ['user.update'],
  taken: (_, { name }) => ({
    constraint: 'users_name_key',
    message: `User ${name} already exists.`,
  }),
  example: ({ serviceAccount, fresh }) => ({ serviceAccount, description: fresh('Trains by night') }),
  ready: async (ctx: Ctx, input: UpdateServiceAccount) => {
    const { account } = await resolveServiceAccount(ctx, input.serviceAccount);
    const required = { operation: 'user', type: 'update', projectId: null, resourceId: account.id } as const;
    await authorizeOpenly(ctx, required);
    const { name, description, isActive } = input;
    refuseIssues([
      ...(name === undefined ? [] : userFieldIssues({ name })),
      ...descriptionIssues(description),
    ]);
    if (isActive === false && account.id === actorUserId(ctx.actor))
      throw new DomainError('forbidden', 'A service account cannot deactivate itself.');
    const team = input.team === undefined ? null : await resolveTeam(ctx, input.team);
    return { id: account.id, team };
  },
  move: async ({ tx, ctx, granter, tell }, { id, team }, input): Promise<ServiceAccount> => {
    const absentText = `Service account ${input.serviceAccount} not found.`;
    const before = await findServiceAccountById(tx, id);
    if (before === null) throw new DomainError('not_found', absentText);
    const { name = before.account.name, isActive = before.account.isActive } = input;
    const { description = before.account.description } = input;
    if (team !== null && (await findTeam(tx, team.name))?.id !== team.id)
      throw new DomainError('not_found', `Team ${team.name} not found.`);
    const isRenamed = name !== before.account.name;
    const isRevived = isActive && !before.account.isActive;
    if (isRenamed || isRevived) await granter.requireToHold(await reachOfAccount(tx, id, ctx.now));
    if (isRenamed) {
      await requireToTakeName(tx, ctx, granter, { kind: 'user', name, ownId: id });
      await leaveName(tx, ctx, { kind: 'user', nameKey: before.account.nameKey, ownId: id });
    }
    const account = await updateUserRow(tx, id, {
      name,
      nameKey: nameKey(name),
      description,
      isActive,
      ...(team !== null && { ownerTeamId: team.id }),
      ...updatedStamp(ctx),
    });
    if (account === null) throw new DomainError('not_found', absentText);
    const ended =
      before.account.isActive && !isActive
        ? { ...(await endCredentials(tx, id, ctx.now)), ...(await endLinksMadeBy(tx, id, ctx.now)) }
        : {};
    const after = { account, teamName: team?.name ?? before.teamName };
    const changes = changesBetween(serviceAccountFacts(before), serviceAccountFacts(after));
    tell({ ...userEvent('user.update', account), changes, details: { ...ended } });
    return presentServiceAccount(after);
  },
});
