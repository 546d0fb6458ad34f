import { asc } from 'drizzle-orm';
import type { Executor } from '../client';
import { pipelineRuns, stackComponents } from '../schema';

/** The oldest ciphertext in the store with the id that it is bound to, or null where nothing is sealed yet. */
export async function oldestSealed(executor: Executor): Promise<{ id: string; sealed: Buffer } | null> {
  const [component] = await executor
    .select({ id: stackComponents.id, sealed: stackComponents.configuration })
    .from(stackComponents)
    .orderBy(asc(stackComponents.id))
    .limit(1);
  if (component !== undefined) return component;
  const [run] = await executor
    .select({ id: pipelineRuns.id, sealed: pipelineRuns.stackSnapshot })
    .from(pipelineRuns)
    .orderBy(asc(pipelineRuns.id))
    .limit(1);
  return run ?? null;
}
