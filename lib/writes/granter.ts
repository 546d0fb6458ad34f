import type { Executor, Transaction } from '@/db/client';
import { reachOfUser } from '@/db/queries/reach';
import { administratorsBeside } from '@/lib/access/authorize';
import { actorUserId } from '@/lib/core/actor';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError, notSignedIn } from '@/lib/core/domain-error';
import { noteUse } from '@/lib/core/note-use';
import { type Cell, cellsOf, covers, firstUncovered, type HeldAssignment } from '@/lib/permissions/closure';
import type { TokenLimit } from '@/lib/permissions/decide';

/** The actor as a giver of power, judged by what they hold inside the transaction. */
export interface Granter {
  /** Throws `forbidden` naming the first power that the actor would give without holding it (or `escalation:update`). */
  readonly requireToHold: (given: readonly HeldAssignment[]) => Promise<void>;
  readonly requireToHoldCells: (given: readonly Cell[]) => Promise<void>;
  /** Throws `forbidden` with this reason unless the actor holds `escalation:update`: nothing less can be held that suffices. */
  readonly requireEscalation: (reason: string) => Promise<void>;
}

const ESCALATION: Cell = {
  operation: 'escalation',
  type: 'update',
  projectId: null,
  resourceId: null,
  until: null,
};

/** Whether somebody who holds this may give all of that: they hold it as widely and as long, or `escalation:update`. */
export function mayGive(
  held: readonly HeldAssignment[],
  limit: TokenLimit | null,
  given: readonly HeldAssignment[],
): boolean {
  return covers(held, limit, ESCALATION) || firstUncovered(held, limit, given.flatMap(cellsOf)) === null;
}

export function granterOf(tx: Executor, ctx: Ctx): Granter {
  const { actor } = ctx;
  const requireToHoldCells = async (given: readonly Cell[]) => {
    if (actor.kind === 'system') return;
    if (actor.kind === 'anonymous') throw notSignedIn();
    const held = await reachOfUser(tx, actor.userId, ctx.now);
    const missing = firstUncovered(held, actor.limit, given);
    if (missing === null) return;
    if (!covers(held, actor.limit, ESCALATION)) throw await cannotGive(tx, ctx, missing);
    noteUse(ctx, ESCALATION);
  };
  return {
    requireToHoldCells,
    requireEscalation: async (reason) => {
      if (actor.kind === 'system') return;
      if (actor.kind === 'anonymous') throw notSignedIn();
      if (covers(await reachOfUser(tx, actor.userId, ctx.now), actor.limit, ESCALATION))
        return noteUse(ctx, ESCALATION);
      const who = await administratorsBeside(tx, ctx, null);
      throw new DomainError('forbidden', `${reason} ${who} can do it.`, { permission: 'escalation:update' });
    },
    requireToHold: (given) => requireToHoldCells(given.flatMap(cellsOf)),
  };
}

async function cannotGive(
  tx: Executor,
  ctx: Ctx,
  { operation, type, projectId }: Cell,
): Promise<DomainError> {
  const permission = `${operation}:${type}`;
  const where = projectId === null ? 'everywhere' : 'in a project';
  const who = await administratorsBeside(tx, ctx, projectId);
  return new DomainError(
    'forbidden',
    `You cannot give ${permission} ${where}, because you do not hold it for as long yourself. ${who} can give it.`,
    { permission },
  );
}

/** Throws `forbidden` when what would change is held by the actor: nobody changes their own assignments. */
export async function refuseOwn(
  tx: Transaction,
  ctx: Ctx,
  isOwn: boolean | ((userId: string) => Promise<boolean>),
) {
  const userId = actorUserId(ctx.actor);
  if (userId === null) return;
  const own = typeof isOwn === 'boolean' ? isOwn : await isOwn(userId);
  if (!own) return;
  throw new DomainError(
    'forbidden',
    `You cannot change what you hold yourself. ${await administratorsBeside(tx, ctx, null)} can.`,
  );
}
