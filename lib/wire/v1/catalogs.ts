import { z } from 'zod';
import type { CatalogEntry, CatalogEntryHead } from '@/lib/catalog/catalog-entry';
import { createCatalogEntry } from '@/lib/catalog/create-catalog-entry';
import { deleteCatalogEntry } from '@/lib/catalog/delete-catalog-entry';
import { editCatalogEntry } from '@/lib/catalog/edit-catalog-entry';
import { listCatalogEntries } from '@/lib/catalog/list-catalog-entries';
import { listCatalogs } from '@/lib/catalog/list-catalogs';
import { readCatalogEntry } from '@/lib/catalog/read-catalog-entry';
import { type Endpoint, endpoint } from '../endpoint';
import { given, listQuery, pageReply, toPageReply } from './pages';

const Head = z.object({
  id: z.uuid(),
  catalog: z.string(),
  readOnly: z.boolean(),
  identifier: z.string(),
  tags: z.array(z.string()),
  qualityAttribute: z.string(),
  description: z.string().nullable(),
  createdAt: z.iso.datetime(),
  createdBy: z.string(),
  updatedAt: z.iso.datetime(),
  updatedBy: z.string(),
});
const Whole = Head.extend({
  code: z.string(),
  inputs: z.string().nullable(),
  output: z.string().nullable(),
});
const words = z.string().nullable().default(null);
const Content = z.strictObject({
  tags: z.array(z.string()).default([]),
  qualityAttribute: z.string().default(''),
  code: z.string().min(1),
  description: words,
  inputs: words,
  output: words,
});

const head = (entry: CatalogEntryHead) => ({
  id: entry.id,
  catalog: entry.catalog,
  readOnly: entry.readOnly,
  identifier: entry.identifier,
  tags: entry.tags,
  qualityAttribute: entry.qualityAttribute,
  description: entry.description,
  createdAt: entry.createdAt,
  createdBy: entry.createdBy,
  updatedAt: entry.updatedAt,
  updatedBy: entry.updatedBy,
});
const whole = (entry: CatalogEntry) => ({
  ...head(entry),
  code: entry.code,
  inputs: entry.inputs,
  output: entry.output,
});

const catalog = (type: 'create' | 'read' | 'update' | 'delete') =>
  ({ operation: 'catalog', type, on: 'store' }) as const;
const requested = listQuery(['name', 'updated']).extend({
  tag: z.string().max(255).optional(),
  qualityAttribute: z.string().max(255).optional(),
});
const entryAt = (param: (name: string) => string) => ({
  catalog: param('catalog'),
  identifier: param('entry'),
});

/** Test catalogs and their entries. A `/` in a name is sent as `%2F`. */
export const catalogEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/catalogs',
    summary: 'Readable catalogs',
    access: catalog('read'),
    reply: z.object({ items: z.array(z.object({ name: z.string(), readOnly: z.boolean() })) }),
    handle: async ({ ctx }) => ({ items: await listCatalogs(ctx) }),
  }),
  endpoint({
    method: 'GET',
    path: '/catalog-entries',
    summary: 'Entries of all readable catalogs, without their code',
    access: catalog('read'),
    query: requested,
    reply: pageReply(Head),
    handle: async ({ ctx, query }) => toPageReply(await listCatalogEntries(ctx, given(query)), head),
  }),
  endpoint({
    method: 'GET',
    path: '/catalogs/{catalog}/entries',
    summary: 'Entries of a catalog, without their code',
    access: catalog('read'),
    query: requested,
    reply: pageReply(Head),
    handle: async ({ ctx, param, query }) =>
      toPageReply(await listCatalogEntries(ctx, { catalog: param('catalog'), ...given(query) }), head),
  }),
  endpoint({
    method: 'POST',
    path: '/catalogs/{catalog}/entries',
    summary: 'Add an entry to a catalog',
    access: catalog('create'),
    status: 201,
    body: Content.extend({ identifier: z.string() }),
    example: ({ fresh }) => ({ identifier: fresh('entry'), code: 'pass' }),
    reply: Whole,
    handle: async ({ ctx, param, body }) =>
      whole(await createCatalogEntry(ctx, { catalog: param('catalog'), ...body })),
  }),
  endpoint({
    method: 'GET',
    path: '/catalogs/{catalog}/entries/{entry}',
    summary: 'An entry with its code',
    access: catalog('read'),
    reply: Whole,
    handle: async ({ ctx, param }) => whole(await readCatalogEntry(ctx, entryAt(param))),
  }),
  endpoint({
    method: 'PUT',
    path: '/catalogs/{catalog}/entries/{entry}',
    summary: 'Put another content into an entry; with `expectedUpdatedAt` only if nobody changed it since',
    access: catalog('update'),
    body: Content.extend({ expectedUpdatedAt: z.iso.datetime().optional() }),
    example: () => ({ code: 'pass' }),
    reply: Whole,
    handle: async ({ ctx, param, body: { expectedUpdatedAt: seen, ...content } }) =>
      whole(
        await editCatalogEntry(ctx, {
          ...entryAt(param),
          ...content,
          ...(seen !== undefined && { expectedUpdatedAt: new Date(seen) }),
        }),
      ),
  }),
  endpoint({
    method: 'DELETE',
    path: '/catalogs/{catalog}/entries/{entry}',
    summary: 'Delete an entry',
    access: catalog('delete'),
    status: 204,
    handle: ({ ctx, param }) => deleteCatalogEntry(ctx, entryAt(param)),
  }),
];
