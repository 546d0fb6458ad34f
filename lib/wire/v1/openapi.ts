import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { Endpoint } from '../endpoint';

const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  code: z.string(),
  errors: z
    .array(z.object({ path: z.string(), message: z.string(), value: z.unknown().optional() }))
    .optional(),
  permission: z.string().optional(),
});

const json = (schema: z.ZodType) => ({ 'application/json': { schema } });

/** What a reader of the document learns about who may call. */
export function accessText({ access }: Endpoint): string {
  if (access === 'public') return 'Anybody.';
  if (access === 'signed-in') return 'Whoever is signed in.';
  return `Needs ${access.operation}:${access.type}${access.on === 'project' ? ' in the project' : ''}.`;
}

function routeOf(endpoint: Endpoint, base: string) {
  const { method, path, body, query, reply, status = 200 } = endpoint;
  const names = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
  const params = z.object(Object.fromEntries(names.map((name) => [name, z.string()])));
  return createRoute({
    method: method.toLowerCase() as 'get' | 'post' | 'put' | 'delete',
    path: base + path,
    summary: endpoint.summary,
    description: accessText(endpoint),
    security: endpoint.access === 'public' ? [] : [{ token: [] }, { session: [] }],
    request: {
      ...(names.length === 0 ? {} : { params }),
      ...(query === undefined ? {} : { query: query as z.ZodObject }),
      ...(body === undefined ? {} : { body: { required: true, content: json(body) } }),
    },
    responses: {
      [status]: {
        description: endpoint.summary,
        ...(reply === undefined ? {} : { content: json(reply) }),
      },
      default: {
        description: 'What went wrong (RFC 9457)',
        content: { 'application/problem+json': { schema: Problem } },
      },
    },
  });
}

/** The OpenAPI 3.1 document of a table. */
export function openApiDocument(table: readonly Endpoint[], base: string) {
  const document = new OpenAPIHono();
  const { openAPIRegistry: registry } = document;
  registry.registerComponent('securitySchemes', 'token', { type: 'http', scheme: 'bearer' });
  registry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: 'assay.session',
  });
  for (const endpoint of table) registry.registerPath(routeOf(endpoint, base));
  return document.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Assay',
      version: '1',
      description: 'The native REST API. Errors are problem documents; lists are pages with signed cursors.',
    },
  });
}
