import { z } from 'zod';
import { createRole } from '@/lib/roles/create-role';
import { deleteRole } from '@/lib/roles/delete-role';
import { listRoles } from '@/lib/roles/list-roles';
import { readRole } from '@/lib/roles/read-role';
import type { Role as Found } from '@/lib/roles/role';
import { type Endpoint, endpoint } from '../endpoint';
import { alreadyThere, Named, named, oldestFirst, PostedName } from './entities';
import { conflictAs } from './wording';

/** Always without permissions: the client's model of them cannot be read back by the client itself. */
const Role = Named.extend({ permissions: z.array(z.never()) });

const shown = (role: Found) => ({ ...named(role), permissions: [] });

const role = (type: 'create' | 'read' | 'delete') => ({ operation: 'role', type, on: 'store' }) as const;

export const zenmlRoleEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/roles',
    summary: 'Roles that somebody made; built-in ones resolve by name',
    access: role('read'),
    reply: z.array(Role),
    handle: async ({ ctx }) =>
      (await listRoles(ctx))
        .filter(({ origin }) => origin === 'custom')
        .sort(oldestFirst)
        .map(shown),
  }),
  endpoint({
    method: 'POST',
    path: '/roles',
    summary: 'Make a role without permissions; those are given elsewhere',
    access: role('create'),
    body: PostedName.extend({ permissions: z.array(z.unknown()).max(0).default([]) }),
    example: ({ fresh }) => ({ name: fresh('role') }),
    reply: Role,
    handle: async ({ ctx, body }) =>
      shown(
        await conflictAs(
          'EntityExistsError',
          () => createRole(ctx, { name: body.name, permissions: [] }),
          alreadyThere('Role', body.name),
        ),
      ),
  }),
  endpoint({
    method: 'GET',
    path: '/roles/{role}',
    summary: 'A role',
    access: role('read'),
    reply: Role,
    handle: async ({ ctx, param }) => shown(await readRole(ctx, { role: param('role') })),
  }),
  endpoint({
    method: 'DELETE',
    path: '/roles/{role}',
    summary: 'Delete a role with its assignments',
    access: role('delete'),
    reply: z.null(),
    handle: async ({ ctx, param }) => {
      await deleteRole(ctx, { role: param('role') });
      return null;
    },
  }),
];
