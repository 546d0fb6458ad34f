import { desc, eq } from 'drizzle-orm';
import type { Opened } from '@/db/client';
import { auditEvents } from '@/db/schema';

/** What the log tells of the last thing that was done to this. */
export async function lastAudit(opened: Opened, resourceId: string): Promise<unknown> {
  const [row] = await opened.db
    .select({ payload: auditEvents.payload })
    .from(auditEvents)
    .where(eq(auditEvents.resourceId, resourceId))
    .orderBy(desc(auditEvents.seq))
    .limit(1);
  return row === undefined ? null : JSON.parse(row.payload);
}
