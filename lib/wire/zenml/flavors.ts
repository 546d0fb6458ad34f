import { z } from 'zod';
import type { Flavor } from '@/lib/stacks/flavors/flavor';
import { listFlavors } from '@/lib/stacks/flavors/list-flavors';
import { readFlavor } from '@/lib/stacks/flavors/read-flavor';
import { registerFlavor } from '@/lib/stacks/flavors/register-flavor';
import { type Endpoint, endpoint } from '../endpoint';
import { oldestFirst } from './entities';
import { conflictAs } from './wording';

const FlavorWrapper = z.object({
  name: z.string(),
  type: z.string(),
  source: z.string(),
  integration: z.string().nullable().default(null),
});

const flavorWrapper = ({ name, type, source, integration }: Flavor) => ({ name, type, source, integration });

const flavor = (type: 'create' | 'read') => ({ operation: 'flavor', type, on: 'store' }) as const;

/** Only flavors that somebody declared: the client would take built-in ones of ours for custom code. */
export const zenmlFlavorEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/flavors',
    summary: 'All declared flavors',
    access: flavor('read'),
    reply: z.array(FlavorWrapper),
    handle: async ({ ctx }) => (await listFlavors(ctx)).sort(oldestFirst).map(flavorWrapper),
  }),
  endpoint({
    method: 'POST',
    path: '/flavors',
    summary: 'Declare a flavor',
    access: flavor('create'),
    body: FlavorWrapper,
    example: ({ componentType, fresh }) => ({
      type: componentType,
      name: fresh('flavor'),
      source: 'package.Alerter',
    }),
    reply: FlavorWrapper,
    handle: async ({ ctx, body }) =>
      flavorWrapper(await conflictAs('EntityExistsError', () => registerFlavor(ctx, body))),
  }),
  endpoint({
    method: 'GET',
    path: '/flavors/{type}',
    summary: 'Declared flavors of a type',
    access: flavor('read'),
    reply: z.array(FlavorWrapper),
    handle: async ({ ctx, param }) =>
      (await listFlavors(ctx, { type: param('type') })).sort(oldestFirst).map(flavorWrapper),
  }),
  endpoint({
    method: 'GET',
    path: '/flavors/{type}/{flavor}',
    summary: 'A declared flavor',
    access: flavor('read'),
    reply: FlavorWrapper,
    handle: async ({ ctx, param }) =>
      flavorWrapper(await readFlavor(ctx, { type: param('type'), name: param('flavor') })),
  }),
];
