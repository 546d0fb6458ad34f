import { z } from 'zod';
import { createProject } from '@/lib/projects/create-project';
import { deleteProject, previewDeleteProject } from '@/lib/projects/delete-project';
import { listProjects } from '@/lib/projects/list-projects';
import type { Project } from '@/lib/projects/project';
import { readProject } from '@/lib/projects/read-project';
import { updateProject } from '@/lib/projects/update-project';
import { type Endpoint, endpoint } from '../endpoint';
import { given, listQuery, pageReply, toPageReply } from './pages';

const Reply = z.object({
  id: z.uuid(),
  name: z.string(),
  description: z.string().nullable(),
  commitUrl: z.string().nullable(),
  createdAt: z.iso.datetime(),
  createdBy: z.string(),
  updatedAt: z.iso.datetime(),
  updatedBy: z.string(),
});

const present = (project: Project) => ({
  id: project.id,
  name: project.name,
  description: project.description,
  commitUrl: project.commitUrl,
  createdAt: project.createdAt,
  createdBy: project.createdBy,
  updatedAt: project.updatedAt,
  updatedBy: project.updatedBy,
});

const n = z.number().int();

export const projectEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/projects',
    summary: 'Projects that you may see',
    access: 'signed-in',
    query: listQuery(['name', 'created']),
    reply: pageReply(Reply),
    handle: async ({ ctx, query }) => toPageReply(await listProjects(ctx, given(query)), present),
  }),
  endpoint({
    method: 'POST',
    path: '/projects',
    summary: 'Make a project',
    access: { operation: 'project', type: 'create', on: 'store' },
    status: 201,
    body: z.strictObject({ name: z.string(), description: z.string().nullable().optional() }),
    example: ({ fresh }) => ({ name: fresh('project') }),
    reply: Reply,
    handle: async ({ ctx, body }) => present(await createProject(ctx, given(body))),
  }),
  endpoint({
    method: 'GET',
    path: '/projects/{project}',
    summary: 'A project',
    access: { operation: 'project', type: 'read', on: 'project' },
    reply: Reply,
    handle: async ({ ctx, project }) => present(await readProject(ctx, { project })),
  }),
  endpoint({
    method: 'PATCH',
    path: '/projects/{project}',
    summary: 'Rename or describe a project; old addresses go on leading to it',
    access: { operation: 'project', type: 'update', on: 'project' },
    body: z.strictObject({
      name: z.string().optional(),
      description: z.string().nullable().optional(),
      commitUrl: z.string().nullable().optional(),
    }),
    example: ({ fresh }) => ({ description: fresh('About it') }),
    reply: Reply,
    handle: async ({ ctx, project, body }) => present(await updateProject(ctx, { project, ...given(body) })),
  }),
  endpoint({
    method: 'GET',
    path: '/projects/{project}/deletion',
    summary: 'What deleting the project would take',
    access: { operation: 'project', type: 'delete', on: 'project' },
    reply: z.object({ models: n, versions: n, artifacts: n, runs: n, assignments: n, tokens: n }),
    handle: async ({ ctx, project }) => previewDeleteProject(ctx, { project }),
  }),
  endpoint({
    method: 'DELETE',
    path: '/projects/{project}',
    summary: 'Delete a project with all that is in it',
    access: { operation: 'project', type: 'delete', on: 'project' },
    status: 204,
    handle: async ({ ctx, project }) => {
      await deleteProject(ctx, { project });
    },
  }),
];
