'use server';

import { revalidatePath } from 'next/cache';
import { url } from '@/lib/core/urls';
import { submit } from '@/lib/next/form';
import type { FormState } from '@/lib/next/form-state';
import { go } from '@/lib/next/go';
import { addTeamMember } from '@/lib/teams/add-team-member';
import { createTeam } from '@/lib/teams/create-team';
import { deleteTeam } from '@/lib/teams/delete-team';
import { removeTeamMember } from '@/lib/teams/remove-team-member';
import { setTeamLead } from '@/lib/teams/set-team-lead';
import { updateTeam } from '@/lib/teams/update-team';

export async function createTeamAction(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    const { name } = await createTeam(ctx, { name: fields.text('name') });
    return go(url.team(name));
  });
}

export async function renameTeamAction(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    const { name } = await updateTeam(ctx, { team: fields.text('team'), name: fields.text('name') });
    return go(url.team(name));
  });
}

export async function deleteTeamAction(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    await deleteTeam(ctx, { team: fields.text('team') });
    return go(url.teams());
  });
}

export async function addMemberAction(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    const user = fields.text('user').trim();
    await addTeamMember(ctx, { team: fields.text('team'), user });
    revalidatePath(url.teams());
    return { message: `${user} is a member.` };
  });
}

export async function removeMemberAction(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    await removeTeamMember(ctx, { team: fields.text('team'), user: fields.text('user') });
    revalidatePath(url.teams());
    return { message: 'Removed.' };
  });
}

/** Makes a member a lead, or ends that, as the form says. */
export async function setLeadAction(_state: FormState, data: FormData): Promise<FormState> {
  return submit(data, async (ctx, fields) => {
    const [team, user, leads] = [fields.text('team'), fields.text('user'), fields.text('leads') === 'yes'];
    await setTeamLead(ctx, { team, user, leads });
    revalidatePath(url.teams());
    return { message: leads ? `${user} leads the team.` : `${user} leads the team no more.` };
  });
}
