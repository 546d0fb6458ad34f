import type { Database } from '@/db/client';
import { transact } from '@/db/transact';
import type { Ctx } from '@/lib/core/ctx';
import { Decided } from '@/lib/core/decided';

/**
 * Runs verbs and looks at what came of it, in one transaction that is rolled back in any case: no row changes, no audit
 * row and no refusal stays. What verbs throw is thrown on. A browser session needs no recent sign-in for it, because
 * nothing is changed.
 */
export async function rehearse<T>(ctx: Ctx, look: (ctx: Ctx) => Promise<T>): Promise<T> {
  const { actor } = ctx;
  const seen: T[] = [];
  const rollBack = new Error('A rehearsal is rolled back.');
  const { lookups: _, ...kept } = ctx;
  try {
    await transact(ctx.db, async (tx) => {
      seen.length = 0;
      seen.push(
        await look({
          ...kept,
          // Verbs begin transactions of their own in it: savepoints of this one.
          db: tx as unknown as Database,
          decided: new Decided(),
          actor: actor.kind === 'session' ? { ...actor, kind: 'token' } : actor,
        }),
      );
      throw rollBack;
    });
  } catch (error) {
    if (error !== rollBack) throw error;
  }
  return seen[0] as T;
}
