import { z } from 'zod';
import type { ArtifactHead, Revision } from '@/lib/artifacts/artifact';
import { completeBody } from '@/lib/artifacts/complete-body';
import { deleteArtifact } from '@/lib/artifacts/delete-artifact';
import { listArtifacts } from '@/lib/artifacts/list-artifacts';
import { listRevisions } from '@/lib/artifacts/list-revisions';
import { parseWriteRequest } from '@/lib/artifacts/posted';
import { readArtifact } from '@/lib/artifacts/read-artifact';
import { writeArtifact } from '@/lib/artifacts/write-artifact';
import { invalid } from '@/lib/core/domain-error';
import { toStrictJson } from '@/lib/json/exact-json';
import { JsonText } from '@/lib/json/json-text';
import { type Call, type Endpoint, endpoint } from '../endpoint';
import { TextReply } from '../json-stream';
import { given, listQuery, pageReply, toPageReply } from './pages';

const Types = z.enum(['card', 'evidence', 'suite', 'results', 'report']);
const RevisionReply = z.object({
  revision: z.number().int(),
  creator: z.string().nullable(),
  stampedAt: z.iso.datetime(),
  writtenBy: z.string(),
  writtenAt: z.iso.datetime(),
  sha256: z.string(),
  size: z.number().int(),
});
const Head = z.object({
  id: z.uuid(),
  type: Types,
  identifier: z.string(),
  level: z.enum(['model', 'version']),
  model: z.string(),
  version: z.string().nullable(),
  revision: RevisionReply,
});
const Whole = Head.extend({ body: z.looseObject({ artifact_type: Types }) });
const Posted = z.strictObject({
  artifact: z.strictObject({
    header: z.strictObject({ identifier: z.string(), type: Types }),
    body: z.looseObject({ artifact_type: Types }),
  }),
  force: z.boolean().optional(),
  parents: z.boolean().optional(),
});

const presentRevision = (revision: Revision) => ({
  revision: revision.revision,
  creator: revision.creator,
  stampedAt: revision.stampedAt,
  writtenBy: revision.writtenBy,
  writtenAt: revision.writtenAt,
  sha256: revision.sha256,
  size: revision.size,
});

const present = (artifact: ArtifactHead & { readonly revision: Revision }) => ({
  id: artifact.id,
  type: artifact.type,
  identifier: artifact.identifier,
  level: artifact.level,
  model: artifact.model,
  version: artifact.version,
  revision: presentRevision(artifact.revision),
});

/** Head and body, the body spliced in as its text. */
function whole(artifact: Awaited<ReturnType<typeof readArtifact>>, status = 200): Response {
  const head = JSON.stringify(present(artifact));
  const body = toStrictJson(completeBody(artifact.type, artifact.body));
  return new TextReply(`${head.slice(0, -1)},"body":${body}}`, status);
}

/** Members of a write request. The artifact's own are the verb's to check. */
const KNOWN: readonly (string | null)[] = ['artifact', 'force', 'parents'];

function refuseUnknown(text: string): void {
  const unknown = [...new JsonText(text).children(0)].filter(({ key }) => !KNOWN.includes(key));
  if (unknown.length === 0) return;
  throw invalid(
    unknown.map(({ key }) => ({
      path: `body.${key}`,
      message: `body.${key} is not a field of this request.`,
    })),
  );
}

const MODEL = '/projects/{project}/models/{model}';
const IN_VERSION = `${MODEL}/versions/{version}/artifacts`;
const IN_MODEL = `${MODEL}/artifacts`;

const artifact = (type: 'create' | 'read' | 'delete') =>
  ({ operation: 'artifact', type, on: 'project' }) as const;

const listed = listQuery(['updated', 'identifier']).extend({ type: Types.optional() });
const revisionQuery = z.strictObject({ revision: z.coerce.number().int().min(1).max(1e9).optional() });

/** The address that a path names; `version` null where it has none. */
const addressOf = ({ project, param }: Pick<Call, 'project' | 'param'>, inVersion: boolean) => ({
  project,
  model: param('model'),
  version: inVersion ? param('version') : null,
  artifact: param('artifact'),
});

/** Reading and ending one artifact is the same in a version and, for cards and suites, in their model. */
const endpointsOfOne = (base: string, inVersion: boolean): readonly Endpoint[] => [
  endpoint({
    method: 'GET',
    path: `${base}/{artifact}`,
    summary: 'An artifact at its head or at a revision',
    access: artifact('read'),
    query: revisionQuery,
    reply: Whole,
    handle: async (call) =>
      whole(await readArtifact(call.ctx, { ...addressOf(call, inVersion), ...given(call.query) })),
  }),
  endpoint({
    method: 'DELETE',
    path: `${base}/{artifact}`,
    summary: 'Delete an artifact',
    access: artifact('delete'),
    status: 204,
    handle: (call) => deleteArtifact(call.ctx, addressOf(call, inVersion)),
  }),
  endpoint({
    method: 'GET',
    path: `${base}/{artifact}/revisions`,
    summary: 'Revisions of an artifact, newest first',
    access: artifact('read'),
    query: listQuery(['revision']).pick({ after: true, limit: true }).strict(),
    reply: pageReply(RevisionReply),
    handle: async (call) => {
      const page = await listRevisions(call.ctx, { ...addressOf(call, inVersion), ...given(call.query) });
      return toPageReply(page, presentRevision);
    },
  }),
];

export const artifactEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/projects/{project}/artifacts',
    summary: 'Readable artifacts of a project, without bodies',
    // Which of them is decided row by row.
    access: { operation: 'project', type: 'read', on: 'project' },
    query: listed,
    reply: pageReply(Head),
    handle: async ({ ctx, project, query }) =>
      toPageReply(await listArtifacts(ctx, { project, ...given(query) }), present),
  }),
  endpoint({
    method: 'GET',
    path: IN_VERSION,
    summary: 'Artifacts seen from a version, without bodies',
    access: artifact('read'),
    query: listed,
    reply: pageReply(Head),
    handle: async ({ ctx, project, param, query }) => {
      const at = { project, model: param('model'), version: param('version') };
      return toPageReply(await listArtifacts(ctx, { ...at, ...given(query) }), present);
    },
  }),
  endpoint({
    method: 'POST',
    path: IN_VERSION,
    summary: 'Write an artifact; with `force` a new revision of the one there',
    access: artifact('create'),
    status: 201,
    body: Posted,
    example: ({ fresh }) => ({
      artifact: {
        header: { identifier: fresh('card'), type: 'card' as const },
        body: { artifact_type: 'card' as const },
      },
    }),
    takesText: true,
    reply: Whole,
    handle: async ({ ctx, project, param, text }) => {
      const at = { project, model: param('model'), version: param('version') };
      refuseUnknown(text);
      return whole(await writeArtifact(ctx, { ...at, ...parseWriteRequest(text), strict: true }), 201);
    },
  }),
  ...endpointsOfOne(IN_VERSION, true),
  ...endpointsOfOne(IN_MODEL, false),
];
