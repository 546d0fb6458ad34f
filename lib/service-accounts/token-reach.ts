import type { PowerTransaction } from '@/db/queries/administrators';
import { reachOfAccount } from '@/db/queries/reach';
import { findServiceAccountById } from '@/db/queries/service-accounts';
import type { UserRow } from '@/db/queries/users';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { cellsThrough } from '@/lib/permissions/closure';
import type { TokenLimit } from '@/lib/permissions/decide';
import type { Granter } from '@/lib/writes/granter';
import { deactivated } from './managed-account';

interface TokenReach {
  readonly account: Pick<UserRow, 'id' | 'name'>;
  readonly limit: TokenLimit;
}

/**
 * Lets a move of power hand out a token of a service account, or throws. Whoever has it in hand acts as the account: the
 * actor must hold all that it carries, as widely and as long. `precondition` when it would carry nothing, or the account
 * was switched off meanwhile.
 */
export async function requireToIssue(
  tx: PowerTransaction,
  ctx: Ctx,
  granter: Granter,
  { account, limit }: TokenReach,
): Promise<void> {
  const now = await findServiceAccountById(tx, account.id);
  if (now === null) throw new DomainError('not_found', `Service account ${account.name} not found.`);
  if (!now.account.isActive) throw deactivated(account.name);
  const carried = cellsThrough(await reachOfAccount(tx, account.id, ctx.now), limit);
  if (carried.length === 0)
    throw new DomainError(
      'precondition',
      `${account.name} holds nothing that such a token could do: give it a role first.`,
    );
  await granter.requireToHoldCells(carried);
}
