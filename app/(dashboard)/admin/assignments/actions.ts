'use server';

import { revalidatePath } from 'next/cache';
import { can } from '@/lib/access/authorize';
import { invalid } from '@/lib/core/domain-error';
import { momentOf } from '@/lib/core/moment';
import { url } from '@/lib/core/urls';
import type { FormFields } from '@/lib/next/fields';
import { submit } from '@/lib/next/form';
import type { FormState } from '@/lib/next/form-state';
import { go } from '@/lib/next/go';
import { assignRole } from '@/lib/roles/assign-role';
import { prolongRole } from '@/lib/roles/prolong-role';
import { revokeRole } from '@/lib/roles/revoke-role';

/** The end of the day that was typed, in UTC; null for none. */
function endIn(fields: FormFields): Date | null {
  const day = fields.optional('expiresAt');
  if (day === null) return null;
  const end = momentOf(day, 'until');
  if (end !== null) return end;
  throw invalid([{ path: 'expiresAt', message: `${day} is no day: write it like 2027-05-31.` }]);
}

export async function assignRoleAction(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    const role = fields.text('role');
    if (role === '') throw invalid([{ path: 'role', message: 'Choose a role.' }]);
    const user = fields.optional('user');
    const team = fields.optional('team');
    if ((user === null) === (team === null))
      throw invalid([{ path: 'user', message: 'Name a person or choose a team, one of the two.' }]);
    await assignRole(ctx, {
      role,
      user,
      team,
      project: fields.optional('project'),
      expiresAt: endIn(fields),
    });
    if (user === null) return go(url.assignments({ role, q: team ?? undefined }));
    // Who administers one project has no page of people.
    if (await can(ctx, { operation: 'user', type: 'read', projectId: null })) return go(url.person(user));
    const project = fields.optional('project');
    return go(project === null ? url.assignments({ role, q: user }) : url.projectAccess(project));
  });
}

/** Gives an assignment another end, or none. */
export async function prolongAssignmentAction(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    const { role } = await prolongRole(ctx, { id: fields.text('id'), expiresAt: endIn(fields) });
    return go(url.assignments({ role }));
  });
}

export async function endAssignmentAction(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    await revokeRole(ctx, { id: fields.text('id') });
    revalidatePath(url.assignments());
    return { message: 'Ended.' };
  });
}
