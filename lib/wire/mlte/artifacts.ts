import { z } from 'zod';
import { artifactReplyText } from '@/lib/artifacts/complete-body';
import { deleteAndReturnArtifact } from '@/lib/artifacts/delete-artifact';
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
const artifactAccess = (type: 'create' | 'read' | 'delete') =>
  ({ operation: 'artifact', type, on: 'project' }) as const;

const versionLocation = ({ project, param }: Pick<Call, 'project' | 'param'>) => ({
  project,
  ...versionAt(param),
});
const artifactLocation = (call: Pick<Call, 'project' | 'param'>) => ({
  ...versionLocation(call),
  artifact: fromMlteSegment(call.param('artifact')),
});

/** Artifacts seen from a version. Bodies are kept and given back character for character. */
export const mlteArtifactEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'POST',
    path: BASE,
    summary:
      'Write an artifact; with `force` over the one that is there, with `parents` creating what is missing',
    access: artifactAccess('create'),
    body: z.looseObject({
      artifact: Artifact,
      force: z.boolean().default(false),
      parents: z.boolean().default(false),
    }),
    example: ({ fresh }) => ({
      artifact: {
        header: { identifier: fresh('card'), type: 'card' as const },
        body: { artifact_type: 'card' as const },
      },
    }),
    takesText: true,
    reply: z.object({ artifact: Artifact }),
    handle: async (call) => {
      const written = await writeArtifact(call.ctx, {
        ...versionLocation(call),
        ...parseWriteRequest(call.text),
      });
      return new TextReply(`{"artifact":${artifactReplyText(written)}}`);
    },
  }),
  endpoint({
    method: 'GET',
    path: BASE,
    summary: 'Artifacts of a version and of its model, oldest first',
    access: artifactAccess('read'),
    query: z.object({ limit: slice.default(100), offset: slice.default(0) }),
    reply: z.array(Artifact),
    handle: async (call) =>
      jsonArrayResponse(
        await listArtifactBodies(call.ctx, { ...versionLocation(call), ...call.query }),
        artifactReplyText,
      ),
  }),
  endpoint({
    method: 'POST',
    path: `${BASE}/search`,
    summary: 'All artifacts that a filter finds',
    access: artifactAccess('read'),
    body: z.looseObject({ filter: z.looseObject({ type: z.string().optional() }).optional() }),
    example: () => ({}),
    reply: z.array(Artifact),
    handle: async (call) =>
      jsonArrayResponse(
        await searchArtifacts(call.ctx, { ...versionLocation(call), query: call.body }),
        artifactReplyText,
      ),
  }),
  endpoint({
    method: 'GET',
    path: `${BASE}/{artifact}`,
    summary: 'An artifact',
    access: artifactAccess('read'),
    reply: Artifact,
    handle: async (call) =>
      new TextReply(artifactReplyText(await readArtifact(call.ctx, artifactLocation(call)))),
  }),
  endpoint({
    method: 'DELETE',
    path: `${BASE}/{artifact}`,
    summary: 'Delete an artifact',
    access: artifactAccess('delete'),
    reply: Artifact,
    handle: async (call) =>
      new TextReply(artifactReplyText(await deleteAndReturnArtifact(call.ctx, artifactLocation(call)))),
  }),
  endpoint({
    method: 'GET',
    path: `${BASE}/{artifact}/suite_template`,
    summary: 'Python source of a test suite with a case for each scenario of a card',
    access: artifactAccess('read'),
    reply: z.string(),
    handle: async (call) => suiteTemplate(call.ctx, artifactLocation(call)),
  }),
];
