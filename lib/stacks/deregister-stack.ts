import { dropDefinitions, findStack, updateStackRow } from '@/db/queries/stacks';
import { takeTombstone } from '@/db/queries/tombstones';
import { transact } from '@/db/transact';
import { audit } from '@/lib/access/audit';
import { authorize } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { nameKey } from '@/lib/core/name';
import { deletedStamp } from '@/lib/core/stamp';
import { absentStack, presentStack, type Stack, stackEvent } from './stack';

export interface DeregisterStack {
  readonly stack: string;
  /** Row id of the token of a client that may be deleting what it has just renamed; then null is answered. */
  readonly forgivenTo?: string;
}

/** Ends a stack. Its components stay, runs keep the stack as it was. Null when a client tidied up after its rename. */
export async function deregisterStack(ctx: Ctx, input: DeregisterStack): Promise<Stack | null> {
  const absent = absentStack(input.stack);
  await authorize(ctx, { operation: 'stack', type: 'delete', projectId: null }, absent);
  const key = nameKey(input.stack);
  const row = await findStack(ctx.db, key);
  return transact(ctx.db, async (tx) => {
    const { forgivenTo } = input;
    if (forgivenTo !== undefined && (await takeTombstone(tx, forgivenTo, key, ctx.now))) return null;
    const ended = row === null ? null : await updateStackRow(tx, row.id, deletedStamp(ctx));
    if (ended === null) throw new DomainError('not_found', absent);
    await dropDefinitions(tx, ended.id);
    await audit(tx, ctx, stackEvent('stack.delete', ended));
    return presentStack(ended);
  });
}
