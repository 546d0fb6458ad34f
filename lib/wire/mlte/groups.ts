import { z } from 'zod';
import { fromMlteSegment } from '@/lib/core/urls';
import { createGroup, SEES_CATALOGS } from '@/lib/groups/create-group';
import { deleteGroup } from '@/lib/groups/delete-group';
import { METHODS, permissionSlug, RESOURCE_TYPES } from '@/lib/groups/group-permissions';
import { listGroupPermissions, readGroupPermission } from '@/lib/groups/list-group-permissions';
import { listGroupNames, listGroups } from '@/lib/groups/list-groups';
import { readGroup } from '@/lib/groups/read-group';
import { updateGroup } from '@/lib/groups/update-group';
import { type Endpoint, endpoint } from '../endpoint';
import { jsonArrayResponse } from '../json-stream';

const Permission = z.object({
  resource_type: z.enum(RESOURCE_TYPES),
  resource_id: z.string().nullable().default(null),
  method: z.enum(METHODS).default('any'),
});
export const GroupModel = z.object({ name: z.string(), permissions: z.array(Permission).default([]) });

const group = (type: 'create' | 'read' | 'update' | 'delete') =>
  ({ operation: 'role', type, on: 'store' }) as const;

/**
 * The name that a path means. That of a model's group ends in a model's name, whose hyphens are written otherwise:
 * there, three of them are a slash.
 */
function groupName(segment: string): string {
  const [, of, model] = /^(edit-model-)(.*)$/s.exec(segment) ?? [];
  if (of === undefined || model === undefined || /^[0-9a-f]{8}-/.test(model)) return segment;
  return of + fromMlteSegment(model);
}

/** Groups are roles. They belong to the store; models are named as the project of the address names them. */
export const groupEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'POST',
    path: '/group',
    summary: 'Create a group: a role of what its permissions say',
    access: group('create'),
    body: GroupModel,
    example: ({ fresh }) => ({ name: fresh('group'), permissions: [] }),
    reply: GroupModel,
    handle: ({ ctx, project, body }) => createGroup(ctx, { project, ...body }),
  }),
  endpoint({
    method: 'PUT',
    path: '/group',
    summary: 'Set what a group permits; what cannot be said here stays',
    access: group('update'),
    body: GroupModel,
    example: ({ role: name }) => ({ name, permissions: [SEES_CATALOGS] }),
    reply: GroupModel,
    handle: ({ ctx, project, body }) => updateGroup(ctx, { project, ...body }),
  }),
  endpoint({
    method: 'GET',
    path: '/group',
    summary: 'Names of all groups',
    access: group('read'),
    reply: z.array(z.string()),
    handle: async ({ ctx, project }) =>
      jsonArrayResponse(await listGroupNames(ctx, { project }), (name) => JSON.stringify(name)),
  }),
  endpoint({
    method: 'GET',
    path: '/group/{group}',
    summary: 'A group with its permissions',
    access: group('read'),
    reply: GroupModel,
    handle: ({ ctx, project, param }) => readGroup(ctx, { project, group: groupName(param('group')) }),
  }),
  endpoint({
    method: 'DELETE',
    path: '/group/{group}',
    summary: 'Delete a group; whoever was in it stays',
    access: group('delete'),
    reply: GroupModel,
    handle: ({ ctx, project, param }) => deleteGroup(ctx, { project, group: groupName(param('group')) }),
  }),
  endpoint({
    method: 'GET',
    path: '/groups/details',
    summary: 'All groups with their permissions',
    access: group('read'),
    reply: z.array(GroupModel),
    handle: async ({ ctx, project }) =>
      jsonArrayResponse(await listGroups(ctx, { project }), (one) => JSON.stringify(one)),
  }),
  endpoint({
    method: 'GET',
    path: '/groups/permissions',
    summary: 'All permissions that groups have, as texts',
    access: group('read'),
    reply: z.array(z.string()),
    handle: async ({ ctx, project }) =>
      jsonArrayResponse(await listGroupPermissions(ctx, { project }), (one) =>
        JSON.stringify(permissionSlug(one)),
      ),
  }),
  endpoint({
    method: 'GET',
    path: '/groups/permissions/details',
    summary: 'All permissions that groups have',
    access: group('read'),
    reply: z.array(Permission),
    handle: async ({ ctx, project }) =>
      jsonArrayResponse(await listGroupPermissions(ctx, { project }), (one) => JSON.stringify(one)),
  }),
  endpoint({
    method: 'GET',
    path: '/groups/permission/{permission}',
    summary: 'A permission by its text',
    access: group('read'),
    reply: Permission,
    handle: ({ ctx, project, param }) =>
      readGroupPermission(ctx, { project, permission: param('permission') }),
  }),
];
