import { findServiceAccount, type OwnedAccount } from '@/db/queries/service-accounts';
import { absent } from '@/lib/access/absent';
import { authorize, can } from '@/lib/access/authorize';
import { actorUserId } from '@/lib/core/actor';
import type { Ctx } from '@/lib/core/ctx';
import { type DomainError, notSignedIn } from '@/lib/core/domain-error';
import { leadsTeam } from '@/lib/teams/leads-team';

const READ = { operation: 'user', type: 'read', projectId: null } as const;

/**
 * The service account of this name for who may read accounts, leads the team that owns it, or is it. Otherwise as if
 * absent; so is a person of that name.
 */
export async function resolveServiceAccount(ctx: Ctx, name: string): Promise<OwnedAccount> {
  if (ctx.actor.kind === 'anonymous') throw notSignedIn();
  const found = await findServiceAccount(ctx.db, name);
  if (found !== null) {
    const { id, ownerTeamId } = found.account;
    if (id === actorUserId(ctx.actor)) return found;
    if (ownerTeamId !== null && (await leadsTeam(ctx, ownerTeamId))) return found;
  }
  const named = found === null ? {} : { resourceId: found.account.id };
  await authorize(ctx, { ...READ, ...named }, () => absentAccount(ctx, name, true));
  if (found === null) throw await absentAccount(ctx, name, false);
  return found;
}

function absentAccount(ctx: Ctx, name: string, hidden: boolean): Promise<DomainError> {
  const reads = (resourceId: string) => can(ctx, { ...READ, resourceId });
  return absent(ctx, `Service account ${name} not found.`, { kind: 'user', name }, reads, { hidden });
}
