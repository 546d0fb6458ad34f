import { type ComponentRow, findComponent, lastComponentBearer } from '@/db/queries/components';
import { absent } from '@/lib/access/absent';
import { authorize, can } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { once } from '@/lib/core/once';
import type { PermissionType } from '@/lib/permissions/decide';
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
  const message = absentComponent(input.type, input.name);
  await authorize(ctx, { operation: 'stack_component', type: permission, projectId: null }, message);
  const type = componentType(input.type, 'component_type');
  const name = input.name;
  const row = await once(ctx, ['component', type, name], () => findComponent(ctx.db, type, name));
  if (row !== null) return row;
  const reads = () => can(ctx, { operation: 'stack_component', type: 'read', projectId: null });
  const gone = endOf(await lastComponentBearer(ctx.db, type, name));
  throw await absent(ctx, message, { kind: 'component', type, name }, reads, { gone });
}
