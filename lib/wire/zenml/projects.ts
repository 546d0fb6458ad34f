import { z } from 'zod';
import { createProject } from '@/lib/projects/create-project';
import { deleteProject } from '@/lib/projects/delete-project';
import { listProjects } from '@/lib/projects/list-projects';
import { DEFAULT_PROJECT, type Project as Found } from '@/lib/projects/project';
import { readProject } from '@/lib/projects/read-project';
import { type Endpoint, endpoint } from '../endpoint';
import { alreadyThere, every, Named, named, PostedName } from './entities';
import { conflictAs } from './wording';

const Project = Named.extend({ description: z.string().nullable() });

const shown = (project: Found) => ({ ...named(project), description: project.description });

export const zenmlProjectEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/projects',
    summary: 'Projects beside default, which clients do not expect',
    access: 'signed-in',
    reply: z.array(Project),
    handle: async ({ ctx }) =>
      (await every((page) => listProjects(ctx, page)))
        .filter(({ name }) => name !== DEFAULT_PROJECT)
        .map(shown),
  }),
  endpoint({
    method: 'POST',
    path: '/projects',
    summary: 'Make a project',
    access: { operation: 'project', type: 'create', on: 'store' },
    body: PostedName.extend({ description: z.string().nullable().default(null) }),
    example: ({ fresh }) => ({ name: fresh('project') }),
    reply: Project,
    handle: async ({ ctx, body: { name, description } }) =>
      shown(
        await conflictAs(
          'EntityExistsError',
          () => createProject(ctx, { name, description }),
          alreadyThere('Project', name),
        ),
      ),
  }),
  endpoint({
    method: 'GET',
    path: '/projects/{project}',
    summary: 'A project',
    access: { operation: 'project', type: 'read', on: 'project' },
    reply: Project,
    handle: async ({ ctx, project }) => shown(await readProject(ctx, { project })),
  }),
  endpoint({
    method: 'DELETE',
    path: '/projects/{project}',
    summary: 'Delete a project with all that is in it',
    access: { operation: 'project', type: 'delete', on: 'project' },
    reply: z.null(),
    handle: async ({ ctx, project }) => {
      await deleteProject(ctx, { project });
      return null;
    },
  }),
];
