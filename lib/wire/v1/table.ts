import { z } from 'zod';
import { type Endpoint, endpoint } from '../endpoint';
import { accessEndpoints } from './access';
import { accessRequestEndpoints } from './access-requests';
import { accessReviewEndpoints } from './access-review';
import { artifactEndpoints } from './artifacts';
import { catalogEndpoints } from './catalogs';
import { componentEndpoints } from './components';
import { DOCS_CSP, docsPage } from './docs';
import { flavorEndpoints } from './flavors';
import { invitationEndpoints } from './invitations';
import { modelEndpoints } from './models';
import { openApiDocument } from './openapi';
import { pipelineEndpoints } from './pipelines';
import { projectEndpoints } from './projects';
import { roleAssignmentEndpoints } from './role-assignments';
import { roleEndpoints } from './roles';
import { runEndpoints } from './runs';
import { serviceAccountEndpoints } from './service-accounts';
import { stackEndpoints } from './stacks';
import { systemEndpoints } from './system';
import { teamEndpoints } from './teams';
import { tokenEndpoints } from './tokens';
import { userEndpoints } from './users';

export const V1_BASE = '/api/v1';

const about: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/openapi.json',
    summary: 'This API as an OpenAPI 3.1 document',
    access: 'public',
    reply: z.looseObject({ openapi: z.string() }),
    handle: async () => openApiDocument(V1_TABLE, V1_BASE),
  }),
  endpoint({
    method: 'GET',
    path: '/docs',
    summary: 'This API as a page to read',
    access: 'public',
    handle: async () =>
      new Response(docsPage(V1_TABLE, V1_BASE), {
        headers: { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': DOCS_CSP },
      }),
  }),
];

/** The native API: every endpoint once, for router, documents and the permission matrix. */
export const V1_TABLE: readonly Endpoint[] = [
  ...about,
  ...tokenEndpoints,
  ...userEndpoints,
  ...serviceAccountEndpoints,
  ...invitationEndpoints,
  ...teamEndpoints,
  ...roleEndpoints,
  ...roleAssignmentEndpoints,
  ...accessEndpoints,
  ...accessRequestEndpoints,
  ...accessReviewEndpoints,
  ...projectEndpoints,
  ...modelEndpoints,
  ...artifactEndpoints,
  ...catalogEndpoints,
  ...stackEndpoints,
  ...componentEndpoints,
  ...flavorEndpoints,
  ...pipelineEndpoints,
  ...runEndpoints,
  ...systemEndpoints(() => V1_LISTS),
];

/** Addresses of the lists among them: those that take a cursor. */
export const V1_LISTS: ReadonlySet<string> = new Set(
  V1_TABLE.filter(({ method, query }) => method === 'GET' && takesCursor(query)).map(
    ({ path }) => `${V1_BASE}${path}`,
  ),
);

function takesCursor(query: z.ZodType | undefined): boolean {
  return query instanceof z.ZodObject && 'after' in query.shape;
}
