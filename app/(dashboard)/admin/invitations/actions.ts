'use server';

import { revalidatePath } from 'next/cache';
import type { Ctx } from '@/lib/core/ctx';
import { invalid, isDomainError } from '@/lib/core/domain-error';
import { momentOf } from '@/lib/core/moment';
import { runtime } from '@/lib/core/runtime';
import { url } from '@/lib/core/urls';
import { createPasswordLink } from '@/lib/credentials/create-password-link';
import { createInvitation, type RoleToHold } from '@/lib/invitations/create-invitation';
import { withdrawInvitation } from '@/lib/invitations/withdraw-invitation';
import type { FormFields } from '@/lib/next/fields';
import { submit } from '@/lib/next/form';
import type { FormState } from '@/lib/next/form-state';
import { ROLE_ROWS } from './role-rows';
import { boxOf, teamsToJoin } from './teams-to-join';

/** Makes an invitation and shows its link once. */
export async function inviteAction(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    const { roles, rows } = rolesIn(fields);
    const { name, secret } = await createInvitation(ctx, {
      name: fields.text('name'),
      note: fields.optional('note'),
      teams: await teamsIn(ctx, fields),
      roles,
    }).catch((error: unknown) => {
      throw inRows(error, rows);
    });
    return { message: `${name} is invited.`, shown: `${runtime().url}${url.join(secret)}` };
  });
}

/** Names of the ticked teams; the boxes are called by their ids. */
async function teamsIn(ctx: Ctx, fields: FormFields): Promise<string[]> {
  const ticked = fields.below('teams');
  if (ticked.size === 0) return [];
  return (await teamsToJoin(ctx)).filter(({ id }) => ticked.has(boxOf(id))).map(({ name }) => name);
}

/** The rows of the form that name a role, and which ones they are. */
function rolesIn(fields: FormFields): { roles: RoleToHold[]; rows: number[] } {
  const [roles, rows]: [RoleToHold[], number[]] = [[], []];
  for (let n = 0; n < ROLE_ROWS; n += 1) {
    const role = fields.text(`roles.${n}.role`);
    if (role === '') continue;
    const day = fields.optional(`roles.${n}.expiresAt`);
    const expiresAt = day === null ? null : momentOf(day, 'until');
    if (day !== null && expiresAt === null)
      throw invalid([
        { path: `roles.${n}.expiresAt`, message: `${day} is no day: write it like 2027-05-31.` },
      ]);
    roles.push({ role, project: fields.optional(`roles.${n}.project`), expiresAt });
    rows.push(n);
  }
  return { roles, rows };
}

/** A complaint about the second role that was sent stands in the row that it was typed into. */
function inRows(error: unknown, rows: readonly number[]): unknown {
  if (!isDomainError(error) || error.code !== 'invalid') return error;
  return invalid(
    error.issues.map((issue) => ({
      ...issue,
      path: issue.path.replace(/^roles\.(\d+)/, (_, n: string) => `roles.${rows[Number(n)] ?? n}`),
    })),
  );
}

export async function withdrawInvitationAction(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    await withdrawInvitation(ctx, { id: fields.text('id') });
    revalidatePath(url.invitations());
    return { message: 'Withdrawn.' };
  });
}

/** Makes a link for a new password of somebody and shows it once. */
export async function passwordLinkAction(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    const { user, secret } = await createPasswordLink(ctx, { user: fields.text('user') });
    return {
      message: `The link for a new password of ${user} is made.`,
      shown: `${runtime().url}${url.passwordLink(secret)}`,
    };
  });
}
