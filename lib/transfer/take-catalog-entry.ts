import {
  findCatalogEntryForImport,
  findCatalogForImport,
  type ImportedCatalogEntry,
  insertImportedCatalog,
  insertImportedCatalogEntry,
  updateImportedCatalogEntry,
} from '@/db/queries/import-catalog';
import type { catalogEntries } from '@/db/schema';
import { transact } from '@/db/transact';
import { audit } from '@/lib/access/audit';
import { actorName, actorUserId } from '@/lib/core/actor';
import type { Ctx } from '@/lib/core/ctx';
import { invalid } from '@/lib/core/domain-error';
import { newId } from '@/lib/core/id';
import { checkName } from '@/lib/core/name';
import { shown } from './entry-path';
import type { ImportRun, Outcome } from './import-run';
import { knownWords } from './known-entries';
import type { CatalogEntryFile } from './mlte-files';
import { instantOf } from './parse-file';

/**
 * Brings a catalog entry into the catalog of its folder, making a writable one where none has that name. That `sample`
 * is read-only binds its users, not the import, which fills it. Creators and times come along as the file tells them.
 */
export async function takeCatalogEntry(
  run: ImportRun,
  catalog: string,
  name: string,
  file: CatalogEntryFile,
): Promise<Outcome> {
  checkName(name, 'entry identifier', 'free', 'header.identifier');
  const content = contentOf(file);
  const stamps = stampsOf(run.ctx, file);
  await checkWords(run, content);
  const catalogId = await catalogFor(run, catalog);
  const existing = catalogId === null ? null : await findCatalogEntryForImport(run.ctx.db, catalogId, name);
  if (existing !== null && isSame(existing, content)) return { action: 'present', notes: [] };
  if (existing !== null && !run.overwrite)
    return { action: 'differs', notes: ['Another content is here and stays.'] };
  const action = existing === null ? 'take' : 'replace';
  if (run.dryRun || catalogId === null) return { action, notes: [] };
  const made = await transact(run.ctx.db, async (tx) => {
    const id = existing?.id ?? newId();
    if (existing !== null) {
      const { updatedAt, updatedById, updatedByName } = stamps;
      await updateImportedCatalogEntry(tx, id, { ...content, updatedAt, updatedById, updatedByName });
    } else {
      const row = await insertImportedCatalogEntry(tx, {
        id,
        catalogId,
        identifier: name,
        ...content,
        ...stamps,
      });
      if (row === null) return false;
    }
    await audit(tx, run.ctx, {
      action: existing === null ? 'catalog_entry.create' : 'catalog_entry.update',
      resourceType: 'catalog',
      resourceId: id,
      resourceName: `${catalog}/${name}`,
      projectId: null,
      details: { imported: true, creator: stamps.createdByName },
    });
    return true;
  });
  return { action: made ? action : 'present', notes: [] };
}

/** Tags and the quality attribute must be in their lists, as wherever an entry is written. */
async function checkWords(run: ImportRun, content: Content): Promise<void> {
  const words = [
    ...content.tags.map((name) => ({ list: 'tags', name }) as const),
    ...(content.qualityAttribute === ''
      ? []
      : [{ list: 'quality_attributes', name: content.qualityAttribute } as const]),
  ];
  const known = await knownWords(run, words);
  const issues = words
    .filter(({ list, name }) => !known.has(`${list}/${name}`))
    .map(({ list, name }) => ({
      path: list === 'tags' ? 'tags' : 'quality_attribute',
      message: `'${shown(name)}' is not in the custom list ${list}.`,
      value: name,
    }));
  if (issues.length > 0) throw invalid(issues);
}

async function catalogFor(run: ImportRun, name: string): Promise<string | null> {
  const { ctx } = run;
  const found = await findCatalogForImport(ctx.db, name);
  if (found !== null) return found;
  checkName(name, 'catalog name', 'free', 'catalog_id');
  if (!run.plannedCatalogs.has(name)) run.tell('catalog', name, { action: 'take', notes: [] });
  run.plannedCatalogs.add(name);
  if (run.dryRun) return null;
  const id = newId();
  const made = await transact(ctx.db, async (tx) => {
    const row = await insertImportedCatalog(tx, { id, name, createdAt: ctx.now });
    if (row === null) return null;
    await audit(tx, ctx, {
      action: 'catalog.create',
      resourceType: 'catalog',
      resourceId: id,
      resourceName: name,
      projectId: null,
      details: { imported: true },
    });
    return row;
  });
  return made ?? findCatalogForImport(ctx.db, name);
}

type Content = Pick<
  typeof catalogEntries.$inferInsert,
  'tags' | 'qualityAttribute' | 'code' | 'description' | 'inputs' | 'output'
>;

function contentOf(file: CatalogEntryFile): Content {
  return {
    tags: file.tags,
    qualityAttribute: file.quality_attribute,
    code: file.code,
    description: file.description,
    inputs: file.inputs,
    output: file.output,
  };
}

function isSame(row: ImportedCatalogEntry, content: Content): boolean {
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
function stampsOf(ctx: Ctx, { header }: CatalogEntryFile) {
  const me = { id: actorUserId(ctx.actor), name: actorName(ctx.actor) };
  const claim = (name: string | null, field: string) => {
    if (name === null || name === '') return null;
    checkName(name, field, 'free', `header.${field}`);
    return { id: null, name };
  };
  const creator = claim(header.creator, 'creator') ?? me;
  const updater = claim(header.updater, 'updater') ?? creator;
  const createdAt = instantOf(header.created, 'header.created') ?? ctx.now;
  return {
    createdAt,
    createdById: creator.id,
    createdByName: creator.name,
    updatedAt: instantOf(header.updated, 'header.updated') ?? createdAt,
    updatedById: updater.id,
    updatedByName: updater.name,
  };
}
