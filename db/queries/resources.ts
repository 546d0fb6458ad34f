import { eq, type SQL, sql } from 'drizzle-orm';
import type { Executor } from '../client';
import { type CUSTOM_LISTS, rolePermissions } from '../schema';
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

/** What a permission names, as people know it. A model has the project that it is in. */
export interface ResourceNameRow {
  readonly operation: string;
  readonly resourceId: string;
  readonly name: string;
  readonly projectId: string | null;
  readonly projectName: string | null;
}

/** Names of what permissions name, of what is there; custom lists, which are words, are left out. */
export async function resourceNames(
  executor: Executor,
  named: readonly { readonly operation: string; readonly resourceId: string }[],
): Promise<ResourceNameRow[]> {
  if (named.length === 0) return [];
  const words = named.map(({ operation, resourceId }) => ({ operation, resource_id: resourceId }));
  return executor.execute<ResourceNameRow & Record<string, unknown>>(sql`
    select distinct p.operation, p.resource_id as "resourceId", coalesce(pm.name, pu.name, pr.name, pc.name) as name,
      pj.id as "projectId", pj.name as "projectName"
    from json_to_recordset(${JSON.stringify(words)}::json) as p(operation text, resource_id uuid)
    ${namedResource.joins} left join projects pj on pj.id = pm.project_id
    where coalesce(pm.id, pu.id, pr.id, pc.id) is not null`);
}

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
