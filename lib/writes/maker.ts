import type { Executor } from '@/db/client';
import { reachOfUser } from '@/db/queries/reach';
import { findUserById } from '@/db/queries/users';
import type { Ctx } from '@/lib/core/ctx';
import { Decided } from '@/lib/core/decided';
import { type Cell, covers, type HeldAssignment } from '@/lib/permissions/closure';
import { type Granter, granterOf, mayGive } from './granter';

/** Who made a link that somebody else uses: what it gives is theirs to give, judged when it is used. */
export interface Maker {
  readonly id: string;
  readonly name: string;
  /** In which they act, for the stamps of what their link makes. */
  readonly ctx: Ctx;
  readonly granter: Granter;
  /** Whether they hold this now, for however long. */
  readonly may: (required: Omit<Cell, 'until'>) => boolean;
  /** Whether they could give all of this themselves: see {@link Granter}. */
  readonly canGive: (given: readonly HeldAssignment[]) => boolean;
}

/** The maker of a link by their row id, or null when the account is deleted or switched off. */
export async function makerOf(executor: Executor, ctx: Ctx, userId: string | null): Promise<Maker | null> {
  const user = userId === null ? null : await findUserById(executor, userId);
  if (user === null || !user.isActive) return null;
  const { id, name } = user;
  const held = await reachOfUser(executor, id, ctx.now);
  const actor = { kind: 'session', userId: id, name, credentialId: null, limit: null } as const;
  const acting = { ...ctx, actor, decided: new Decided() };
  return {
    id,
    name,
    ctx: acting,
    granter: granterOf(executor, acting),
    may: (required) => covers(held, null, { ...required, until: ctx.now }),
    canGive: (given) => mayGive(held, null, given),
  };
}
