'use server';

import { isDomainError } from '@/lib/core/domain-error';
import { url } from '@/lib/core/urls';
import { submit } from '@/lib/next/form';
import type { FormState } from '@/lib/next/form-state';
import { go } from '@/lib/next/go';
import { roleDraftQuery, wordsIn } from '@/lib/next/role-draft';
import { createRole } from '@/lib/roles/create-role';
import { deleteRole } from '@/lib/roles/delete-role';
import { readRole } from '@/lib/roles/read-role';
import { updateRole } from '@/lib/roles/update-role';

/** Makes a role that permits nothing yet, or all that another one does. */
export async function createRoleAction(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    const from = fields.optional('from');
    const { name } = await createRole(ctx, {
      name: fields.text('name'),
      description: fields.optional('description'),
      permissions: from === null ? [] : (await readRole(ctx, { role: from })).permissions,
    });
    return go(url.role(name));
  });
}

export async function describeRoleAction(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    const { name } = await updateRole(ctx, {
      role: fields.text('role'),
      name: fields.text('name'),
      description: fields.optional('description'),
    });
    return go(url.role(name));
  });
}

/** Saves the ticks of a preview. Where somebody was faster, the same ticks are previewed against what is there now. */
export async function saveRoleAction(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    const role = fields.text('role');
    const permissions = wordsIn(fields.text('permissions'));
    const since = new Date(fields.text('since'));
    const unchangedSince = Number.isNaN(since.getTime()) ? {} : { unchangedSince: since };
    try {
      const { name } = await updateRole(ctx, { role, permissions, ...unchangedSince });
      return go(url.role(name));
    } catch (error) {
      if (!isDomainError(error) || error.reason !== 'changed_meanwhile') throw error;
      return go(url.role(role, roleDraftQuery({ permissions, since })));
    }
  });
}

export async function deleteRoleAction(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    await deleteRole(ctx, { role: fields.text('role') });
    return go(url.roles());
  });
}
