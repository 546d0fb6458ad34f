import { COUNT_CAP } from '@/db/queries/keyset';
import { countOfStack } from '@/db/queries/stack-lists';
import { dropDefinitions, findStack, lockStack, updateStackRow } from '@/db/queries/stacks';
import { takeTombstone } from '@/db/queries/tombstones';
import { transact } from '@/db/transact';
import { audit } from '@/lib/access/audit';
import { authorize, readScope } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { deletedStamp } from '@/lib/core/stamp';
import type { ComponentType } from './component';
import { noStack, resolveStack } from './resolve-stack';
import { absentStack, presentStack, type Stack, stackEvent } from './stack';

export interface DeregisterStack {
  readonly stack: string;
  /** Row id of the token (or user) of a client that may be deleting what it has just renamed; then null is answered. */
  readonly forgivenTo?: string;
}

/** Ends a stack. Its components stay, runs keep the stack as it was. Null when a client tidied up after its rename. */
export async function deregisterStack(ctx: Ctx, input: DeregisterStack): Promise<Stack | null> {
  await authorize(ctx, { operation: 'stack', type: 'delete', projectId: null }, absentStack(input.stack));
  const row = await findStack(ctx.db, input.stack);
  const done = await transact(ctx.db, async (tx) => {
    const { forgivenTo } = input;
    if (forgivenTo !== undefined && (await takeTombstone(tx, forgivenTo, input.stack, ctx.now))) return null;
    // Somebody may have given it another name meanwhile: that one was not meant.
    const held = row === null ? null : await lockStack(tx, row.id);
    const isMeant = held !== null && held.name === input.stack;
    const ended = isMeant ? await updateStackRow(tx, held.id, deletedStamp(ctx)) : null;
    if (ended === null) return undefined;
    await dropDefinitions(tx, ended.id);
    await audit(tx, ctx, stackEvent('stack.delete', ended));
    return presentStack(ended);
  });
  if (done === undefined) throw await noStack(ctx, input.stack);
  return done;
}

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
