import { insertServiceAccount } from '@/db/queries/service-accounts';
import { findTeam } from '@/db/queries/teams';
import { authorizeOpenly } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { newId } from '@/lib/core/id';
import { nameKey } from '@/lib/core/name';
import { stamp } from '@/lib/core/stamp';
import { requireToTakeName } from '@/lib/people/take-name';
import { refuseIssues, userEvent, userFieldIssues } from '@/lib/people/user';
import { resolveTeam } from '@/lib/teams/resolve-team';
import { changesBetween } from '@/lib/writes/changes';
import { declareWrite } from '@/lib/writes/write';
import {
  descriptionIssues,
  presentServiceAccount,
  type ServiceAccount,
  serviceAccountFacts,
} from './service-account';

export interface CreateServiceAccount {
  /** A user name: people and service accounts share them. */
  readonly name: string;
  /** The team that owns it. */
  readonly team: string;
  /** What it is for. */
  readonly description?: string | null;
}

/** Makes a service account that holds nothing and has no token yet. `conflict` when the name is taken by any account. */
export const createServiceAccount = declareWrite({
  verb: 'createServiceAccount',
  asks: ['user:create'],
  audits: ['user.create'],
  example: ({ fresh, team }) => ({ name: fresh('robot'), team }),
  ready: async (ctx: Ctx, input: CreateServiceAccount) => {
    await authorizeOpenly(ctx, { operation: 'user', type: 'create', projectId: null });
    const { name, description = null } = input;
    refuseIssues([...userFieldIssues({ name }), ...descriptionIssues(description)]);
    return { team: await resolveTeam(ctx, input.team), name, description };
  },
  move: async ({ tx, ctx, granter, tell }, { team, name, description }): Promise<ServiceAccount> => {
    await requireToTakeName(tx, ctx, granter, { kind: 'user', name, ownId: null });
    // It may have been deleted since it was looked up; deleting one waits for this lock as well.
    if ((await findTeam(tx, team.name))?.id !== team.id)
      throw new DomainError('not_found', `Team ${team.name} not found.`);
    const account = await insertServiceAccount(tx, {
      id: newId(),
      name,
      nameKey: nameKey(name),
      ownerTeamId: team.id,
      description,
      ...stamp(ctx),
    });
    if (account === null) throw new DomainError('conflict', `User ${name} already exists.`);
    const made = { account, teamName: team.name };
    tell({ ...userEvent('user.create', account), changes: changesBetween(null, serviceAccountFacts(made)) });
    return presentServiceAccount(made);
  },
});
