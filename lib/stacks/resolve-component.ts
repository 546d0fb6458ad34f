import { type ComponentRow, findComponent } from '@/db/queries/components';
import { authorize } from '@/lib/access/authorize';
import type { PermissionType } from '@/lib/access/decide';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { nameKey } from '@/lib/core/name';
import { absentComponent, componentType } from './component';

/** The component of this type and name for whoever may; `not_found` for others, `invalid` for an unknown type. */
export async function resolveComponent(
  ctx: Ctx,
  input: { readonly type: string; readonly name: string },
  permission: PermissionType,
): Promise<ComponentRow> {
  const absent = absentComponent(input.type, input.name);
  await authorize(ctx, { operation: 'stack_component', type: permission, projectId: null }, absent);
  const row = await findComponent(ctx.db, componentType(input.type), nameKey(input.name));
  if (row === null) throw new DomainError('not_found', absent);
  return row;
}
