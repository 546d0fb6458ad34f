import { z } from 'zod';
import { type Endpoint, endpoint } from '../endpoint';
import { componentEndpoints } from './components';
import { flavorEndpoints } from './flavors';
import { profileEndpoints } from './profile';
import { projectEndpoints } from './projects';
import { roleAssignmentEndpoints } from './role-assignments';
import { roleEndpoints } from './roles';
import { runEndpoints } from './runs';
import { stackEndpoints } from './stacks';
import { teamEndpoints } from './teams';
import { userEndpoints } from './users';

const health = endpoint({
  method: 'GET',
  path: '/health',
  summary: 'Whether the server answers',
  access: 'public',
  reply: z.literal('OK'),
  handle: async () => 'OK',
});

/** What clients of ZenML 0.8 to 0.13 find here, below `/api/zenml/{token}` or, with Basic, below `/api/zenml`. */
export const ZENML_TABLE: readonly Endpoint[] = [
  health,
  ...profileEndpoints,
  ...stackEndpoints,
  ...componentEndpoints,
  ...flavorEndpoints,
  ...userEndpoints,
  ...teamEndpoints,
  ...projectEndpoints,
  ...roleEndpoints,
  ...roleAssignmentEndpoints,
  ...runEndpoints,
];
