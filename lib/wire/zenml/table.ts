import { z } from 'zod';
import { type Endpoint, endpoint } from '../endpoint';
import { zenmlComponentEndpoints } from './components';
import { zenmlFlavorEndpoints } from './flavors';
import { profileEndpoints } from './profile';
import { zenmlProjectEndpoints } from './projects';
import { zenmlRoleAssignmentEndpoints } from './role-assignments';
import { zenmlRoleEndpoints } from './roles';
import { zenmlRunEndpoints } from './runs';
import { zenmlStackEndpoints } from './stacks';
import { zenmlTeamEndpoints } from './teams';
import { zenmlUserEndpoints } from './users';

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
  ...zenmlStackEndpoints,
  ...zenmlComponentEndpoints,
  ...zenmlFlavorEndpoints,
  ...zenmlUserEndpoints,
  ...zenmlTeamEndpoints,
  ...zenmlProjectEndpoints,
  ...zenmlRoleEndpoints,
  ...zenmlRoleAssignmentEndpoints,
  ...zenmlRunEndpoints,
];
