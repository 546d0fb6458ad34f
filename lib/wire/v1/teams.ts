import { z } from 'zod';
import { addTeamMember } from '@/lib/access/add-team-member';
import { createTeam } from '@/lib/access/create-team';
import { deleteTeam, previewDeleteTeam } from '@/lib/access/delete-team';
import { listTeams } from '@/lib/access/list-teams';
import { readTeam } from '@/lib/access/read-team';
import { removeTeamMember } from '@/lib/access/remove-team-member';
import type { Team } from '@/lib/access/team';
import { updateTeam } from '@/lib/access/update-team';
import { type Endpoint, endpoint } from '../endpoint';
import { given, listQuery, pageOf, pageReply } from './pages';

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
      pageOf(await listTeams(ctx, given(query)), (each) => ({ ...present(each), members: each.members })),
  }),
  endpoint({
    method: 'POST',
    path: '/teams',
    summary: 'Make a team',
    access: team('create'),
    status: 201,
    body: Name,
    reply: Reply,
    handle: async ({ ctx, body }) => present(await createTeam(ctx, body)),
  }),
  endpoint({
    method: 'GET',
    path: '/teams/{team}',
    summary: 'A team with the names of who is in it',
    access: team('read'),
    reply: Reply.extend({ members: z.array(z.string()) }),
    handle: async ({ ctx, param }) => {
      const found = await readTeam(ctx, { team: param('team') });
      return { ...present(found), members: found.members };
    },
  }),
  endpoint({
    method: 'PATCH',
    path: '/teams/{team}',
    summary: 'Rename a team; who is in it and what it holds stays',
    access: team('update'),
    body: Name,
    reply: Reply,
    handle: async ({ ctx, param, body }) => present(await updateTeam(ctx, { team: param('team'), ...body })),
  }),
  endpoint({
    method: 'GET',
    path: '/teams/{team}/deletion',
    summary: 'What deleting the team would end',
    access: team('delete'),
    reply: z.object({ members: n, assignments: n }),
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
];
