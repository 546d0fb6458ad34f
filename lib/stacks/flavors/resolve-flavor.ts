import { type FlavorRow, findDeletedFlavor, findFlavor } from '@/db/queries/flavors';
import { absent } from '@/lib/access/absent';
import { authorize, can } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import type { DomainError } from '@/lib/core/domain-error';
import { once } from '@/lib/core/once';
import type { PermissionType } from '@/lib/permissions/decide';
import { type ComponentType, componentType } from '@/lib/stacks/components/component';
import { endOf } from '@/lib/stacks/components/end-of';
import { absentFlavor } from './flavor';

/**
 * The declared flavor of this type and name for whoever may; `not_found` for others and for built-in ones, with its
 * end for who may read flavors.
 */
export async function resolveFlavor(
  ctx: Ctx,
  input: { readonly type: string; readonly name: string },
  permission: PermissionType,
): Promise<FlavorRow> {
  const { name } = input;
  const message = absentFlavor(input.type, name);
  await authorize(ctx, { operation: 'flavor', type: permission, projectId: null }, message);
  const type = componentType(input.type, 'component_type');
  const row = await once(ctx, ['flavor', type, name], () => findFlavor(ctx.db, type, name));
  if (row === null) throw await noFlavor(ctx, type, name);
  return row;
}

/** The `not_found` for a declared flavor, with its end, for who may do something to flavors. */
export async function noFlavor(ctx: Ctx, type: ComponentType, name: string): Promise<DomainError> {
  const reads = () => can(ctx, { operation: 'flavor', type: 'read', projectId: null });
  const gone = endOf(await findDeletedFlavor(ctx.db, type, name));
  return absent(ctx, absentFlavor(type, name), { kind: 'flavor', type, name }, reads, { gone });
}
