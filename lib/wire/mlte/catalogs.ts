import { z } from 'zod';
import { type CatalogEntry, isChanged } from '@/lib/catalog/catalog-entry';
import { createCatalogEntry } from '@/lib/catalog/create-catalog-entry';
import { deleteCatalogEntry } from '@/lib/catalog/delete-catalog-entry';
import { editCatalogEntry } from '@/lib/catalog/edit-catalog-entry';
import { listAllCatalogEntries, searchCatalogEntries } from '@/lib/catalog/list-all-catalog-entries';
import { listCatalogs } from '@/lib/catalog/list-catalogs';
import { readCatalogEntry } from '@/lib/catalog/read-catalog-entry';
import { DomainError, invalid, isDomainError } from '@/lib/core/domain-error';
import { fromMlteSegment } from '@/lib/core/urls';
import { type Endpoint, endpoint } from '../endpoint';
import { jsonArrayResponse } from '../json-stream';

const text = z.string().nullable().default(null);
const EntryModel = z.object({
  header: z.object({
    identifier: z.string(),
    creator: text,
    created: z.number().int().nullable().default(-1),
    updater: text,
    updated: z.number().int().nullable().default(-1),
    catalog_id: text,
  }),
  tags: z.array(z.string()).default([]),
  // Clients before 2.4 send null.
  quality_attribute: z
    .string()
    .nullish()
    .transform((word) => word ?? ''),
  code: z.string(),
  description: text,
  inputs: text,
  output: text,
});
type EntryModel = z.output<typeof EntryModel>;

const entries = (type: 'create' | 'read' | 'update' | 'delete') =>
  ({ operation: 'catalog', type, on: 'store' }) as const;
type Param = (name: string) => string;
const catalogAt = (param: Param) => fromMlteSegment(param('catalog'));
const entryAt = (param: Param) => ({
  catalog: catalogAt(param),
  identifier: fromMlteSegment(param('entry')),
});

/** The test catalogs. They belong to the store: every project's base shows the same. */
export const mlteCatalogEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/catalogs',
    summary: 'Readable catalogs',
    access: entries('read'),
    reply: z.array(z.object({ id: z.string(), read_only: z.boolean(), type: z.literal('database') })),
    handle: async ({ ctx }) =>
      (await listCatalogs(ctx)).map(({ name, readOnly }) => ({
        id: name,
        read_only: readOnly,
        type: 'database',
      })),
  }),
  endpoint({
    method: 'GET',
    path: '/catalogs/entry',
    summary: 'All entries of all readable catalogs',
    access: entries('read'),
    reply: z.array(EntryModel),
    handle: async ({ ctx }) => jsonArrayResponse(await listAllCatalogEntries(ctx), entryText),
  }),
  endpoint({
    method: 'POST',
    path: '/catalogs/entry/search',
    summary: 'All entries that a filter finds',
    access: entries('read'),
    body: z.looseObject({ filter: z.looseObject({ type: z.string().optional() }).optional() }),
    example: () => ({}),
    reply: z.array(EntryModel),
    handle: async ({ ctx, body }) =>
      jsonArrayResponse(await searchCatalogEntries(ctx, { query: body }), entryText),
  }),
  endpoint({
    method: 'POST',
    path: '/catalog/{catalog}/entry',
    summary: 'Add an entry to a catalog',
    access: entries('create'),
    body: EntryModel,
    example: ({ fresh }) => ({ header: { identifier: fresh('entry') }, code: 'pass' }),
    reply: EntryModel,
    handle: ({ ctx, param, body }) =>
      worded(async () => {
        const catalog = catalogAt(param);
        checkCatalog(body, catalog);
        const { identifier } = body.header;
        return replied(body, await createCatalogEntry(ctx, { catalog, identifier, ...contentOf(body) }));
      }),
  }),
  endpoint({
    method: 'PUT',
    path: '/catalog/{catalog}/entry',
    summary: 'Put another content into an entry; its creator stays',
    access: entries('update'),
    body: EntryModel,
    example: ({ catalogEntry }) => ({ header: { identifier: catalogEntry }, code: 'pass' }),
    reply: EntryModel,
    handle: ({ ctx, param, body }) =>
      worded(async () => {
        const catalog = catalogAt(param);
        checkCatalog(body, catalog);
        const { identifier } = body.header;
        return replied(body, await editCatalogEntry(ctx, { catalog, identifier, ...contentOf(body) }));
      }),
  }),
  endpoint({
    method: 'GET',
    path: '/catalog/{catalog}/entry',
    summary: 'All entries of a catalog',
    access: entries('read'),
    reply: z.array(EntryModel),
    handle: async ({ ctx, param }) =>
      jsonArrayResponse(await listAllCatalogEntries(ctx, { catalog: catalogAt(param) }), entryText),
  }),
  endpoint({
    method: 'GET',
    path: '/catalog/{catalog}/entry/{entry}',
    summary: 'An entry',
    access: entries('read'),
    reply: EntryModel,
    handle: async ({ ctx, param }) => presented(await readCatalogEntry(ctx, entryAt(param))),
  }),
  endpoint({
    method: 'DELETE',
    path: '/catalog/{catalog}/entry/{entry}',
    summary: 'Delete an entry',
    access: entries('delete'),
    reply: EntryModel,
    handle: ({ ctx, param }) => worded(async () => presented(await deleteCatalogEntry(ctx, entryAt(param)))),
  }),
];

const seconds = (at: Date): number => Math.floor(at.getTime() / 1000);

/** Until somebody changes an entry it has no updater, and was never updated, which MLTE writes as −1. */
function presented(entry: CatalogEntry): EntryModel {
  return {
    header: {
      identifier: entry.identifier,
      creator: entry.createdBy,
      created: seconds(entry.createdAt),
      updater: isChanged(entry) ? entry.updatedBy : null,
      updated: isChanged(entry) ? seconds(entry.updatedAt) : -1,
      catalog_id: entry.catalog,
    },
    tags: [...entry.tags],
    quality_attribute: entry.qualityAttribute,
    code: entry.code,
    description: entry.description,
    inputs: entry.inputs,
    output: entry.output,
  };
}

const entryText = (entry: CatalogEntry): string => JSON.stringify(presented(entry));

const contentOf = (body: EntryModel) => ({
  tags: body.tags,
  qualityAttribute: body.quality_attribute,
  code: body.code,
  description: body.description,
  inputs: body.inputs,
  output: body.output,
});

/** What clients up to 2.5 put between their own word for a remote store and the catalog's name: `lab--local`. */
const JOINT = '--';

/** An entry says nothing of its catalog, or names the one of the path, with or without a client's word before it. */
function checkCatalog({ header: { catalog_id: given } }: EntryModel, catalog: string): void {
  if (given === null || given === '' || given === catalog || given.endsWith(JOINT + catalog)) return;
  const message = `header.catalog_id names the catalog '${given.slice(0, 80)}', but the address is that of '${catalog.slice(0, 80)}'.`;
  throw invalid([{ path: 'header.catalog_id', message, value: given.slice(0, 200) }]);
}

/** The client that sent `lab--local` takes the reply apart again and fails on any other form. */
function replied({ header }: EntryModel, entry: CatalogEntry): EntryModel {
  const reply = presented(entry);
  return header.catalog_id?.includes(JOINT)
    ? { ...reply, header: { ...reply.header, catalog_id: header.catalog_id } }
    : reply;
}

/** Refusals in the words that clients of this door know, and complaints under its names of fields. */
async function worded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isDomainError(error)) throw error;
    if (error.code === 'conflict') throw new DomainError('conflict', `Exists: ${error.message}`);
    if (error.code === 'forbidden' && error.permission === undefined)
      throw new DomainError('forbidden', `Forbidden: ${error.message}`);
    if (error.code !== 'invalid') throw error;
    throw invalid(error.issues.map((issue) => ({ ...issue, path: WIRE_NAMES[issue.path] ?? issue.path })));
  }
}

const WIRE_NAMES: Readonly<Record<string, string>> = {
  identifier: 'header.identifier',
  qualityAttribute: 'quality_attribute',
};
