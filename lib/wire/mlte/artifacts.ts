import { z } from 'zod';
import { artifactText } from '@/lib/artifacts/complete-body';
import { takeArtifact } from '@/lib/artifacts/delete-artifact';
import { listArtifactBodies, searchArtifacts } from '@/lib/artifacts/list-artifact-bodies';
import { parseWriteRequest } from '@/lib/artifacts/posted';
import { readArtifact } from '@/lib/artifacts/read-artifact';
import { suiteTemplate } from '@/lib/artifacts/suite-template';
import { writeArtifact } from '@/lib/artifacts/write-artifact';
import { fromMlteSegment } from '@/lib/core/urls';
import { type Call, type Endpoint, endpoint } from '../endpoint';
import { jsonArrayResponse, TextReply } from '../json-stream';
import { versionAt } from './models';

const Artifact = z.looseObject({
  header: z.looseObject({
    identifier: z.string(),
    type: z.enum(['card', 'evidence', 'suite', 'results', 'report']),
    timestamp: z.number().nullish(),
    creator: z.string().nullish(),
    level: z.enum(['model', 'version']).optional(),
  }),
  body: z.looseObject({ artifact_type: z.string() }),
});

/** Bounds of a slice; beyond them nothing differs. Negative ones count from the end, as in Python. */
const slice = z.coerce.number().int().min(-1e9).max(1e9);

const BASE = '/model/{model}/version/{version}/artifact';
const artifact = (type: 'create' | 'read' | 'delete') =>
  ({ operation: 'artifact', type, on: 'project' }) as const;

const versionOf = ({ project, param }: Pick<Call, 'project' | 'param'>) => ({ project, ...versionAt(param) });
const addressOf = (call: Pick<Call, 'project' | 'param'>) => ({
  ...versionOf(call),
  artifact: fromMlteSegment(call.param('artifact')),
});

/** Artifacts seen from a version. Bodies are kept and given back character for character. */
export const artifactEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'POST',
    path: BASE,
    summary:
      'Write an artifact; with `force` over the one that is there, with `parents` making what is missing',
    access: artifact('create'),
    body: z.looseObject({
      artifact: Artifact,
      force: z.boolean().default(false),
      parents: z.boolean().default(false),
    }),
    takesText: true,
    reply: z.object({ artifact: Artifact }),
    handle: async (call) => {
      const written = await writeArtifact(call.ctx, { ...versionOf(call), ...parseWriteRequest(call.text) });
      return new TextReply(`{"artifact":${artifactText(written)}}`);
    },
  }),
  endpoint({
    method: 'GET',
    path: BASE,
    summary: 'Artifacts of a version and of its model, oldest first',
    access: artifact('read'),
    query: z.object({ limit: slice.default(100), offset: slice.default(0) }),
    reply: z.array(Artifact),
    handle: async (call) =>
      jsonArrayResponse(
        await listArtifactBodies(call.ctx, { ...versionOf(call), ...call.query }),
        artifactText,
      ),
  }),
  endpoint({
    method: 'POST',
    path: `${BASE}/search`,
    summary: 'All artifacts that a filter finds',
    access: artifact('read'),
    body: z.looseObject({ filter: z.looseObject({ type: z.string().optional() }).optional() }),
    reply: z.array(Artifact),
    handle: async (call) =>
      jsonArrayResponse(
        await searchArtifacts(call.ctx, { ...versionOf(call), query: call.body }),
        artifactText,
      ),
  }),
  endpoint({
    method: 'GET',
    path: `${BASE}/{artifact}`,
    summary: 'An artifact',
    access: artifact('read'),
    reply: Artifact,
    handle: async (call) => new TextReply(artifactText(await readArtifact(call.ctx, addressOf(call)))),
  }),
  endpoint({
    method: 'DELETE',
    path: `${BASE}/{artifact}`,
    summary: 'Delete an artifact',
    access: artifact('delete'),
    reply: Artifact,
    handle: async (call) => new TextReply(artifactText(await takeArtifact(call.ctx, addressOf(call)))),
  }),
  endpoint({
    method: 'GET',
    path: `${BASE}/{artifact}/suite_template`,
    summary: 'Python source of a test suite with a case for each scenario of a card',
    access: artifact('read'),
    reply: z.string(),
    handle: async (call) => suiteTemplate(call.ctx, addressOf(call)),
  }),
];
