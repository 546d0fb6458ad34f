import { z } from 'zod';
import { assignRole } from '@/lib/access/assign-role';
import type { Assignment } from '@/lib/access/assignment';
import { listRoleAssignments } from '@/lib/access/list-role-assignments';
import { revokeRole } from '@/lib/access/revoke-role';
import { type Endpoint, endpoint } from '../endpoint';
import { given, listQuery, pageOf, pageReply } from './pages';

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
    handle: async ({ ctx, query }) => pageOf(await listRoleAssignments(ctx, given(query)), present),
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
      expiresAt: z.iso
        .datetime({ offset: true })
        .transform((text) => new Date(text))
        .nullable()
        .optional(),
    }),
    reply: Reply,
    handle: async ({ ctx, body }) => present(await assignRole(ctx, given(body))),
  }),
  endpoint({
    method: 'DELETE',
    path: '/role-assignments/{assignment}',
    summary: 'Take an assignment away',
    access: { operation: 'role_assignment', type: 'delete', on: 'store' },
    status: 204,
    handle: async ({ ctx, param }) => {
      await revokeRole(ctx, { id: param('assignment') });
    },
  }),
];
