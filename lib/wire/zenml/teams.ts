import { z } from 'zod';
import { addTeamMember } from '@/lib/teams/add-team-member';
import { createTeam } from '@/lib/teams/create-team';
import { deleteTeam } from '@/lib/teams/delete-team';
import { listTeamMembers } from '@/lib/teams/list-team-members';
import { listTeams } from '@/lib/teams/list-teams';
import { readTeam } from '@/lib/teams/read-team';
import { removeTeamMember } from '@/lib/teams/remove-team-member';
import { type Endpoint, endpoint } from '../endpoint';
import { alreadyThere, every, Named, named, oldestFirst, PostedName } from './entities';
import { conflictAs } from './wording';

const team = (type: 'create' | 'read' | 'update' | 'delete') =>
  ({ operation: 'team', type, on: 'store' }) as const;

export const zenmlTeamEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/teams',
    summary: 'All teams; for who may not read them, their own',
    access: 'signed-in',
    reply: z.array(Named),
    handle: async ({ ctx }) => (await every((page) => listTeams(ctx, page))).map(named),
  }),
  endpoint({
    method: 'POST',
    path: '/teams',
    summary: 'Make a team',
    access: team('create'),
    body: PostedName,
    example: ({ fresh }) => ({ name: fresh('team') }),
    reply: Named,
    handle: async ({ ctx, body }) =>
      named(
        await conflictAs(
          'EntityExistsError',
          () => createTeam(ctx, { name: body.name }),
          alreadyThere('Team', body.name),
        ),
      ),
  }),
  endpoint({
    method: 'GET',
    path: '/teams/{team}',
    summary: 'A team',
    access: team('read'),
    reply: Named,
    handle: async ({ ctx, param }) => named(await readTeam(ctx, { team: param('team') })),
  }),
  endpoint({
    method: 'DELETE',
    path: '/teams/{team}',
    summary: 'Delete a team; its members stay',
    access: team('delete'),
    reply: z.null(),
    handle: async ({ ctx, param }) => {
      await deleteTeam(ctx, { team: param('team') });
      return null;
    },
  }),
  endpoint({
    method: 'GET',
    path: '/teams/{team}/users',
    summary: 'Members of a team',
    access: team('read'),
    reply: z.array(Named),
    handle: async ({ ctx, param }) =>
      (await listTeamMembers(ctx, { team: param('team') })).sort(oldestFirst).map(named),
  }),
  endpoint({
    method: 'POST',
    path: '/teams/{team}/users',
    summary: 'Put a user into a team; of what is posted only the name counts',
    access: team('update'),
    body: PostedName,
    example: async ({ anotherUser }) => ({ name: await anotherUser() }),
    reply: z.null(),
    handle: async ({ ctx, param, body }) => {
      await addTeamMember(ctx, { team: param('team'), user: body.name });
      return null;
    },
  }),
  endpoint({
    method: 'DELETE',
    path: '/teams/{team}/users/{user}',
    summary: 'Take a user out of a team',
    access: team('update'),
    reply: z.null(),
    handle: async ({ ctx, param }) => {
      await removeTeamMember(ctx, { team: param('team'), user: param('user') });
      return null;
    },
  }),
];
