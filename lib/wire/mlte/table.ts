import { z } from 'zod';
import { type Endpoint, endpoint } from '../endpoint';
import { mlteArtifactEndpoints } from './artifacts';
import { mlteCatalogEndpoints } from './catalogs';
import { groupEndpoints } from './groups';
import { listEndpoints } from './lists';
import { mlteModelEndpoints } from './models';
import { peopleEndpoints } from './people';
import { tokenEndpoint } from './token';

const health = endpoint({
  method: 'GET',
  path: '/healthz',
  summary: 'Whether the server answers',
  access: 'public',
  reply: z.object({ status: z.literal('healthy') }),
  handle: async () => ({ status: 'healthy' }),
});

/** Everything that clients of the artifact store's old API find here. */
export const MLTE_TABLE: readonly Endpoint[] = [
  health,
  tokenEndpoint,
  ...peopleEndpoints,
  ...groupEndpoints,
  ...mlteModelEndpoints,
  ...mlteArtifactEndpoints,
  ...listEndpoints,
  ...mlteCatalogEndpoints,
];
