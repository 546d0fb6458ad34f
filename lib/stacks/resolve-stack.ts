import { findStack, lastBearer, type StackRow } from '@/db/queries/stacks';
import { absent } from '@/lib/access/absent';
import { authorize, can } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import type { DomainError } from '@/lib/core/domain-error';
import { once } from '@/lib/core/once';
import type { PermissionType } from '@/lib/permissions/decide';
import { endOf } from './components/end-of';
import { absentStack } from './stack';

/** The stack of this name for whoever may; `not_found` for others and for none, with its end for who may read stacks. */
export async function resolveStack(ctx: Ctx, name: string, permission: PermissionType): Promise<StackRow> {
  await authorize(ctx, { operation: 'stack', type: permission, projectId: null }, absentStack(name));
  const row = await once(ctx, ['stack', name], () => findStack(ctx.db, name));
  if (row === null) throw await noStack(ctx, name);
  return row;
}

/** The `not_found` for a stack, with its end, for who may do something to stacks. */
export async function noStack(ctx: Ctx, name: string): Promise<DomainError> {
  const reads = () => can(ctx, { operation: 'stack', type: 'read', projectId: null });
  const gone = endOf(await lastBearer(ctx.db, name));
  return absent(ctx, absentStack(name), { kind: 'stack', name }, reads, { gone });
}
