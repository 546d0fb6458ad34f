import type { OwnedAccount } from '@/db/queries/service-accounts';
import { missingPermission } from '@/lib/access/authorize';
import { actorUserId } from '@/lib/core/actor';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { managesTokens } from '@/lib/credentials/manages-tokens';
import { resolveServiceAccount } from './resolve-service-account';

/**
 * The service account of this name for who issues and rotates its tokens. `forbidden` for others who may read it, and for
 * itself; `precondition` when it is switched off.
 */
export async function managedAccount(ctx: Ctx, name: string): Promise<OwnedAccount> {
  const found = await resolveServiceAccount(ctx, name);
  const { account, teamName } = found;
  if (account.id === actorUserId(ctx.actor))
    throw new DomainError('forbidden', `A service account makes no tokens: who leads ${teamName} does.`);
  if (!(await managesTokens(ctx, account)))
    throw await missingPermission(ctx, {
      operation: 'user',
      type: 'update',
      projectId: null,
      resourceId: account.id,
    });
  if (!account.isActive) throw deactivated(account.name);
  return found;
}

export const deactivated = (name: string) =>
  new DomainError('precondition', `The account ${name} is deactivated. Reactivate it first.`);
