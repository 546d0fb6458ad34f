import type { Ctx } from '@/lib/core/ctx';
import { type ObjectPart, url } from '@/lib/core/urls';
import { find, names } from '@/lib/next/load';
import { signedInCtx } from '@/lib/next/page-ctx';
import { type Why, whyNot } from '@/lib/next/why-not';
import { findRenamedRole } from '@/lib/roles/console/find-renamed-role';
import { readRoleDetails } from '@/lib/roles/console/read-role-details';
import type { Role } from '@/lib/roles/role';

/** The role that an address names, for its pages; a former name leads to what the role is called now. */
export async function openRole(params: Promise<{ role: string }>, part: ObjectPart | null = null) {
  const { role: name } = await names(params);
  const ctx = await signedInCtx();
  const found = await find(readRoleDetails(ctx, { role: name }), async () => {
    const now = await findRenamedRole(ctx, name);
    if (now === null) return null;
    return part === null ? url.role(now) : url.part(url.role(now), part);
  });
  return { ctx, name, found };
}

/** Null where the reader may change or delete this role. */
export async function whyNotRole(
  ctx: Ctx,
  { id, name, origin }: Role,
  type: 'update' | 'delete',
): Promise<Why | string | null> {
  if (origin === 'built_in') return `${name} is built in and stays as it is. A copy of it can be changed.`;
  return whyNot(ctx, { operation: 'role', type, projectId: null, resourceId: id });
}
