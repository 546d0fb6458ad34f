import { z } from 'zod';
import { addTeamMember } from '@/lib/teams/add-team-member';
import { createTeam } from '@/lib/teams/create-team';
import { deleteTeam, previewDeleteTeam } from '@/lib/teams/delete-team';
import { listTeams } from '@/lib/teams/list-teams';
import { readTeam } from '@/lib/teams/read-team';
import { removeTeamMember } from '@/lib/teams/remove-team-member';
import { setTeamLead } from '@/lib/teams/set-team-lead';
import type { Team } from '@/lib/teams/team';
import { updateTeam } from '@/lib/teams/update-team';
import { type Endpoint, endpoint } from '../endpoint';
import { given, listQuery, pageReply, toPageReply } from './pages';

const Reply = z.object({
  id: z.uuid(),
  name: z.string(),
  createdAt: z.iso.datetime(),
  createdBy: z.string(),
  updatedAt: z.iso.datetime(),
  updatedBy: z.string(),
});

const present = (team: Team) => ({
  id: team.id,
  name: team.name,
  createdAt: team.createdAt,
  createdBy: team.createdBy,
  updatedAt: team.updatedAt,
  updatedBy: team.updatedBy,
});

const Name = z.strictObject({ name: z.string() });
const n = z.number().int();
const team = (type: 'create' | 'read' | 'update' | 'delete') =>
  ({ operation: 'team', type, on: 'store' }) as const;

export const teamEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/teams',
    summary: 'Teams; for who may not read them, your own',
    access: 'signed-in',
    query: listQuery(['name']).omit({ sort: true }).extend({ member: z.string().optional() }),
    reply: pageReply(Reply.extend({ members: n })),
    handle: async ({ ctx, query }) =>
      toPageReply(await listTeams(ctx, given(query)), (each) => ({
        ...present(each),
        members: each.members,
      })),
  }),
  endpoint({
    method: 'POST',
    path: '/teams',
    summary: 'Make a team',
    access: team('create'),
    status: 201,
    body: Name,
    example: ({ fresh }) => ({ name: fresh('team') }),
    reply: Reply,
    handle: async ({ ctx, body }) => present(await createTeam(ctx, body)),
  }),
  endpoint({
    method: 'GET',
    path: '/teams/{team}',
    summary: 'A team with the names of who is in it, and who leads it',
    access: team('read'),
    reply: Reply.extend({ members: z.array(z.string()), leads: z.array(z.string()) }),
    handle: async ({ ctx, param }) => {
      const found = await readTeam(ctx, { team: param('team') });
      return { ...present(found), members: found.members, leads: found.leads };
    },
  }),
  endpoint({
    method: 'PATCH',
    path: '/teams/{team}',
    summary: 'Rename a team; who is in it and what it holds stays',
    access: team('update'),
    body: Name,
    example: ({ team: name }) => ({ name }),
    reply: Reply,
    handle: async ({ ctx, param, body }) => present(await updateTeam(ctx, { team: param('team'), ...body })),
  }),
  endpoint({
    method: 'GET',
    path: '/teams/{team}/deletion',
    summary: 'What deleting the team would end, and the service accounts that must leave it first',
    access: team('delete'),
    reply: z.object({ members: n, assignments: n, serviceAccounts: z.array(z.string()) }),
    handle: async ({ ctx, param }) => previewDeleteTeam(ctx, { team: param('team') }),
  }),
  endpoint({
    method: 'DELETE',
    path: '/teams/{team}',
    summary: 'Delete a team with its memberships and assignments; its members stay',
    access: team('delete'),
    status: 204,
    handle: async ({ ctx, param }) => {
      await deleteTeam(ctx, { team: param('team') });
    },
  }),
  endpoint({
    method: 'PUT',
    path: '/teams/{team}/members/{user}',
    summary: 'Put a person into a team; again changes nothing',
    access: team('update'),
    status: 204,
    handle: async ({ ctx, param }) => {
      await addTeamMember(ctx, { team: param('team'), user: param('user') });
    },
  }),
  endpoint({
    method: 'DELETE',
    path: '/teams/{team}/members/{user}',
    summary: 'Take a person out of a team',
    access: team('update'),
    status: 204,
    handle: async ({ ctx, param }) => {
      await removeTeamMember(ctx, { team: param('team'), user: param('user') });
    },
  }),
  endpoint({
    method: 'PUT',
    path: '/teams/{team}/leads/{user}',
    summary: 'Let a member say who is in the team; again changes nothing',
    access: team('update'),
    status: 204,
    handle: async ({ ctx, param }) => {
      await setTeamLead(ctx, { team: param('team'), user: param('user'), leads: true });
    },
  }),
  endpoint({
    method: 'DELETE',
    path: '/teams/{team}/leads/{user}',
    summary: 'Let a member of a team say no more who is in it',
    access: team('update'),
    status: 204,
    handle: async ({ ctx, param }) => {
      await setTeamLead(ctx, { team: param('team'), user: param('user'), leads: false });
    },
  }),
];
