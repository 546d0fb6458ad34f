import { z } from 'zod';
import { assignRole } from '@/lib/roles/assign-role';
import type { Assignment } from '@/lib/roles/assignment';
import { listRoleAssignments } from '@/lib/roles/list-role-assignments';
import { prolongRole } from '@/lib/roles/prolong-role';
import { revokeRole } from '@/lib/roles/revoke-role';
import { type Endpoint, endpoint } from '../endpoint';
import { given, listQuery, pageReply, toPageReply } from './pages';

const Reply = z.object({
  id: z.uuid(),
  roleId: z.uuid(),
  role: z.string(),
  userId: z.uuid().nullable(),
  user: z.string().nullable(),
  teamId: z.uuid().nullable(),
  team: z.string().nullable(),
  projectId: z.uuid().nullable(),
  project: z.string().nullable(),
  holdsEverywhere: z.boolean(),
  createdAt: z.iso.datetime(),
  createdBy: z.string(),
  expiresAt: z.iso.datetime().nullable(),
});

const End = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

const present = (assignment: Assignment) => ({
  id: assignment.id,
  roleId: assignment.roleId,
  role: assignment.role,
  userId: assignment.userId,
  user: assignment.user,
  teamId: assignment.teamId,
  team: assignment.team,
  projectId: assignment.projectId,
  project: assignment.project,
  holdsEverywhere: assignment.projectId === null,
  createdAt: assignment.createdAt,
  createdBy: assignment.createdBy,
  expiresAt: assignment.expiresAt,
});

/** Who holds what where. What somebody has in the end, through teams too, is told under the person. */
export const roleAssignmentEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/role-assignments',
    summary: 'Assignments that you may see; with `appliesIn` those that hold everywhere are among them',
    access: 'signed-in',
    query: listQuery(['created']).omit({ search: true, sort: true }).extend({
      role: z.string().optional(),
      user: z.string().optional(),
      team: z.string().optional(),
      project: z.string().optional(),
      appliesIn: z.string().optional(),
    }),
    reply: pageReply(Reply),
    handle: async ({ ctx, query }) => toPageReply(await listRoleAssignments(ctx, given(query)), present),
  }),
  endpoint({
    method: 'POST',
    path: '/role-assignments',
    summary: 'Assign a role to a user or a team, everywhere or in a project; again changes only its end',
    access: { operation: 'role_assignment', type: 'create', on: 'store' },
    body: z.strictObject({
      role: z.string(),
      user: z.string().nullable().optional(),
      team: z.string().nullable().optional(),
      project: z.string().nullable().optional(),
      expiresAt: End.nullable().optional(),
    }),
    example: async ({ role, anotherUser }) => ({ role, user: await anotherUser() }),
    reply: Reply,
    handle: async ({ ctx, body }) => present(await assignRole(ctx, given(body))),
  }),
  endpoint({
    method: 'PATCH',
    path: '/role-assignments/{assignment}',
    summary: 'Give an assignment another end, or none',
    access: { operation: 'role_assignment', type: 'create', on: 'store' },
    body: z.strictObject({ expiresAt: End.nullable() }),
    example: () => ({ expiresAt: null }),
    reply: Reply,
    handle: async ({ ctx, param, body }) =>
      present(await prolongRole(ctx, { id: param('assignment'), expiresAt: body.expiresAt })),
  }),
  endpoint({
    method: 'DELETE',
    path: '/role-assignments/{assignment}',
    summary: 'End an assignment',
    access: { operation: 'role_assignment', type: 'delete', on: 'store' },
    status: 204,
    handle: async ({ ctx, param }) => {
      await revokeRole(ctx, { id: param('assignment') });
    },
  }),
];
