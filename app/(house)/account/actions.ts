'use server';

import { revalidatePath } from 'next/cache';
import { changePassword as change } from '@/lib/access/change-password';
import { createToken as create } from '@/lib/access/create-token';
import { endAllSessions } from '@/lib/access/end-all-sessions';
import { endSession as end } from '@/lib/access/end-session';
import { revokeToken as revoke } from '@/lib/access/revoke-token';
import { actorName } from '@/lib/core/actor';
import { url } from '@/lib/core/urls';
import { signInHere } from '@/lib/next/auth';
import { submit } from '@/lib/next/form';
import type { FormState } from '@/lib/next/form-state';
import { go } from '@/lib/next/go';
import { zenmlLines } from '@/lib/next/paste';
import { checkSame } from '@/lib/next/same-password';

/** Makes a token and shows its text once. */
export async function createToken(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    const kind = fields.text('kind') === 'zenml' ? 'zenml' : 'api';
    const { token, name } = await create(ctx, {
      name: fields.text('name'),
      kind,
      expiresInDays: Number(fields.text('expiresInDays') || Number.NaN),
      readOnly: fields.checked('readOnly'),
      project: fields.optional('project'),
    });
    revalidatePath(url.account());
    const message = `Token ${name} is made.`;
    return { message, shown: token, ...(kind === 'zenml' && { paste: zenmlLines(token) }) };
  });
}

export async function revokeToken(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    await revoke(ctx, { id: fields.text('id') });
    revalidatePath(url.account());
    return { message: 'Revoked.' };
  });
}

export async function endSession(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    await end(ctx, { id: fields.text('id') });
    revalidatePath(url.account());
    return { message: 'Ended.' };
  });
}

export async function endOtherSessions(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx) => {
    const { sessionsEnded } = await endAllSessions(ctx, { keepCurrent: true });
    revalidatePath(url.account());
    return { message: `${sessionsEnded} ended.` };
  });
}

/** Changes the password, which ends every session, and signs this browser in again with the new one. */
export async function changePassword(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    const newPassword = fields.text('newPassword');
    checkSame(newPassword, fields.text('again'));
    await change(ctx, { currentPassword: fields.text('currentPassword'), newPassword });
    await signInHere(actorName(ctx.actor), newPassword);
    // A new request: this one came with the session that has just ended.
    return go(url.passwordChanged());
  });
}
