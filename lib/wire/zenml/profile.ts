import { z } from 'zod';
import { can } from '@/lib/access/authorize';
import { actorName } from '@/lib/core/actor';
import type { Ctx } from '@/lib/core/ctx';
import { listStackConfigurations } from '@/lib/stacks/list-stack-configurations';
import {
  declareStoreAssociation,
  endStoreAssociation,
  listStoreAssociations,
  type StoreAssociation,
} from '@/lib/stacks/store-associations';
import { type Endpoint, endpoint } from '../endpoint';

const Association = z.object({ artifact_store_uuid: z.guid(), metadata_store_uuid: z.guid() });

const shown = ({ artifactStore, metadataStore }: StoreAssociation) => ({
  artifact_store_uuid: artifactStore,
  metadata_store_uuid: metadataStore,
});

/** The stack that a client would begin with; null for who may read none. */
async function firstStack(ctx: Ctx): Promise<string | null> {
  const mayRead = await can(ctx, { operation: 'stack', type: 'read', projectId: null });
  return mayRead ? ((await listStackConfigurations(ctx))[0]?.name ?? null) : null;
}

const stack = (type: 'create' | 'read' | 'delete') => ({ operation: 'stack', type, on: 'store' }) as const;

export const profileEndpoint: Endpoint = endpoint({
  method: 'GET',
  path: '/',
  summary: 'The profile that this store would be: its own address, never that of its database',
  access: 'signed-in',
  reply: z.object({
    name: z.string(),
    active_user: z.string(),
    store_url: z.string(),
    store_type: z.literal('rest'),
    active_stack: z.string().nullable(),
  }),
  handle: async ({ ctx, url }) => ({
    name: 'default',
    active_user: actorName(ctx.actor),
    store_url: `${url}/api/zenml`,
    store_type: 'rest',
    active_stack: await firstStack(ctx),
  }),
});

export const profileEndpoints: readonly Endpoint[] = [
  profileEndpoint,
  endpoint({
    method: 'GET',
    path: '/store_associations',
    summary: 'Artifact and metadata stores that belong together',
    access: stack('read'),
    reply: z.array(Association),
    handle: async ({ ctx }) => (await listStoreAssociations(ctx)).map(shown),
  }),
  endpoint({
    method: 'POST',
    path: '/store_associations',
    summary: 'Declare that two stores belong together, as clients do before they register a stack',
    access: stack('create'),
    body: Association,
    example: ({ association }) => ({
      artifact_store_uuid: association.artifactStore,
      metadata_store_uuid: association.metadataStore,
    }),
    reply: Association,
    handle: async ({ ctx, body }) =>
      shown(
        await declareStoreAssociation(ctx, {
          artifactStore: body.artifact_store_uuid,
          metadataStore: body.metadata_store_uuid,
        }),
      ),
  }),
  endpoint({
    method: 'DELETE',
    path: '/store_associations/{artifactStore}/{metadataStore}',
    summary: 'End such a pair',
    access: stack('delete'),
    reply: z.null(),
    handle: async ({ ctx, param }) => {
      const pair = { artifactStore: param('artifactStore'), metadataStore: param('metadataStore') };
      await endStoreAssociation(ctx, pair);
      return null;
    },
  }),
];
