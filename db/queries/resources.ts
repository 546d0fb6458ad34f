import { eq, type SQL, sql } from 'drizzle-orm';
import type { Executor } from '../client';
import { type CUSTOM_LISTS, catalogs, rolePermissions } from '../schema';
import type { PowerTransaction } from './administrators';

/**
 * What permissions name one custom list by: the five are words and have no rows. Version 8 ids, which no row ever
 * gets; they are stored, so they never change.
 */
export const CUSTOM_LIST_IDS: Readonly<Record<(typeof CUSTOM_LISTS)[number], string>> = {
  classification: '6c697374-0000-8000-8000-000000000001',
  problem_types: '6c697374-0000-8000-8000-000000000002',
  tags: '6c697374-0000-8000-8000-000000000003',
  qa_categories: '6c697374-0000-8000-8000-000000000004',
  quality_attributes: '6c697374-0000-8000-8000-000000000005',
};

/** Joins what a row `p` of role_permissions names: a living model `pm` (its project counts) or whether it is there. */
export const namedResource = {
  joins: sql`left join models pm on p.operation in ('model', 'artifact') and pm.id = p.resource_id
      and pm.deleted_at is null
    left join users pu on p.operation = 'user' and pu.id = p.resource_id and pu.deleted_at is null
    left join roles pr on p.operation = 'role' and pr.id = p.resource_id and pr.deleted_at is null
    left join catalogs pc on p.operation = 'catalog' and pc.id = p.resource_id`,
  isThere: sql`(p.resource_id is null or coalesce(pm.id, pu.id, pr.id, pc.id) is not null
    or (p.operation = 'custom_list' and p.resource_id in (${idList(Object.values(CUSTOM_LIST_IDS))})))`,
} as const;

function idList(ids: readonly string[]): SQL {
  return sql.join(
    ids.map((id) => sql`${id}::uuid`),
    sql`, `,
  );
}

/** Takes away what roles permit on one thing that is deleted: a name that is used again inherits nothing. */
export async function dropPermissionsOn(tx: PowerTransaction, resourceId: string): Promise<void> {
  await tx.delete(rolePermissions).where(eq(rolePermissions.resourceId, resourceId));
}

/** Whether there is a catalog of this row id. */
export async function isCatalog(executor: Executor, id: string): Promise<boolean> {
  const [row] = await executor.select({ id: catalogs.id }).from(catalogs).where(eq(catalogs.id, id));
  return row !== undefined;
}
