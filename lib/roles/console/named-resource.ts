import { CUSTOM_LIST_IDS, type ResourceNameRow, resourceNames } from '@/db/queries/resources';
import { can } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import type { Operation } from '@/lib/permissions/decide';

/** One thing that a permission names. */
export interface ResourceName {
  readonly resourceId: string;
  /** Null where it is gone, or the reader may not see it. */
  readonly name: string | null;
  /** The project of a model. */
  readonly project: string | null;
}

interface Naming {
  readonly operation: Operation;
  readonly resourceId: string;
}

/** Names of the things that permissions name, as far as the actor may read each. */
export async function namesOf(
  ctx: Ctx,
  namings: readonly Naming[],
): Promise<(naming: Naming) => ResourceName> {
  const rows = new Map<string, ResourceNameRow>();
  for (const row of await resourceNames(ctx.db, namings)) rows.set(`${row.operation} ${row.resourceId}`, row);
  const names = new Map<string, ResourceName>();
  for (const naming of namings) {
    const row = rows.get(`${naming.operation} ${naming.resourceId}`);
    names.set(`${naming.operation} ${naming.resourceId}`, await nameOf(ctx, naming, row));
  }
  return ({ operation, resourceId }) =>
    names.get(`${operation} ${resourceId}`) ?? { resourceId, name: null, project: null };
}

async function nameOf(
  ctx: Ctx,
  { operation, resourceId }: Naming,
  row: ResourceNameRow | undefined,
): Promise<ResourceName> {
  const unnamed = { resourceId, name: null, project: null };
  const of = operation === 'artifact' ? 'model' : operation;
  const projectId = row?.projectId ?? null;
  if (!(await can(ctx, { operation: of, type: 'read', projectId, resourceId }))) return unnamed;
  if (row !== undefined) return { resourceId, name: row.name, project: row.projectName };
  const list = Object.entries(CUSTOM_LIST_IDS).find(([, id]) => id === resourceId);
  return list === undefined ? unnamed : { ...unnamed, name: list[0].replaceAll('_', ' ') };
}
