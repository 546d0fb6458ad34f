import { z } from 'zod';
import { deleteFlavor } from '@/lib/stacks/flavors/delete-flavor';
import type { Flavor } from '@/lib/stacks/flavors/flavor';
import { listFlavors } from '@/lib/stacks/flavors/list-flavors';
import { readFlavor } from '@/lib/stacks/flavors/read-flavor';
import { registerFlavor } from '@/lib/stacks/flavors/register-flavor';
import { updateFlavor } from '@/lib/stacks/flavors/update-flavor';
import { type Endpoint, endpoint } from '../endpoint';
import { given } from './pages';

const Reply = z.object({
  id: z.uuid(),
  type: z.string(),
  name: z.string(),
  source: z.string(),
  integration: z.string().nullable(),
  createdAt: z.iso.datetime(),
  createdBy: z.string(),
  updatedAt: z.iso.datetime(),
  updatedBy: z.string(),
});
const Content = z.strictObject({ source: z.string(), integration: z.string().nullable().optional() });

const present = (flavor: Flavor) => ({
  id: flavor.id,
  type: flavor.type,
  name: flavor.name,
  source: flavor.source,
  integration: flavor.integration,
  createdAt: flavor.createdAt,
  createdBy: flavor.createdBy,
  updatedAt: flavor.updatedAt,
  updatedBy: flavor.updatedBy,
});

const flavor = (type: 'create' | 'read' | 'update' | 'delete') =>
  ({ operation: 'flavor', type, on: 'store' }) as const;

const at = (param: (name: string) => string) => ({ type: param('type'), name: param('flavor') });

/** Flavors that somebody declared. Nothing is imported or run from their source. */
export const flavorEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/flavors',
    summary: 'Declared flavors, the first declared first',
    access: flavor('read'),
    query: z.strictObject({ type: z.string().optional() }),
    reply: z.array(Reply),
    handle: async ({ ctx, query }) => (await listFlavors(ctx, given(query))).map(present),
  }),
  endpoint({
    method: 'POST',
    path: '/flavors',
    summary: 'Declare a flavor',
    access: flavor('create'),
    status: 201,
    body: Content.extend({ type: z.string(), name: z.string() }),
    example: ({ componentType, fresh }) => ({
      type: componentType,
      name: fresh('flavor'),
      source: 'package.Alerter',
    }),
    reply: Reply,
    handle: async ({ ctx, body }) => present(await registerFlavor(ctx, given(body))),
  }),
  endpoint({
    method: 'GET',
    path: '/flavors/{type}/{flavor}',
    summary: 'A declared flavor',
    access: flavor('read'),
    reply: Reply,
    handle: async ({ ctx, param }) => present(await readFlavor(ctx, at(param))),
  }),
  endpoint({
    method: 'PUT',
    path: '/flavors/{type}/{flavor}',
    summary:
      'Change where a declared flavor comes from; with `expectedUpdatedAt` only if nobody changed it since',
    access: flavor('update'),
    body: Content.extend({ expectedUpdatedAt: z.iso.datetime().optional() }),
    example: () => ({ source: 'package.OtherAlerter' }),
    reply: Reply,
    handle: async ({ ctx, param, body: { expectedUpdatedAt: seen, ...content } }) =>
      present(
        await updateFlavor(ctx, {
          ...at(param),
          ...given(content),
          ...(seen !== undefined && { expectedUpdatedAt: new Date(seen) }),
        }),
      ),
  }),
  endpoint({
    method: 'DELETE',
    path: '/flavors/{type}/{flavor}',
    summary: 'End a declared flavor that no component has',
    access: flavor('delete'),
    status: 204,
    handle: async ({ ctx, param }) => {
      await deleteFlavor(ctx, at(param));
    },
  }),
];
