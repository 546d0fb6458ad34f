import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import type { Component } from '@/lib/stacks/component';
import type { RunChange } from './difference';
import type { StackSnapshot } from './run';

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

/** What became of the stack of a run. `gone` too where it was never registered, or the actor may not read stacks. */
export async function readStackSince(
  ctx: Ctx,
  input: { readonly stackId: string | null; readonly snapshot: StackSnapshot },
): Promise<StackSince> {
  throw new DomainError('busy', `Not here yet: ${ctx.actor.kind}, ${String(input)}`);
}
