import { z } from 'zod';
import type { Ctx } from '@/lib/core/ctx';
import { naiveTime } from '@/lib/core/naive-time';
import { assignRole } from '@/lib/roles/assign-role';
import type { Assignment } from '@/lib/roles/assignment';
import { findRoleAssignment } from '@/lib/roles/find-role-assignment';
import { type ListRoleAssignments, listRoleAssignments } from '@/lib/roles/list-role-assignments';
import { revokeRole } from '@/lib/roles/revoke-role';
import { type Endpoint, endpoint } from '../endpoint';
import { everyItem } from './entities';
import { userMeant } from './users';

const RoleAssignment = z.object({
  id: z.string(),
  creation_date: z.string(),
  role_id: z.string(),
  project_id: z.string().nullable(),
  team_id: z.string().nullable(),
  user_id: z.string().nullable(),
});

const shown = ({ id, createdAt, roleId, projectId, teamId, userId }: Assignment) => ({
  id,
  creation_date: naiveTime(createdAt),
  role_id: roleId,
  project_id: projectId,
  team_id: teamId,
  user_id: userId,
});

/**
 * Oldest first: all of roles that people made, and what somebody assigned of any other. What the store gave of itself is
 * not for clients: its first administrator, and who made a model.
 */
async function listed(ctx: Ctx, of: Omit<ListRoleAssignments, 'after' | 'limit'>) {
  const all = await everyItem((page) => listRoleAssignments(ctx, { ...of, ...page }));
  return all
    .filter(({ roleOrigin, createdById }) => roleOrigin === 'custom' || createdById !== null)
    .reverse()
    .map(shown);
}

const Names = z.object({
  role_name: z.string(),
  entity_name: z.string(),
  project_name: z.string().nullable().default(null),
  is_user: z.boolean(),
});

const meant = ({ role_name, entity_name, project_name, is_user }: z.output<typeof Names>) => ({
  role: role_name,
  ...(is_user ? { user: entity_name } : { team: entity_name }),
  project: project_name,
});

const inProject = z.object({ project_name: z.string().optional() });

const assignment = (type: 'create' | 'delete') =>
  ({ operation: 'role_assignment', type, on: 'store' }) as const;

/** With a project named, those that hold everywhere are in the list too: they apply there. */
const within = ({ project_name }: z.output<typeof inProject>) =>
  project_name === undefined || project_name === '' ? {} : { appliesIn: project_name };

export const zenmlRoleAssignmentEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/role_assignments',
    summary: 'All assignments; for who may not read them, their own',
    access: 'signed-in',
    reply: z.array(RoleAssignment),
    handle: ({ ctx }) => listed(ctx, {}),
  }),
  endpoint({
    method: 'POST',
    path: '/role_assignments',
    summary: 'Assign a role; again changes nothing',
    access: assignment('create'),
    body: Names,
    example: async ({ role, anotherUser }) => ({
      role_name: role,
      entity_name: await anotherUser(),
      is_user: true,
    }),
    reply: z.null(),
    handle: async ({ ctx, body }) => {
      await assignRole(ctx, meant(body));
      return null;
    },
  }),
  endpoint({
    method: 'DELETE',
    path: '/role_assignments',
    summary: 'Take an assignment away: without a project only the one that holds everywhere',
    access: assignment('delete'),
    body: Names,
    example: ({ role, user }) => ({ role_name: role, entity_name: user, is_user: true }),
    reply: z.null(),
    handle: async ({ ctx, body }) => {
      await revokeRole(ctx, { id: await findRoleAssignment(ctx, meant(body)) });
      return null;
    },
  }),
  endpoint({
    method: 'GET',
    path: '/users/{user}/role_assignments',
    summary: 'Assignments of a user, without those through teams',
    access: { operation: 'user', type: 'read', on: 'store' },
    query: inProject,
    reply: z.array(RoleAssignment),
    handle: async ({ ctx, param, query }) =>
      listed(ctx, { user: (await userMeant(ctx, param('user'))).name, ...within(query) }),
  }),
  endpoint({
    method: 'GET',
    path: '/teams/{team}/role_assignments',
    summary: 'Assignments of a team',
    access: { operation: 'team', type: 'read', on: 'store' },
    query: inProject,
    reply: z.array(RoleAssignment),
    handle: ({ ctx, param, query }) => listed(ctx, { team: param('team'), ...within(query) }),
  }),
];
