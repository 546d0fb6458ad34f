import {
  findCatalogEntryForImport,
  findCatalogForImport,
  type ImportedCatalogEntry,
  insertImportedCatalog,
  insertImportedCatalogEntry,
  updateImportedCatalogEntry,
} from '@/db/queries/import-catalog';
import { authorizeOpenly } from '@/lib/access/authorize';
import { catalogEntryEvent, type EntryContent, entryChanges } from '@/lib/catalog/catalog-entry';
import { actorName, actorUserId } from '@/lib/core/actor';
import type { Ctx } from '@/lib/core/ctx';
import { newId } from '@/lib/core/id';
import { checkName } from '@/lib/core/name';
import type { stamp } from '@/lib/core/stamp';
import type { Outcome } from '@/lib/import-report/report';
import { changesBetween } from '@/lib/writes/changes';
import { exampleStamps } from '@/lib/writes/example';
import { declareWrite } from '@/lib/writes/write';
import type { ImportRun } from './import-run';
import { unlistedNotes } from './known-entries';
import type { CatalogEntryFile } from './mlte-files';
import { instantOfSeconds } from './parse-file';

/**
 * Brings a catalog entry into the catalog of its folder, making a writable one where none has that name. That `sample`
 * is read-only binds its users, not the import, which fills it. Creators and times come along as the file tells them.
 */
export async function importCatalogEntry(
  run: ImportRun,
  catalog: string,
  name: string,
  file: CatalogEntryFile,
): Promise<Outcome> {
  checkName(name, 'entry identifier', 'free', 'header.identifier');
  const content = contentOf(file);
  const stamps = stampsOf(run.ctx, file);
  const notes = await wordNotes(run, content);
  const catalogId = await catalogFor(run, catalog);
  const existing = catalogId === null ? null : await findCatalogEntryForImport(run.ctx.db, catalogId, name);
  if (existing !== null && isSame(existing, content)) return { action: 'present', notes };
  if (existing !== null && !run.overwrite)
    return { action: 'differs', notes: [...notes, 'Another content is here and stays.'] };
  const action = existing === null ? 'take' : 'replace';
  if (run.dryRun || catalogId === null) return { action, notes };
  const entry = { catalog: { id: catalogId, name: catalog }, existing, name, content, stamps };
  return { action: (await writeEntry(run.ctx, entry)) ? action : 'present', notes };
}

interface ImportedEntry {
  readonly catalog: { readonly id: string; readonly name: string };
  /** The one there, which it replaces. */
  readonly existing: ImportedCatalogEntry | null;
  readonly name: string;
  readonly content: EntryContent;
  readonly stamps: ReturnType<typeof stamp>;
}

/** False when somebody else made one of this name meanwhile. */
const writeEntry = declareWrite({
  verb: 'importCatalogEntry',
  asks: ['catalog:create', 'catalog:update'],
  audits: ['catalog_entry.create', 'catalog_entry.update'],
  example: async ({ catalog, idOf, fresh }): Promise<ImportedEntry> => ({
    catalog: { id: await idOf('catalog'), name: catalog },
    existing: null,
    name: fresh('entry'),
    content: {
      tags: [],
      qualityAttribute: '',
      code: 'pass',
      description: null,
      inputs: null,
      output: null,
    },
    stamps: exampleStamps(),
  }),
  ready: (ctx: Ctx, { existing }: ImportedEntry) =>
    authorizeOpenly(ctx, {
      operation: 'catalog',
      type: existing === null ? 'create' : 'update',
      projectId: null,
    }),
  write: async ({ tx, tell, tellNothing }, _, { catalog, existing, name, content, stamps }) => {
    const id = existing?.id ?? newId();
    const details = { imported: true, creator: stamps.createdByName };
    const named = { id, identifier: name, ...content };
    if (existing !== null) {
      const { updatedAt, updatedById, updatedByName } = stamps;
      await updateImportedCatalogEntry(tx, id, { ...content, updatedAt, updatedById, updatedByName });
      const changes = entryChanges(existing, named);
      tell({ ...catalogEntryEvent('catalog_entry.update', catalog, named), changes, details });
      return true;
    }
    if ((await insertImportedCatalogEntry(tx, { catalogId: catalog.id, ...named, ...stamps })) === null) {
      tellNothing();
      return false;
    }
    const changes = entryChanges(null, named);
    tell({ ...catalogEntryEvent('catalog_entry.create', catalog, named), changes, details });
    return true;
  },
});

/** What its tags and its quality attribute are that no list has. */
const wordNotes = (run: ImportRun, { tags, qualityAttribute }: EntryContent): Promise<string[]> =>
  unlistedNotes(run, [
    ...tags.map((name) => ({ list: 'tags', name }) as const),
    ...(qualityAttribute === '' ? [] : [{ list: 'quality_attributes', name: qualityAttribute } as const]),
  ]);

async function catalogFor(run: ImportRun, name: string): Promise<string | null> {
  const { ctx } = run;
  const found = await findCatalogForImport(ctx.db, name);
  if (found !== null) return found;
  checkName(name, 'catalog name', 'free', 'catalog_id');
  if (!run.plannedCatalogs.has(name)) run.tell('catalog', name, { action: 'take', notes: [] });
  run.plannedCatalogs.add(name);
  if (run.dryRun) return null;
  return (await createImportedCatalog(ctx, { name })) ?? findCatalogForImport(ctx.db, name);
}

/** The catalog's row id; null when somebody else made one of this name meanwhile. */
const createImportedCatalog = declareWrite({
  verb: 'importCatalog',
  asks: ['catalog:create'],
  audits: ['catalog.create'],
  example: ({ fresh }) => ({ name: fresh('catalog') }),
  ready: (ctx: Ctx, _: { readonly name: string }) =>
    authorizeOpenly(ctx, { operation: 'catalog', type: 'create', projectId: null }),
  write: async ({ tx, ctx, tell, tellNothing }, _, { name }) => {
    const id = await insertImportedCatalog(tx, { id: newId(), name, createdAt: ctx.now });
    if (id === null) {
      tellNothing();
      return null;
    }
    tell({
      action: 'catalog.create',
      resourceType: 'catalog',
      resourceId: id,
      resourceName: name,
      projectId: null,
      changes: changesBetween(null, { name }),
      details: { imported: true },
    });
    return id;
  },
});

const contentOf = (file: CatalogEntryFile): EntryContent => ({
  tags: file.tags,
  qualityAttribute: file.quality_attribute,
  code: file.code,
  description: file.description,
  inputs: file.inputs,
  output: file.output,
});

function isSame(row: ImportedCatalogEntry, content: EntryContent): boolean {
  return (
    JSON.stringify(row.tags) === JSON.stringify(content.tags) &&
    row.qualityAttribute === content.qualityAttribute &&
    row.code === content.code &&
    row.description === content.description &&
    row.inputs === content.inputs &&
    row.output === content.output
  );
}

/** Claimed names have no row id here; the audit row tells who really acted. */
function stampsOf(ctx: Ctx, { header }: CatalogEntryFile): ReturnType<typeof stamp> {
  const me = { id: actorUserId(ctx.actor), name: actorName(ctx.actor) };
  const claim = (name: string | null, field: string) => {
    if (name === null || name === '') return null;
    checkName(name, field, 'free', `header.${field}`);
    return { id: null, name };
  };
  const creator = claim(header.creator, 'creator') ?? me;
  const updater = claim(header.updater, 'updater') ?? creator;
  const createdAt = instantOfSeconds(header.created, 'header.created') ?? ctx.now;
  return {
    createdAt,
    createdById: creator.id,
    createdByName: creator.name,
    updatedAt: instantOfSeconds(header.updated, 'header.updated') ?? createdAt,
    updatedById: updater.id,
    updatedByName: updater.name,
  };
}
