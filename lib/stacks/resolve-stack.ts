import { findStack, type StackRow } from '@/db/queries/stacks';
import { authorize } from '@/lib/access/authorize';
import type { PermissionType } from '@/lib/access/decide';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { nameKey } from '@/lib/core/name';
import { absentStack } from './stack';

/** The stack of this name for whoever may; `not_found` for others and for none. */
export async function resolveStack(ctx: Ctx, name: string, permission: PermissionType): Promise<StackRow> {
  const absent = absentStack(name);
  await authorize(ctx, { operation: 'stack', type: permission, projectId: null }, absent);
  const row = await findStack(ctx.db, nameKey(name));
  if (row === null) throw new DomainError('not_found', absent);
  return row;
}
