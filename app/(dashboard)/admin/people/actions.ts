'use server';

import { revalidatePath } from 'next/cache';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { url } from '@/lib/core/urls';
import { revokeToken } from '@/lib/credentials/revoke-token';
import { setUserPassword } from '@/lib/credentials/set-user-password';
import type { FormFields } from '@/lib/next/fields';
import { submit } from '@/lib/next/form';
import type { FormState } from '@/lib/next/form-state';
import { go } from '@/lib/next/go';
import { checkSame } from '@/lib/next/same-password';
import { createUser } from '@/lib/people/create-user';
import { deleteUser } from '@/lib/people/delete-user';
import { updateUser } from '@/lib/people/update-user';
import { endAllSessions } from '@/lib/sign-in/end-all-sessions';
import { endSession } from '@/lib/sign-in/end-session';
import { addTeamMember } from '@/lib/teams/add-team-member';
import { actOnEach } from '../act-on-each';

export async function createPersonAction(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    const password = fields.text('newPassword');
    if (password !== '') checkSame(password, fields.text('again'));
    const { name } = await createUser(ctx, {
      name: fields.text('name'),
      fullName: fields.optional('fullName'),
      email: fields.optional('email'),
      ...(password !== '' && { password }),
    });
    return go(url.person(name));
  });
}

export async function editPersonAction(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    const { name } = await updateUser(ctx, {
      user: fields.text('user'),
      name: fields.text('name'),
      fullName: fields.optional('fullName'),
      email: fields.optional('email'),
    });
    return go(url.person(name));
  });
}

export async function setPersonPasswordAction(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    const [user, password] = [fields.text('user'), fields.text('newPassword')];
    checkSame(password, fields.text('again'));
    await setUserPassword(ctx, { user, password });
    return go(url.person(user));
  });
}

/** Deactivates or reactivates, as the form says. */
export async function setPersonActiveAction(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    const user = fields.text('user');
    await updateUser(ctx, { user, isActive: fields.text('active') === 'yes' });
    return go(url.person(user));
  });
}

export async function deletePersonAction(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    await deleteUser(ctx, { user: fields.text('user') });
    return go(url.people());
  });
}

export async function endPersonSessionAction(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    await endSession(ctx, { id: fields.text('id') });
    revalidatePath(url.people());
    return { message: 'Ended.' };
  });
}

export async function endPersonSessionsAction(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    const { sessionsEnded } = await endAllSessions(ctx, { user: fields.text('user') });
    revalidatePath(url.people());
    return { message: `${sessionsEnded} ended.` };
  });
}

export async function revokePersonTokenAction(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    await revokeToken(ctx, { id: fields.text('id') });
    revalidatePath(url.people());
    return { message: 'Revoked.' };
  });
}

interface ActOnPerson {
  readonly did: string;
  readonly act: (ctx: Ctx, user: string, fields: FormFields) => Promise<unknown>;
}

const ACTS: Readonly<Record<string, ActOnPerson>> = {
  deactivate: { did: 'deactivated', act: (ctx, user) => updateUser(ctx, { user, isActive: false }) },
  'end-sessions': { did: 'signed out everywhere', act: (ctx, user) => endAllSessions(ctx, { user }) },
  add: {
    did: 'added to the team',
    act: (ctx, user, fields) => addTeamMember(ctx, { team: fields.text('team'), user }),
  },
};

export async function actOnPeopleAction(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    const chosen = Object.hasOwn(ACTS, fields.text('act')) ? ACTS[fields.text('act')] : undefined;
    if (chosen === undefined) throw new DomainError('invalid', 'The button is none of this form.');
    const message = await actOnEach({
      ids: fields.numbered('people'),
      noun: ['account', 'accounts'],
      did: chosen.did,
      act: (user) => chosen.act(ctx, user, fields),
    });
    revalidatePath(url.people());
    return { message };
  });
}
