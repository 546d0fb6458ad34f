import { eq } from 'drizzle-orm';
import type { Opened } from '@/db/client';
import { auditEvents } from '@/db/schema';
import type { CreateGroupedUser } from '@/lib/groups/create-grouped-user';
import type { PermissionInput } from '@/lib/roles/check-permissions';
import { makeHolder } from './holder';
import { unique } from './world';

export const PASSWORD = 'a long pass phrase, nothing else';

/** A person as MLTE clients post one who is to be nothing in particular. */
export const blankUser = (name = unique('new')): CreateGroupedUser => ({
  project: 'default',
  name,
  password: PASSWORD,
  email: null,
  fullName: null,
  isActive: true,
  role: 'regular',
  groups: [],
});

/** Somebody who may do everything to accounts, and what else is said. */
export const makeClerk = (opened: Opened, ...more: PermissionInput[]) =>
  makeHolder(opened, [
    ...(['create', 'read', 'update', 'delete'] as const).map((type) => ({
      operation: 'user' as const,
      type,
    })),
    ...more,
  ]);

export const groupNames = (user: { groups: readonly { name: string }[] }): string[] =>
  user.groups.map(({ name }) => name).sort();

/** Actions in the audit trail that somebody is the actor of. */
export async function actionsBy(opened: Opened, id: string): Promise<string[]> {
  const rows = await opened.db.select().from(auditEvents).where(eq(auditEvents.actorId, id));
  return rows.map(({ action }) => action);
}
