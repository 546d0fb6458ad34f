import { COUNT_CAP } from '@/db/queries/keyset';
import { countOfStack } from '@/db/queries/stack-lists';
import {
  dropDefinitions,
  findStack,
  lockStack,
  stackConfigurations,
  updateStackRow,
} from '@/db/queries/stacks';
import { takeTombstone } from '@/db/queries/tombstones';
import { authorize, readScope } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { deletedStamp } from '@/lib/core/stamp';
import { changesBetween } from '@/lib/writes/changes';
import { declareWrite } from '@/lib/writes/write';
import type { ComponentType } from './components/component';
import { noStack, resolveStack } from './resolve-stack';
import { absentStack, presentStack, type Stack, stackEvent, stackFacts } from './stack';

export interface DeregisterStack {
  readonly stack: string;
  /** Row id of the token (or user) of a client that may be deleting what it has just renamed; then null is answered. */
  readonly forgivenTo?: string;
}

/** Ends a stack. Its components stay, runs keep the stack as it was. Null when a client tidied up after its rename. */
export async function deregisterStack(ctx: Ctx, input: DeregisterStack): Promise<Stack | null> {
  const done = await endStack(ctx, input);
  if (done === undefined) throw await noStack(ctx, input.stack);
  return done;
}

/** Undefined when there is no such stack. */
const endStack = declareWrite({
  verb: 'deregisterStack',
  asks: ['stack:delete'],
  audits: ['stack.delete'],
  example: ({ stack }) => ({ stack }),
  ready: async (ctx: Ctx, { stack }: DeregisterStack) => {
    await authorize(ctx, { operation: 'stack', type: 'delete', projectId: null }, absentStack(stack));
    return { row: await findStack(ctx.db, stack) };
  },
  write: async ({ tx, ctx, tell, tellNothing }, { row }, input): Promise<Stack | null | undefined> => {
    const { forgivenTo } = input;
    if (forgivenTo !== undefined && (await takeTombstone(tx, forgivenTo, input.stack, ctx.now))) {
      tellNothing();
      return null;
    }
    // Somebody may have given it another name meanwhile: that one was not meant.
    const held = row === null ? null : await lockStack(tx, row.id);
    if (held === null || held.name !== input.stack) {
      tellNothing();
      return undefined;
    }
    const [former] = await stackConfigurations(tx, held.id);
    const ended = await updateStackRow(tx, held.id, deletedStamp(ctx));
    if (ended === null) {
      tellNothing();
      return undefined;
    }
    await dropDefinitions(tx, ended.id);
    const components = (former?.components ?? []).map(([type, name]) => ({ type, name }));
    tell({
      ...stackEvent('stack.delete', ended),
      changes: changesBetween(stackFacts(ended, components), null),
    });
    return presentStack(ended);
  },
});

export interface DeregisteringStack {
  readonly components: number;
  /** Components that no other stack has. They stay as well. */
  readonly onlyHere: readonly { readonly type: ComponentType; readonly name: string }[];
  /** Runs that the actor may see and that keep the stack as it was. */
  readonly runs: number | '10,000+';
}

/** What deregistering a stack would do: asked by pages before. */
export async function previewDeregisterStack(
  ctx: Ctx,
  input: { readonly stack: string },
): Promise<DeregisteringStack> {
  const row = await resolveStack(ctx, input.stack, 'delete');
  const counted = await countOfStack(ctx.db, row.id, await readScope(ctx, 'pipeline_run'));
  return { ...counted, runs: counted.runs > COUNT_CAP ? '10,000+' : counted.runs };
}
