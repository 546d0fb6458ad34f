'use server';

import { revalidatePath } from 'next/cache';
import { actorName } from '@/lib/core/actor';
import { url } from '@/lib/core/urls';
import { createToken } from '@/lib/credentials/create-token';
import { revokeToken } from '@/lib/credentials/revoke-token';
import { signInHere } from '@/lib/next/auth';
import { submit } from '@/lib/next/form';
import type { FormState } from '@/lib/next/form-state';
import { go } from '@/lib/next/go';
import { zenmlLines } from '@/lib/next/paste';
import { checkSame } from '@/lib/next/same-password';
import { withdrawRequest } from '@/lib/requests/withdraw-request';
import { changePassword } from '@/lib/sign-in/change-password';
import { endAllSessions } from '@/lib/sign-in/end-all-sessions';
import { endSession } from '@/lib/sign-in/end-session';

/** Makes a token and shows its text once. */
export async function createTokenAction(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    const kind = fields.text('kind') === 'zenml' ? 'zenml' : 'api';
    const { token, name } = await createToken(ctx, {
      name: fields.text('name'),
      kind,
      expiresInDays: Number(fields.text('expiresInDays') || Number.NaN),
      readOnly: fields.checked('readOnly'),
      project: fields.optional('project'),
    });
    revalidatePath(url.account());
    const message = `Token ${name} created.`;
    return { message, shown: token, ...(kind === 'zenml' && { paste: zenmlLines(token) }) };
  });
}

export async function revokeTokenAction(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    await revokeToken(ctx, { id: fields.text('id') });
    revalidatePath(url.account());
    return { message: 'Revoked.' };
  });
}

export async function endSessionAction(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    await endSession(ctx, { id: fields.text('id') });
    revalidatePath(url.account());
    return { message: 'Ended.' };
  });
}

export async function endOtherSessionsAction(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx) => {
    const { sessionsEnded } = await endAllSessions(ctx, { keepCurrent: true });
    revalidatePath(url.account());
    return { message: `${sessionsEnded} ended.` };
  });
}

/** Changes the password, which ends every session, and signs this browser in again with the new one. */
export async function changePasswordAction(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    const newPassword = fields.text('newPassword');
    checkSame(newPassword, fields.text('again'));
    await changePassword(ctx, { currentPassword: fields.text('currentPassword'), newPassword });
    await signInHere(actorName(ctx.actor), newPassword);
    // A new request: this one came with the session that has just ended.
    return go(url.passwordChanged());
  });
}

export async function withdrawRequestAction(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    await withdrawRequest(ctx, { id: fields.text('id') });
    revalidatePath('/', 'layout');
    return { message: 'Withdrawn.' };
  });
}
