import { z } from 'zod';
import { invalid, isDomainError } from '@/lib/core/domain-error';
import { fromMlteSegment } from '@/lib/core/urls';
import { createModel } from '@/lib/models/create-model';
import { createVersion } from '@/lib/models/create-version';
import { deleteModel } from '@/lib/models/delete-model';
import { deleteVersion } from '@/lib/models/delete-version';
import { listModelNames } from '@/lib/models/list-models';
import { listVersionNames } from '@/lib/models/list-versions';
import { readModel } from '@/lib/models/read-model';
import { readVersion } from '@/lib/models/read-version';
import { type Endpoint, endpoint } from '../endpoint';

const Version = z.object({ identifier: z.string() });
const Model = z.object({ identifier: z.string(), versions: z.array(Version).default([]) });

const model = (type: 'create' | 'read' | 'update' | 'delete') =>
  ({ operation: 'model', type, on: 'project' }) as const;

/** Models and their versions. A name's `/` travels as `---` in paths, and as itself in bodies. */
export const mlteModelEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'POST',
    path: '/model',
    summary: 'Make a model',
    access: model('create'),
    body: Model,
    example: ({ fresh }) => ({ identifier: fresh('model') }),
    reply: Model,
    handle: async ({ ctx, project, body }) => {
      const made = await identified(createModel(ctx, { project, name: body.identifier }));
      return { identifier: made.name, versions: [] };
    },
  }),
  endpoint({
    method: 'GET',
    path: '/model',
    summary: 'Names of all readable models',
    // Which models are in it is decided row by row: some are granted one by one.
    access: { operation: 'project', type: 'read', on: 'project' },
    reply: z.array(z.string()),
    handle: ({ ctx, project }) => listModelNames(ctx, { project }),
  }),
  endpoint({
    method: 'GET',
    path: '/model/{model}',
    summary: 'A model with its versions',
    access: model('read'),
    reply: Model,
    handle: async ({ ctx, project, param }) => {
      const at = { project, model: fromMlteSegment(param('model')) };
      const found = await readModel(ctx, at);
      return presented(found.name, await listVersionNames(ctx, at));
    },
  }),
  endpoint({
    method: 'DELETE',
    path: '/model/{model}',
    summary: 'Delete a model with all that is in it',
    access: model('delete'),
    reply: Model,
    handle: async ({ ctx, project, param }) => {
      const at = { project, model: fromMlteSegment(param('model')) };
      const versions = await listVersionNames(ctx, at);
      return presented((await deleteModel(ctx, at)).name, versions);
    },
  }),
  endpoint({
    method: 'POST',
    path: '/model/{model}/version',
    summary: 'Make a version',
    access: model('update'),
    body: Version,
    example: ({ fresh }) => ({ identifier: fresh('version') }),
    reply: Version,
    handle: async ({ ctx, project, param, body }) => {
      const at = { project, model: fromMlteSegment(param('model')) };
      const made = await identified(createVersion(ctx, { ...at, name: body.identifier }));
      return { identifier: made.name };
    },
  }),
  endpoint({
    method: 'GET',
    path: '/model/{model}/version',
    summary: 'Names of the versions of a model',
    access: model('read'),
    reply: z.array(z.string()),
    handle: ({ ctx, project, param }) =>
      listVersionNames(ctx, { project, model: fromMlteSegment(param('model')) }),
  }),
  endpoint({
    method: 'GET',
    path: '/model/{model}/version/{version}',
    summary: 'A version',
    access: model('read'),
    reply: Version,
    handle: async ({ ctx, project, param }) => {
      const found = await readVersion(ctx, { project, ...versionAt(param) });
      return { identifier: found.name };
    },
  }),
  endpoint({
    method: 'DELETE',
    path: '/model/{model}/version/{version}',
    summary: 'Delete a version and its own artifacts',
    access: model('delete'),
    reply: Version,
    handle: async ({ ctx, project, param }) => {
      const ended = await deleteVersion(ctx, { project, ...versionAt(param) });
      return { identifier: ended.name };
    },
  }),
];

/** Complaints about a name, under what these clients call it. */
async function identified<T>(made: Promise<T>): Promise<T> {
  try {
    return await made;
  } catch (error) {
    if (!isDomainError(error) || error.code !== 'invalid') throw error;
    throw invalid(
      error.issues.map((issue) => ({ ...issue, path: issue.path === 'name' ? 'identifier' : issue.path })),
    );
  }
}

const presented = (name: string, versions: readonly string[]) => ({
  identifier: name,
  versions: versions.map((identifier) => ({ identifier })),
});

/** Model and version that a path names. */
export const versionAt = (param: (name: string) => string) => ({
  model: fromMlteSegment(param('model')),
  version: fromMlteSegment(param('version')),
});
