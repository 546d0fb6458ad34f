import type { Opened } from '@/db/client';
import { assignRole } from '@/lib/roles/assign-role';
import type { PermissionInput } from '@/lib/roles/check-permissions';
import { createRole } from '@/lib/roles/create-role';
import { ctxFor, makeUser, SYSTEM, unique } from './world';

/** A new role of these words; its name. */
export async function makeRole(opened: Opened, permissions: readonly PermissionInput[]): Promise<string> {
  return (await createRole(ctxFor(opened, SYSTEM), { name: unique('role'), permissions })).name;
}

/** Somebody new who holds these words everywhere, through a role of their own. */
export async function makeHolder(opened: Opened, permissions: readonly PermissionInput[]) {
  const user = await makeUser(opened);
  const role = await makeRole(opened, permissions);
  await assignRole(ctxFor(opened, SYSTEM), { role, user: user.name });
  return { ...user, role };
}
