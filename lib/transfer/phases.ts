import type { CUSTOM_LISTS } from '@/db/schema';
import { LEVEL_OF } from '@/lib/artifacts/artifact';
import { DomainError } from '@/lib/core/domain-error';
import type { ImportRun, Outcome } from './import-run';
import type { Place } from './layout';
import { ArtifactFile, CatalogEntryFile, GroupFile, ListEntryFile, UserFile } from './mlte-files';
import { oldEntryNotes } from './old-shapes';
import { nameOf, parseFile } from './parse-file';
import { settle } from './settle';
import type { SourceFile } from './source';
import { takeArtifact } from './take-artifact';
import { takeCatalogEntry } from './take-catalog-entry';
import { takeGroup } from './take-group';
import { takeListEntry } from './take-list-entry';
import { takeUser } from './take-user';

/**
 * One pass over the source. Later objects refer to earlier ones (an attribute to its category, a suite to a card), and
 * an archive can hold them in any order; reading it again keeps the memory small.
 */
export interface Phase {
  readonly takes: (place: Place) => boolean;
  /** Models and versions are made before this pass. */
  readonly parents?: true;
}

const CATEGORIES: (typeof CUSTOM_LISTS)[number] = 'qa_categories';

export const PHASES: readonly Phase[] = [
  { takes: (place) => place.kind === 'list_entry' && place.list === CATEGORIES },
  {
    takes: (place) =>
      (place.kind === 'list_entry' && place.list !== CATEGORIES) ||
      place.kind === 'group' ||
      place.kind === 'permission',
  },
  { takes: (place) => place.kind === 'user' || place.kind === 'catalog_entry' },
  { takes: (place) => place.kind === 'artifact' && place.type === 'card', parents: true },
  { takes: (place) => place.kind === 'artifact' && place.type === 'suite' },
  { takes: (place) => place.kind === 'artifact' && place.type !== 'card' && place.type !== 'suite' },
];

/** Takes one file to where its place says, and tells the report what became of it. */
export async function takePlaced(
  run: ImportRun,
  place: Place,
  entry: SourceFile,
  repeats: boolean,
): Promise<void> {
  // An entry of a stream can be read once; whoever looks twice looks at the same bytes.
  let read: Promise<Buffer> | null = null;
  const bytes = () => {
    read ??= bytesOf(entry);
    return read;
  };
  switch (place.kind) {
    case 'list_entry': {
      await settle(run, 'list_entry', `${place.list} / ${place.name}`, async () => {
        const { file } = parseFile(await bytes(), ListEntryFile);
        const { name, notes } = nameOf(file.name, place.name);
        return noted(await takeListEntry(run, place.list, name, file), notes, `${place.list} / ${name}`);
      });
      return;
    }
    case 'group':
      if (run.names.defaultGroups.has(place.name)) return;
      await settle(run, 'role', place.name, async () => {
        const { file } = parseFile(await bytes(), GroupFile);
        const { name, notes } = nameOf(file.name, place.name);
        return noted(await takeGroup(run, name, file), notes, name);
      });
      return;
    case 'permission':
      run.tell('permission', place.name, {
        action: 'skipped',
        notes: ['What a group permitted stands in the mapping of its role; nobody arrives with power.'],
      });
      return;
    case 'user':
      await settle(run, 'user', place.name, async () => {
        const { file } = parseFile(await bytes(), UserFile);
        const { name, notes } = nameOf(file.username, place.name);
        return noted(await takeUser(run, name, file), notes, name);
      });
      return;
    case 'catalog_entry':
      await settle(run, 'catalog_entry', `${place.catalog} / ${place.name}`, async () => {
        const { json, file } = parseFile(await bytes(), CatalogEntryFile);
        const { name, notes } = nameOf(file.header.identifier, place.name);
        notes.push(...oldEntryNotes(json));
        return noted(
          await takeCatalogEntry(run, place.catalog, name, file),
          notes,
          `${place.catalog} / ${name}`,
        );
      });
      return;
    case 'artifact': {
      // The copies under each version of a `store_export.json` are one artifact of the model.
      const shared = repeats && LEVEL_OF[place.type] === 'model' && place.version !== null;
      const at = shared ? { ...place, version: null } : place;
      if (shared && !run.isFirstCopy(at, place.version ?? '', await bytes().catch(() => Buffer.alloc(0))))
        return;
      const where = [run.modelText(at), ...(at.version === null ? [] : [at.version])].join(' / ');
      await settle(run, 'artifact', `${where} / ${place.name}`, async () => {
        const { json, file } = parseFile(await bytes(), ArtifactFile);
        return takeArtifact(run, at, json, file);
      });
      return;
    }
    default:
      return;
  }
}

const noted = (outcome: Outcome, notes: readonly string[], name: string): Outcome => ({
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
