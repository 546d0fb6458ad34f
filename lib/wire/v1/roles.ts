import { z } from 'zod';
import { OPERATIONS, PERMISSION_TYPES } from '@/db/schema';
import { createRole } from '@/lib/roles/create-role';
import { deleteRole, previewDeleteRole } from '@/lib/roles/delete-role';
import { listRoles } from '@/lib/roles/list-roles';
import { readRole } from '@/lib/roles/read-role';
import type { FullRole, Role } from '@/lib/roles/role';
import { updateRole } from '@/lib/roles/update-role';
import { type Endpoint, endpoint } from '../endpoint';
import { given } from './pages';

const Permission = z.object({
  operation: z.enum(OPERATIONS),
  type: z.enum(PERMISSION_TYPES),
  resourceId: z.uuid().nullable(),
});
const Reply = z.object({
  id: z.uuid(),
  name: z.string(),
  description: z.string().nullable(),
  origin: z.string(),
  createdAt: z.iso.datetime(),
  createdBy: z.string(),
  updatedAt: z.iso.datetime(),
  updatedBy: z.string(),
});
const FullReply = Reply.extend({ permissions: z.array(Permission) });

const present = (role: Role) => ({
  id: role.id,
  name: role.name,
  description: role.description,
  origin: role.origin,
  createdAt: role.createdAt,
  createdBy: role.createdBy,
  updatedAt: role.updatedAt,
  updatedBy: role.updatedBy,
});
const presentFull = (role: FullRole) => ({ ...present(role), permissions: role.permissions });

/** Words as they are asked for: a type on an operation, on everything or on one thing by its id. */
const Asked = z.array(
  z
    .strictObject({
      operation: z.enum(OPERATIONS),
      type: z.enum(PERMISSION_TYPES),
      resourceId: z.uuid().nullable().default(null),
    })
    .readonly(),
);
const Description = z.string().nullable().optional();
const n = z.number().int();
const role = (type: 'create' | 'read' | 'update' | 'delete') =>
  ({ operation: 'role', type, on: 'store' }) as const;

export const roleEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/roles',
    summary: 'All roles, built-in ones first, without those of models',
    access: role('read'),
    reply: z.object({ items: z.array(Reply.extend({ assignments: n })) }),
    handle: async ({ ctx }) => ({
      items: (await listRoles(ctx)).map((each) => ({ ...present(each), assignments: each.assignments })),
    }),
  }),
  endpoint({
    method: 'POST',
    path: '/roles',
    summary: 'Create a role of permissions that you hold everywhere',
    access: role('create'),
    status: 201,
    body: z.strictObject({ name: z.string(), description: Description, permissions: Asked }),
    example: ({ fresh }) => ({ name: fresh('role'), permissions: [] }),
    reply: FullReply,
    handle: async ({ ctx, body }) => presentFull(await createRole(ctx, given(body))),
  }),
  endpoint({
    method: 'GET',
    path: '/roles/{role}',
    summary: 'A role with what it permits',
    access: role('read'),
    reply: FullReply,
    handle: async ({ ctx, param }) => presentFull(await readRole(ctx, { role: param('role') })),
  }),
  endpoint({
    method: 'PATCH',
    path: '/roles/{role}',
    summary: 'Change a role; permissions, where given, take the place of all that it had',
    access: role('update'),
    body: z.strictObject({
      name: z.string().optional(),
      description: Description,
      permissions: Asked.optional(),
    }),
    example: ({ fresh }) => ({ description: fresh('About it') }),
    reply: FullReply,
    handle: async ({ ctx, param, body }) =>
      presentFull(await updateRole(ctx, { role: param('role'), ...given(body) })),
  }),
  endpoint({
    method: 'GET',
    path: '/roles/{role}/deletion',
    summary: 'How many assignments deleting the role would end',
    access: role('delete'),
    reply: z.object({ assignments: n }),
    handle: async ({ ctx, param }) => previewDeleteRole(ctx, { role: param('role') }),
  }),
  endpoint({
    method: 'DELETE',
    path: '/roles/{role}',
    summary: 'Delete a role with its assignments; its holders stay',
    access: role('delete'),
    status: 204,
    handle: async ({ ctx, param }) => {
      await deleteRole(ctx, { role: param('role') });
    },
  }),
];
