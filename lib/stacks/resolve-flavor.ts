import { type FlavorRow, findDeletedFlavor, findFlavor } from '@/db/queries/flavors';
import { authorize } from '@/lib/access/authorize';
import type { PermissionType } from '@/lib/access/decide';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { nameKey } from '@/lib/core/name';
import { once } from '@/lib/core/once';
import { componentType } from './component';
import { endOf } from './end-of';
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
  const absent = absentFlavor(input.type, input.name);
  await authorize(ctx, { operation: 'flavor', type: permission, projectId: null }, absent);
  const [type, key] = [componentType(input.type, 'component_type'), nameKey(input.name)];
  const row = await once(ctx, ['flavor', type, key], () => findFlavor(ctx.db, type, key));
  if (row !== null) return row;
  throw new DomainError('not_found', absent, { gone: endOf(await findDeletedFlavor(ctx.db, type, key)) });
}
