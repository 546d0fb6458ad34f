import { newestRunOfStack } from '@/db/queries/stack-runs';
import { readScope } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { type StackSnapshot, snapshotOfRow } from '@/lib/runs/run';
import { readStack } from '@/lib/stacks/read-stack';
import type { FullStack } from '@/lib/stacks/stack';
import { differences, type RunChange, type RunFacts } from './difference';

/** The newest run of a stack, and how the stack has changed since. Instants in UTC. */
export interface StackDrift {
  readonly run: {
    readonly id: string;
    readonly project: string;
    readonly pipeline: string;
    readonly name: string;
    readonly startedAt: Date;
    readonly createdBy: string;
  };
  /** From the run to now; none where the stack is as it was. Whether a secret changed cannot be told. */
  readonly changes: readonly RunChange[];
}

/** How a stack differs from what its newest run had that the actor may see; null when there is no such run. */
export async function readStackDrift(
  ctx: Ctx,
  input: { readonly stack: string },
): Promise<StackDrift | null> {
  const now = await readStack(ctx, input);
  const scope = await readScope(ctx, 'pipeline_run');
  const row = await newestRunOfStack(ctx.db, { stackId: now.id, scope });
  if (row === null) return null;
  const { id, project, pipeline, name, startedAt, createdByName } = row;
  return {
    run: { id, project, pipeline, name, startedAt, createdBy: createdByName },
    changes: differences(onlyStack(snapshotOfRow(row.stackMasked)), onlyStack(snapshotOf(now))),
  };
}

const onlyStack = (stack: StackSnapshot): RunFacts => ({
  gitSha: null,
  clientVersion: null,
  configuration: null,
  steps: [],
  stack,
});

const snapshotOf = ({ name, components }: FullStack): StackSnapshot => ({
  name,
  components: components.map(({ type, flavor, name: component, id, fields }) => ({
    type,
    flavor,
    name: component,
    uuid: id,
    fields,
  })),
});
