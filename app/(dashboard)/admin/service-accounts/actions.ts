'use server';

import { revalidatePath } from 'next/cache';
import { url } from '@/lib/core/urls';
import type { NewToken } from '@/lib/credentials/new-token';
import { revokeToken } from '@/lib/credentials/revoke-token';
import { submit } from '@/lib/next/form';
import type { FormState } from '@/lib/next/form-state';
import { go } from '@/lib/next/go';
import { zenmlLines } from '@/lib/next/paste';
import { createServiceAccount } from '@/lib/service-accounts/create-service-account';
import { deleteServiceAccount } from '@/lib/service-accounts/delete-service-account';
import { issueToken } from '@/lib/service-accounts/issue-token';
import { rotateToken } from '@/lib/service-accounts/rotate-token';
import { updateServiceAccount } from '@/lib/service-accounts/update-service-account';
import { OVERLAPS } from './overlaps';

export async function createServiceAccountAction(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    const { name } = await createServiceAccount(ctx, {
      name: fields.text('name'),
      team: fields.text('team').trim(),
      description: fields.optional('description'),
    });
    return go(url.serviceAccount(name));
  });
}

export async function editServiceAccountAction(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    const { name } = await updateServiceAccount(ctx, {
      serviceAccount: fields.text('account'),
      name: fields.text('name'),
      team: fields.text('team').trim(),
      description: fields.optional('description'),
    });
    return go(url.serviceAccount(name));
  });
}

/** Deactivates or reactivates, as the form says. */
export async function setServiceAccountActiveAction(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    const serviceAccount = fields.text('account');
    await updateServiceAccount(ctx, { serviceAccount, isActive: fields.text('active') === 'yes' });
    return go(url.serviceAccount(serviceAccount));
  });
}

export async function deleteServiceAccountAction(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    await deleteServiceAccount(ctx, { serviceAccount: fields.text('account') });
    return go(url.serviceAccounts());
  });
}

/** What the form shows once of a token that was just made. */
const shownOnce = ({ token, kind }: NewToken) => ({
  shown: token,
  ...(kind === 'zenml' && { paste: zenmlLines(token) }),
});

const days = (text: string): number => Number(text || Number.NaN);

/** Makes a token and shows its text once. */
export async function issueTokenAction(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    const made = await issueToken(ctx, {
      serviceAccount: fields.text('account'),
      name: fields.text('name'),
      kind: fields.text('kind') === 'zenml' ? 'zenml' : 'api',
      expiresInDays: days(fields.text('expiresInDays')),
      readOnly: fields.checked('readOnly'),
      project: fields.optional('project'),
    });
    return { message: `Token ${made.name} issued.`, ...shownOnce(made) };
  });
}

/** Makes a token in the place of another and shows its text once. */
export async function rotateTokenAction(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    const overlap = OVERLAPS.find(({ value }) => value === fields.text('overlap'))?.value ?? 'none';
    const made = await rotateToken(ctx, {
      serviceAccount: fields.text('account'),
      id: fields.text('id'),
      overlap,
      expiresInDays: days(fields.text('expiresInDays')),
    });
    return { message: `Token ${made.name} rotated.`, ...shownOnce(made) };
  });
}

export async function endTokenAction(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    await revokeToken(ctx, { id: fields.text('id') });
    revalidatePath(url.serviceAccounts());
    return { message: 'Ended.' };
  });
}
