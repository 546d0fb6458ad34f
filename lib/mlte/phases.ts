import type { CUSTOM_LISTS } from '@/db/schema';
import type { SourceFile } from '@/lib/archives/source';
import { LEVEL_OF } from '@/lib/artifacts/artifact';
import { DomainError } from '@/lib/core/domain-error';
import { recordOutcome } from '@/lib/import-report/record-outcome';
import type { Outcome } from '@/lib/import-report/report';
import { importArtifact } from './import-artifact';
import { importCatalogEntry } from './import-catalog-entry';
import { importGroup } from './import-group';
import { importListEntry } from './import-list-entry';
import type { ImportRun } from './import-run';
import { importUser } from './import-user';
import type { LayoutPath } from './layout';
import { ArtifactFile, CatalogEntryFile, GroupFile, ListEntryFile, UserFile } from './mlte-files';
import { oldEntryNotes } from './old/old-shapes';
import { nameOf, parseFile } from './parse-file';

/**
 * One pass over the source. Later objects refer to earlier ones (an attribute to its category, a suite to a card), and
 * an archive can hold them in any order; reading it again keeps the memory small.
 */
export interface Phase {
  readonly takes: (layoutPath: LayoutPath) => boolean;
  /** Models and versions are made before this pass. */
  readonly parents?: true;
}

const CATEGORIES: (typeof CUSTOM_LISTS)[number] = 'qa_categories';

export const PHASES: readonly Phase[] = [
  { takes: (layoutPath) => layoutPath.kind === 'list_entry' && layoutPath.list === CATEGORIES },
  {
    takes: (layoutPath) =>
      (layoutPath.kind === 'list_entry' && layoutPath.list !== CATEGORIES) ||
      layoutPath.kind === 'group' ||
      layoutPath.kind === 'permission',
  },
  { takes: (layoutPath) => layoutPath.kind === 'user' || layoutPath.kind === 'catalog_entry' },
  { takes: (layoutPath) => layoutPath.kind === 'artifact' && layoutPath.type === 'card', parents: true },
  { takes: (layoutPath) => layoutPath.kind === 'artifact' && layoutPath.type === 'suite' },
  {
    takes: (layoutPath) =>
      layoutPath.kind === 'artifact' && layoutPath.type !== 'card' && layoutPath.type !== 'suite',
  },
];

/** Takes one file to where its place says, and tells the report what became of it. */
export async function importFile(
  run: ImportRun,
  layoutPath: LayoutPath,
  entry: SourceFile,
  repeats: boolean,
): Promise<void> {
  // An entry of a stream can be read once; whoever looks twice looks at the same bytes.
  let read: Promise<Buffer> | null = null;
  const bytes = () => {
    read ??= bytesOf(entry);
    return read;
  };
  switch (layoutPath.kind) {
    case 'list_entry': {
      await recordOutcome(run, 'list_entry', `${layoutPath.list} / ${layoutPath.name}`, async () => {
        const { file } = parseFile(await bytes(), ListEntryFile);
        const { list } = layoutPath;
        const { name, notes } = nameOf(file.name, layoutPath.name);
        const outcome = await run.once('list_entry', [list, name], file, () =>
          importListEntry(run, list, name, file),
        );
        return withNotes(outcome, notes, `${list} / ${name}`);
      });
      return;
    }
    case 'group':
      if (run.names.defaultGroups.has(layoutPath.name)) return;
      await recordOutcome(run, 'role', layoutPath.name, async () => {
        const { file } = parseFile(await bytes(), GroupFile);
        const { name, notes } = nameOf(file.name, layoutPath.name);
        return withNotes(
          await run.once('role', [name], file, () => importGroup(run, name, file)),
          notes,
          name,
        );
      });
      return;
    case 'permission':
      run.tell('permission', layoutPath.name, {
        action: 'skipped',
        isHarmless: true,
        notes: ['What a group permitted stands in the mapping of its role; nobody arrives with power.'],
      });
      return;
    case 'user':
      await recordOutcome(run, 'user', layoutPath.name, async () => {
        const { file } = parseFile(await bytes(), UserFile);
        const { name, notes } = nameOf(file.username, layoutPath.name);
        return withNotes(
          await run.once('user', [name], file, () => importUser(run, name, file)),
          notes,
          name,
        );
      });
      return;
    case 'catalog_entry':
      await recordOutcome(run, 'catalog_entry', `${layoutPath.catalog} / ${layoutPath.name}`, async () => {
        const { json, file } = parseFile(await bytes(), CatalogEntryFile);
        const { name, notes } = nameOf(file.header.identifier, layoutPath.name);
        notes.push(...oldEntryNotes(json));
        const { catalog } = layoutPath;
        const outcome = await run.once('catalog_entry', [catalog, name], file, () =>
          importCatalogEntry(run, catalog, name, file),
        );
        return withNotes(outcome, notes, `${catalog} / ${name}`);
      });
      return;
    case 'artifact': {
      // The copies under each version of a `store_export.json` are one artifact of the model.
      const shared = repeats && LEVEL_OF[layoutPath.type] === 'model' && layoutPath.version !== null;
      const at = shared ? { ...layoutPath, version: null } : layoutPath;
      if (
        shared &&
        !run.isFirstCopy(at, layoutPath.version ?? '', await bytes().catch(() => Buffer.alloc(0)))
      )
        return;
      const where = [run.modelText(at), ...(at.version === null ? [] : [at.version])].join(' / ');
      await recordOutcome(run, 'artifact', `${where} / ${layoutPath.name}`, async () => {
        const { json, file } = parseFile(await bytes(), ArtifactFile);
        return importArtifact(run, at, json, file);
      });
      return;
    }
    default:
      return;
  }
}

const withNotes = (outcome: Outcome, notes: readonly string[], name: string): Outcome => ({
  name,
  ...outcome,
  notes: [...notes, ...outcome.notes],
});

/** A damaged file is its own trouble, not the import's. */
async function bytesOf(entry: SourceFile): Promise<Buffer> {
  try {
    return await entry.read();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new DomainError('invalid', `The file cannot be read: ${reason}`, { cause: error });
  }
}
