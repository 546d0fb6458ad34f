import { sql } from 'drizzle-orm';
import type { Opened } from '@/db/client';

/**
 * Everything that an export promises to carry, object by object and without row ids, in an order of its own. Instants
 * in whole seconds, which is all that MLTE writes.
 */
export async function storeContents({ db }: Opened): Promise<Record<string, unknown[]>> {
  const read = async (what: string, query: ReturnType<typeof sql>) =>
    [what, (await db.execute(query)).map((row) => JSON.stringify(row)).sort()] as const;
  const word = sql`p.operation || ':' || p.type || coalesce(' on ' || pr.name || '/' || m.name, ' on ' || u.name, '')`;
  return Object.fromEntries([
    await read(
      'models',
      sql`select pr.name as project, m.name from models m join projects pr on pr.id = m.project_id
        where m.deleted_at is null`,
    ),
    await read(
      'versions',
      sql`select pr.name as project, m.name as model, v.name from versions v join models m on m.id = v.model_id
        join projects pr on pr.id = m.project_id where v.deleted_at is null`,
    ),
    await read(
      'artifacts',
      sql`select pr.name as project, m.name as model, v.name as version, a.identifier, a.type, a.level, r.body,
          r.sha256, r.creator_name as creator, floor(extract(epoch from r.stamped_at)) as at, a.qas_ids as qas
        from artifacts a
        join artifact_revisions r on r.artifact_id = a.id and r.revision = a.head_revision
        join models m on m.id = a.model_id join projects pr on pr.id = m.project_id
        left join versions v on v.id = a.version_id where a.deleted_at is null`,
    ),
    await read(
      'entries',
      sql`select e.list, e.name, e.description, p.name as parent from custom_list_entries e
        left join custom_list_entries p on p.id = e.parent_id where e.deleted_at is null`,
    ),
    await read(
      'catalog entries',
      sql`select c.name as catalog, e.identifier, e.tags, e.quality_attribute, e.code, e.description, e.inputs,
          e.output, e.created_by_name, e.updated_by_name, floor(extract(epoch from e.created_at)) as created,
          floor(extract(epoch from e.updated_at)) as updated
        from catalog_entries e join catalogs c on c.id = e.catalog_id where e.deleted_at is null`,
    ),
    await read(
      'people',
      sql`select u.name, u.email, u.full_name, u.is_active, u.password_hash,
          (select json_agg(r.name order by r.name_key) from role_assignments a join roles r on r.id = a.role_id
            where a.user_id = u.id and a.project_id is null and r.origin = 'custom') as groups,
          exists (select 1 from role_assignments a join roles r on r.id = a.role_id and r.name = 'admin'
            and r.origin = 'built_in' where a.user_id = u.id and a.project_id is null) as admin
        from users u where u.deleted_at is null`,
    ),
    await read(
      'roles',
      sql`select r.name, (select json_agg(${word} order by ${word}) from role_permissions p
          left join models m on m.id = p.resource_id left join projects pr on pr.id = m.project_id
          left join users u on u.id = p.resource_id
          where p.role_id = r.id) as words
        from roles r where r.origin = 'custom' and r.deleted_at is null`,
    ),
  ]);
}
