import type { PowerTransaction } from '@/db/queries/administrators';
import { insertAlias, isFormerName } from '@/db/queries/aliases';
import type { Ctx } from '@/lib/core/ctx';
import { newId } from '@/lib/core/id';
import { nameKey } from '@/lib/core/name';
import type { Granter } from '@/lib/writes/granter';

/** What people are given power by the name of. */
type Holder = 'user' | 'team' | 'role';

/**
 * Throws `forbidden` where a new or renamed user, team or role would be taken for another: under a name that another one
 * bore, or one that opens a user's account without a password (`ASSAY_LEGACY_BASIC`). Whoever gives something by that
 * name, or sends it, means somebody else; what it opens can be held by nobody, so it takes `escalation:update`.
 */
export async function requireToTakeName(
  tx: PowerTransaction,
  ctx: Ctx,
  granter: Granter,
  { kind, name, ownId }: { kind: Holder; name: string; ownId: string | null },
): Promise<void> {
  const key = nameKey(name);
  if (kind === 'user' && ctx.passwordless.has(key))
    await granter.requireEscalation(`The settings let in who sends the name ${name}, without a password.`);
  if (await isFormerName(tx, kind, key, ownId))
    await granter.requireEscalation(`Another ${kind} was called ${name}: a new one would be taken for it.`);
}

/** Remembers a name that is given up by a renaming; that of a deleted one is known from its row. */
export function leaveName(
  tx: PowerTransaction,
  ctx: Ctx,
  { kind, nameKey: key, ownId }: { kind: Holder; nameKey: string; ownId: string },
): Promise<void> {
  const alias = { kind, scopeId: null, name: key, targetId: ownId, createdAt: ctx.now };
  return insertAlias(tx, { id: newId(), ...alias });
}
