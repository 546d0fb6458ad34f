import { sql } from 'drizzle-orm';
import type { Executor } from '../client';

/** Whether what an imported role permitted waits for an answer. */
export async function isRoleWaiting(executor: Executor, roleId: string): Promise<boolean> {
  const rows = await executor.execute(
    sql`select 1 from import_offers where role_id = ${roleId}::uuid limit 1`,
  );
  return rows.length > 0;
}

/** Name of the living role that last gave up this folded name, another than the one of `id`; null for none. */
export async function findFormerRole(
  executor: Executor,
  { id, nameKey }: { id: string | null; nameKey: string },
): Promise<string | null> {
  const [row] = await executor.execute<{ name: string }>(sql`
    select r.name from name_aliases a
    join roles r on r.id = a.target_id and r.deleted_at is null and r.origin not in ('model', 'request')
    where a.kind = 'role' and a.name_key = ${nameKey} and ${id === null ? sql`true` : sql`r.id <> ${id}::uuid`}
    order by a.created_at desc, a.id desc limit 1`);
  return row?.name ?? null;
}
