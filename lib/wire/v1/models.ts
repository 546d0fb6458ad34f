import { z } from 'zod';
import { createModel } from '@/lib/models/create-model';
import { createVersion } from '@/lib/models/create-version';
import { listModels } from '@/lib/models/list-models';
import { listVersions } from '@/lib/models/list-versions';
import type { Model } from '@/lib/models/model';
import { readModel } from '@/lib/models/read-model';
import { readVersion } from '@/lib/models/read-version';
import type { Version } from '@/lib/models/version';
import { type Endpoint, endpoint } from '../endpoint';
import { given, listQuery, pageReply, toPageReply } from './pages';

const Reply = z.object({
  id: z.uuid(),
  name: z.string(),
  createdAt: z.iso.datetime(),
  createdBy: z.string(),
  updatedAt: z.iso.datetime(),
  updatedBy: z.string(),
});
const Named = z.strictObject({ name: z.string() });

const present = ({ id, name, createdAt, createdBy, updatedAt, updatedBy }: Model | Version) => ({
  id,
  name,
  createdAt,
  createdBy,
  updatedAt,
  updatedBy,
});

const model = (type: 'create' | 'read' | 'update') => ({ operation: 'model', type, on: 'project' }) as const;

/** Models of a project and their versions. A `/` in a name is sent as `%2F`. */
export const modelEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/projects/{project}/models',
    summary: 'Readable models of a project',
    // Which models are in it is decided row by row: some are granted one by one.
    access: { operation: 'project', type: 'read', on: 'project' },
    query: listQuery(['name', 'created']),
    reply: pageReply(Reply),
    handle: async ({ ctx, project, query }) =>
      toPageReply(await listModels(ctx, { project, ...given(query) }), present),
  }),
  endpoint({
    method: 'POST',
    path: '/projects/{project}/models',
    summary: 'Make a model',
    access: model('create'),
    status: 201,
    body: Named,
    example: ({ fresh }) => ({ name: fresh('model') }),
    reply: Reply,
    handle: async ({ ctx, project, body }) => present(await createModel(ctx, { project, ...body })),
  }),
  endpoint({
    method: 'GET',
    path: '/projects/{project}/models/{model}',
    summary: 'A model',
    access: model('read'),
    reply: Reply,
    handle: async ({ ctx, project, param }) =>
      present(await readModel(ctx, { project, model: param('model') })),
  }),
  endpoint({
    method: 'GET',
    path: '/projects/{project}/models/{model}/versions',
    summary: 'Versions of a model',
    access: model('read'),
    query: listQuery(['created', 'name']),
    reply: pageReply(Reply),
    handle: async ({ ctx, project, param, query }) =>
      toPageReply(await listVersions(ctx, { project, model: param('model'), ...given(query) }), present),
  }),
  endpoint({
    method: 'POST',
    path: '/projects/{project}/models/{model}/versions',
    summary: 'Make a version',
    access: model('update'),
    status: 201,
    body: Named,
    example: ({ fresh }) => ({ name: fresh('version') }),
    reply: Reply,
    handle: async ({ ctx, project, param, body }) =>
      present(await createVersion(ctx, { project, model: param('model'), ...body })),
  }),
  endpoint({
    method: 'GET',
    path: '/projects/{project}/models/{model}/versions/{version}',
    summary: 'A version',
    access: model('read'),
    reply: Reply,
    handle: async ({ ctx, project, param }) =>
      present(await readVersion(ctx, { project, model: param('model'), version: param('version') })),
  }),
];
