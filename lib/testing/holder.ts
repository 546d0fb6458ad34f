import type { Opened } from '@/db/client';
import { assignRole } from '@/lib/access/assign-role';
import { createRole } from '@/lib/access/create-role';
import type { AskedPermission } from '@/lib/access/role-words';
import { ctxFor, makeUser, SYSTEM, unique } from './world';

/** A new role of these words; its name. */
export async function makeRole(opened: Opened, permissions: readonly AskedPermission[]): Promise<string> {
  return (await createRole(ctxFor(opened, SYSTEM), { name: unique('role'), permissions })).name;
}

/** Somebody new who holds these words everywhere, through a role of their own. */
export async function makeHolder(opened: Opened, permissions: readonly AskedPermission[]) {
  const [user, role] = [await makeUser(opened), await makeRole(opened, permissions)];
  await assignRole(ctxFor(opened, SYSTEM), { role, user: user.name });
  return { ...user, role };
}
