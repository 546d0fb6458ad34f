import { z } from 'zod';
import { createUser } from '@/lib/people/create-user';
import { deleteUser, previewDeleteUser } from '@/lib/people/delete-user';
import { listUsers } from '@/lib/people/list-users';
import { readUser } from '@/lib/people/read-user';
import { updateUser } from '@/lib/people/update-user';
import type { User } from '@/lib/people/user';
import { type EffectiveAssignment, listEffectiveAssignments } from '@/lib/roles/list-effective-assignments';
import { type Endpoint, endpoint } from '../endpoint';
import { given, listQuery, pageReply, toPageReply } from './pages';

const Reply = z.object({
  id: z.uuid(),
  name: z.string(),
  kind: z.enum(['person', 'service']),
  email: z.string().nullable(),
  fullName: z.string().nullable(),
  isActive: z.boolean(),
  canSignIn: z.boolean(),
  createdAt: z.iso.datetime(),
  createdBy: z.string(),
  updatedAt: z.iso.datetime(),
  updatedBy: z.string(),
});

const present = (user: User) => ({
  id: user.id,
  name: user.name,
  kind: user.kind,
  email: user.email,
  fullName: user.fullName,
  isActive: user.isActive,
  canSignIn: user.canSignIn,
  createdAt: user.createdAt,
  createdBy: user.createdBy,
  updatedAt: user.updatedAt,
  updatedBy: user.updatedBy,
});

const Effective = z.object({
  roleId: z.uuid(),
  role: z.string(),
  roleOrigin: z.string(),
  projectId: z.uuid().nullable(),
  project: z.string().nullable(),
  holdsEverywhere: z.boolean(),
  isDirect: z.boolean(),
  teams: z.array(z.string()),
  expiresAt: z.iso.datetime().nullable(),
});

const presentEffective = (assignment: EffectiveAssignment) => ({
  roleId: assignment.roleId,
  role: assignment.role,
  roleOrigin: assignment.roleOrigin,
  projectId: assignment.projectId,
  project: assignment.project,
  holdsEverywhere: assignment.holdsEverywhere,
  isDirect: assignment.isDirect,
  teams: assignment.teams,
  expiresAt: assignment.expiresAt,
});

const n = z.number().int();

/** What goes with an account, and what stays. */
export const DeletionReply = z.object({
  goes: z.object({ sessions: n, tokens: n, memberships: n, assignments: n, invitations: n }),
  stays: z.object({ models: n, runs: n, artifacts: n, auditEvents: n }),
});

const user = (type: 'create' | 'read' | 'update' | 'delete') =>
  ({ operation: 'user', type, on: 'store' }) as const;

/** Accounts. Nobody's password is ever in a reply. */
export const userEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/users',
    summary: 'Accounts: people and service accounts, or one `kind` of them',
    access: user('read'),
    query: listQuery(['name', 'created']).extend({
      isActive: z.stringbool().optional(),
      kind: z.enum(['person', 'service']).optional(),
    }),
    reply: pageReply(Reply),
    handle: async ({ ctx, query }) => toPageReply(await listUsers(ctx, given(query)), present),
  }),
  endpoint({
    method: 'POST',
    path: '/users',
    summary: 'Make an account that holds nothing; without a password nobody can sign in to it yet',
    access: user('create'),
    status: 201,
    body: z.strictObject({
      name: z.string(),
      password: z.string().nullable().optional(),
      email: z.string().nullable().optional(),
      fullName: z.string().nullable().optional(),
    }),
    example: ({ fresh }) => ({ name: fresh('user') }),
    reply: Reply,
    handle: async ({ ctx, body }) => present(await createUser(ctx, given(body))),
  }),
  endpoint({
    method: 'GET',
    path: '/users/{user}',
    summary: 'A person; `me` is yourself',
    access: user('read'),
    reply: Reply,
    handle: async ({ ctx, param }) => present(await readUser(ctx, { user: param('user') })),
  }),
  endpoint({
    method: 'PATCH',
    path: '/users/{user}',
    summary: 'Rename or describe a person, or switch an account on or off',
    access: user('update'),
    body: z.strictObject({
      name: z.string().optional(),
      email: z.string().nullable().optional(),
      fullName: z.string().nullable().optional(),
      isActive: z.boolean().optional(),
    }),
    example: ({ fresh }) => ({ fullName: fresh('Ada') }),
    reply: Reply,
    handle: async ({ ctx, param, body }) =>
      present(await updateUser(ctx, { user: param('user'), ...given(body) })),
  }),
  endpoint({
    method: 'GET',
    path: '/users/{user}/deletion',
    summary: 'What deleting the account would end, and what would stay under its name',
    access: user('delete'),
    reply: DeletionReply,
    handle: async ({ ctx, param }) => previewDeleteUser(ctx, { user: param('user') }),
  }),
  endpoint({
    method: 'DELETE',
    path: '/users/{user}',
    summary: 'Delete an account; what it made stays under the name that it was stamped with',
    access: user('delete'),
    status: 204,
    handle: async ({ ctx, param }) => {
      await deleteUser(ctx, { user: param('user') });
    },
  }),
  endpoint({
    method: 'GET',
    path: '/users/{user}/effective-assignments',
    summary: 'Roles of a person, directly and through teams, each once for each place',
    access: { operation: 'role_assignment', type: 'read', on: 'store' },
    query: z.strictObject({ project: z.string().optional() }),
    reply: z.object({ items: z.array(Effective) }),
    handle: async ({ ctx, param, query }) => ({
      items: (await listEffectiveAssignments(ctx, { user: param('user'), ...given(query) })).map(
        presentEffective,
      ),
    }),
  }),
];
