import { lastComponentBearer } from '@/db/queries/components';
import { can } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { type ComponentType, componentType } from './component';

/** As `formerStack` for a component, which keeps its type. */
export async function formerComponent(
  ctx: Ctx,
  input: { readonly type: string; readonly name: string },
): Promise<{ readonly type: ComponentType; readonly name: string } | null> {
  if (!(await can(ctx, { operation: 'stack_component', type: 'read', projectId: null }))) return null;
  const row = await lastComponentBearer(ctx.db, componentType(input.type), input.name);
  return row === null || row.deletedAt !== null ? null : { type: row.type, name: row.name };
}
