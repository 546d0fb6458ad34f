import { z } from 'zod';
import { listPipelines } from '@/lib/pipelines/list-pipelines';
import type { ListedPipeline, Pipeline } from '@/lib/pipelines/pipeline';
import { readPipeline } from '@/lib/pipelines/read-pipeline';
import { type Endpoint, endpoint } from '../endpoint';
import { given, listQuery, pageReply, toPageReply } from './pages';
import { Status } from './run-shapes';

const Listed = {
  id: z.uuid(),
  name: z.string(),
  docstring: z.string().nullable(),
  runs: z.union([z.number().int(), z.literal('10,000+')]),
  lastRun: z.object({ name: z.string(), startedAt: z.iso.datetime(), status: Status }).nullable(),
};
const ListedReply = z.object(Listed);
const Reply = z.object({
  ...Listed,
  createdAt: z.iso.datetime(),
  createdBy: z.string(),
  updatedAt: z.iso.datetime(),
  updatedBy: z.string(),
});

const presentListed = ({ id, name, docstring, runs, lastRun }: ListedPipeline) => ({
  id,
  name,
  docstring,
  runs,
  lastRun,
});

const present = (pipeline: Pipeline) => ({
  ...presentListed(pipeline),
  createdAt: pipeline.createdAt,
  createdBy: pipeline.createdBy,
  updatedAt: pipeline.updatedAt,
  updatedBy: pipeline.updatedBy,
});

/** Pipelines come with the runs that are registered. */
export const pipelineEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/projects/{project}/pipelines',
    summary: 'Pipelines of a project, with their number of runs and the last one',
    access: { operation: 'project', type: 'read', on: 'project' },
    query: listQuery(['name', 'recent']),
    reply: pageReply(ListedReply),
    handle: async ({ ctx, project, query }) =>
      toPageReply(await listPipelines(ctx, { project, ...given(query) }), presentListed),
  }),
  endpoint({
    method: 'GET',
    path: '/projects/{project}/pipelines/{pipeline}',
    summary: 'A pipeline',
    access: { operation: 'pipeline_run', type: 'read', on: 'project' },
    reply: Reply,
    handle: async ({ ctx, project, param }) =>
      present(await readPipeline(ctx, { project, pipeline: param('pipeline') })),
  }),
];
