import type { Ctx } from '@/lib/core/ctx';
import { type Explanation, explain } from '@/lib/roles/explain';
import { type Asked, explained, neededAt } from './place';
import { type Way, waysTo } from './ways';

export interface Answer extends Explanation {
  /** What would give it, the narrowest first; none where it is allowed. */
  readonly ways: readonly Way[];
}

/** Whether the actor may, by which paths, or what would let them. About oneself it is anybody's right. */
export async function canI(ctx: Ctx, asked: Asked): Promise<Answer> {
  const explanation = await explain(ctx, explained(asked));
  const ways = explanation.allowed ? [] : await waysTo(ctx, await neededAt(ctx, asked));
  return { ...explanation, ways };
}
