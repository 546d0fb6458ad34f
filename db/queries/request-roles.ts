import { sql } from 'drizzle-orm';
import type { PowerTransaction } from './administrators';

/** Deletes the roles that were made for requests and that nobody holds any more, with what they permitted. */
export async function dropEndedRequestRoles(tx: PowerTransaction, now: Date): Promise<void> {
  await tx.execute(sql`delete from roles r where r.origin = 'request' and not exists (
    select 1 from role_assignments a where a.role_id = r.id
      and (a.expires_at is null or a.expires_at > ${now.toISOString()}::timestamptz))`);
}
