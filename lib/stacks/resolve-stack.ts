import { findStack, lastBearer, type StackRow } from '@/db/queries/stacks';
import { authorize } from '@/lib/access/authorize';
import type { PermissionType } from '@/lib/access/decide';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { nameKey } from '@/lib/core/name';
import { once } from '@/lib/core/once';
import { endOf } from './end-of';
import { absentStack } from './stack';

/** The stack of this name for whoever may; `not_found` for others and for none, with its end for who may read stacks. */
export async function resolveStack(ctx: Ctx, name: string, permission: PermissionType): Promise<StackRow> {
  const absent = absentStack(name);
  await authorize(ctx, { operation: 'stack', type: permission, projectId: null }, absent);
  const key = nameKey(name);
  const row = await once(ctx, ['stack', key], () => findStack(ctx.db, key));
  if (row !== null) return row;
  throw new DomainError('not_found', absent, { gone: endOf(await lastBearer(ctx.db, key)) });
}
