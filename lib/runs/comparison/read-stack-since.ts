import { stacksWithComponents } from '@/db/queries/stacks';
import { can } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import type { StackSnapshot } from '@/lib/runs/run';
import type { Component } from '@/lib/stacks/components/component';
import { presentFullStack } from '@/lib/stacks/stack';
import { differences, type RunChange, type RunFacts } from './difference';

/** A run's stack as it is now, against how it was. */
export interface StackSince {
  readonly state: 'same' | 'differs' | 'gone';
  /** What it is called now; null when it is gone. */
  readonly name: string | null;
  /** From then to now. */
  readonly changes: readonly RunChange[];
  /** What it has now, in its order. */
  readonly components: readonly Component[];
}

const GONE: StackSince = { state: 'gone', name: null, changes: [], components: [] };

/** What became of the stack of a run. `gone` too where it was never registered, or the actor may not read stacks. */
export async function readStackSince(
  ctx: Ctx,
  input: { readonly stackId: string | null; readonly snapshot: StackSnapshot },
): Promise<StackSince> {
  if (input.stackId === null) return GONE;
  if (!(await can(ctx, { operation: 'stack', type: 'read', projectId: null }))) return GONE;
  const [found] = await stacksWithComponents(ctx.db, input.stackId);
  if (found === undefined) return GONE;
  const { name, components } = presentFullStack(found);
  const now = {
    name,
    components: components.map(({ type, flavor, name: component, fields }) => {
      const { uuid } = fields;
      return { type, flavor, name: component, uuid: typeof uuid === 'string' ? uuid : '', fields };
    }),
  };
  const changes = differences(stackAlone(input.snapshot), stackAlone(now));
  return { state: changes.length === 0 ? 'same' : 'differs', name, changes, components };
}

const stackAlone = (stack: StackSnapshot): RunFacts => ({
  gitSha: null,
  clientVersion: null,
  stack,
  configuration: {},
  steps: [],
});
