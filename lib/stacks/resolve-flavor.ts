import { type FlavorRow, findFlavor } from '@/db/queries/flavors';
import { authorize } from '@/lib/access/authorize';
import type { PermissionType } from '@/lib/access/decide';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { nameKey } from '@/lib/core/name';
import { componentType } from './component';
import { absentFlavor } from './flavor';

/** The declared flavor of this type and name for whoever may; `not_found` for others and for built-in ones. */
export async function resolveFlavor(
  ctx: Ctx,
  input: { readonly type: string; readonly name: string },
  permission: PermissionType,
): Promise<FlavorRow> {
  const absent = absentFlavor(input.type, input.name);
  await authorize(ctx, { operation: 'flavor', type: permission, projectId: null }, absent);
  const row = await findFlavor(ctx.db, componentType(input.type, 'component_type'), nameKey(input.name));
  if (row === null) throw new DomainError('not_found', absent);
  return row;
}
