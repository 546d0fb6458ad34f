import { type ComponentRow, findComponent, lastComponentBearer } from '@/db/queries/components';
import { authorize } from '@/lib/access/authorize';
import type { PermissionType } from '@/lib/access/decide';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { nameKey } from '@/lib/core/name';
import { once } from '@/lib/core/once';
import { absentComponent, componentType } from './component';
import { endOf } from './end-of';

/**
 * The component of this type and name for whoever may; `not_found` for others and for none, with its end for who may
 * read components; `invalid` for an unknown type.
 */
export async function resolveComponent(
  ctx: Ctx,
  input: { readonly type: string; readonly name: string },
  permission: PermissionType,
): Promise<ComponentRow> {
  const absent = absentComponent(input.type, input.name);
  await authorize(ctx, { operation: 'stack_component', type: permission, projectId: null }, absent);
  const [type, key] = [componentType(input.type, 'component_type'), nameKey(input.name)];
  const row = await once(ctx, ['component', type, key], () => findComponent(ctx.db, type, key));
  if (row !== null) return row;
  throw new DomainError('not_found', absent, { gone: endOf(await lastComponentBearer(ctx.db, type, key)) });
}
